package org.denoiser.noise;

import java.util.SplittableRandom;

/**
 * Multiplies each value above black by an independent normal number of mean 1: {@code black + (value - black) * (1 + n)}. The mean of
 * the result is the image and its standard deviation is {@code fraction * |value - black|}. This is the additive-multiplicative model
 * {@code J = I + n I} that image toolboxes call speckle; the noise of many looks in radar, ultrasound and laser light is close to it,
 * that of a single look is skew (J. W. Goodman, "Some fundamental properties of speckle", Journal of the Optical Society of America 66,
 * 1976). Immutable and thread-safe.
 */
public final class SpeckleNoise implements NoiseModel {

    private final double fraction;
    private final double black;

    /**
     * Makes the model.
     *
     * @param fraction standard deviation of the result as a share of the value above black, 0 or more; 0.2 is 20 %
     * @param black value without signal, pixel units; pixels that have it do not change
     * @throws IllegalArgumentException if a number is not allowed
     */
    public SpeckleNoise(double fraction, double black) {
        this.fraction = Checks.notNegative(fraction, "speckle");
        this.black = Checks.finite(black, "black level");
    }

    @Override
    public void apply(float[] pixels, int width, int height, int channels, SplittableRandom random) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (black + (pixels[i] - black) * (1 + fraction * Normal.sample(random)));
        }
    }

    @Override
    public String description() {
        return "speckle noise with a standard deviation of " + Decimals.text(100 * fraction) + " % of the signal";
    }
}
