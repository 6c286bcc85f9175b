package org.denoiser.noise;

import java.util.SplittableRandom;

/**
 * Replaces values, each with the same probability, by black or white, with equal chances. The channels of a pixel are hit each by
 * itself. With {@code p} for the fraction, the mean of the result is {@code (1 - p) * value + p * (black + white) / 2}. Immutable and
 * thread-safe.
 */
public final class SaltAndPepperNoise implements NoiseModel {

    private final double fraction;
    private final float black;
    private final float white;

    /**
     * Makes the model.
     *
     * @param fraction probability that a value is replaced, 0 to 1
     * @param black value of pepper, pixel units
     * @param white value of salt, pixel units, above black
     * @throws IllegalArgumentException if a number is not allowed
     */
    public SaltAndPepperNoise(double fraction, double black, double white) {
        Checks.range(black, white);
        this.fraction = Checks.fraction(fraction);
        this.black = (float) black;
        this.white = (float) white;
    }

    @Override
    public void apply(float[] pixels, int width, int height, int channels, SplittableRandom random) {
        for (int i = 0; i < pixels.length; i++) {
            double chance = Uniform.sample(random);
            if (chance < fraction) pixels[i] = chance < fraction / 2 ? black : white;
        }
    }

    @Override
    public String description() {
        return "salt-and-pepper noise on " + Decimals.text(100 * fraction) + " % of the pixels";
    }
}
