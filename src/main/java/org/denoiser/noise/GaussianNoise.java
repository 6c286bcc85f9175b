package org.denoiser.noise;

import java.util.SplittableRandom;

/** Adds independent normal numbers of one standard deviation to all pixels. Immutable and thread-safe. */
public final class GaussianNoise implements NoiseModel {

    private final double sigma;

    /**
     * Makes the model.
     *
     * @param sigma standard deviation in pixel units, 0 or more
     * @throws IllegalArgumentException if sigma is negative, NaN or infinite
     */
    public GaussianNoise(double sigma) {
        this.sigma = Checks.notNegative(sigma, "standard deviation");
    }

    @Override
    public void apply(float[] pixels, int width, int height, int channels, SplittableRandom random) {
        for (int i = 0; i < pixels.length; i++) pixels[i] = (float) (pixels[i] + sigma * Normal.sample(random));
    }

    @Override
    public String description() {
        return "Gaussian noise with a standard deviation of " + Decimals.text(sigma);
    }
}
