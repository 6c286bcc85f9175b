package org.denoiser.noise;

import java.util.SplittableRandom;

/**
 * Sets each value to black with the same probability, independently of all others: the masking noise of P. Vincent et al., "Extracting
 * and composing robust features with denoising autoencoders", ICML 2008, where the number of values hit was fixed; here it is binomial,
 * so that {@code black + (value - black) * (1 - fraction)} is the mean of the result and
 * {@code (value - black)^2 * fraction * (1 - fraction)} its variance. The channels of a pixel are hit each by itself. Immutable and
 * thread-safe.
 */
public final class MaskingNoise implements NoiseModel {

    private final double fraction;
    private final float black;

    /**
     * Makes the model.
     *
     * @param fraction probability that a value is set to black, 0 to 1
     * @param black pixel units
     * @throws IllegalArgumentException if a number is not allowed
     */
    public MaskingNoise(double fraction, double black) {
        this.fraction = Checks.fraction(fraction);
        this.black = (float) Checks.finite(black, "black level");
    }

    @Override
    public void apply(float[] pixels, int width, int height, int channels, SplittableRandom random) {
        for (int i = 0; i < pixels.length; i++) {
            if (Uniform.sample(random) < fraction) pixels[i] = black;
        }
    }

    @Override
    public String description() {
        return "masking of " + Decimals.text(100 * fraction) + " % of the pixels";
    }
}
