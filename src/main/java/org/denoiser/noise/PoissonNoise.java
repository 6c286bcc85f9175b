package org.denoiser.noise;

import java.util.SplittableRandom;

/**
 * Replaces each pixel by a count of photons whose mean is the pixel's value above black: shot noise. The result is in the
 * image's own units again, so its mean is the image and its variance is {@code (value - black) * (white - black) / photons}.
 * Immutable and thread-safe.
 */
public final class PoissonNoise implements NoiseModel {

    private final PhotonScale scale;
    private final double photons;

    /**
     * Makes the model.
     *
     * @param photons mean number of photons of a white pixel, above 0
     * @param black value without signal, pixel units; values below count as no signal
     * @param white value at which there are {@code photons}, pixel units, above black; brighter pixels have more
     * @throws IllegalArgumentException if a number is not allowed
     */
    public PoissonNoise(double photons, double black, double white) {
        scale = new PhotonScale(photons, black, white);
        this.photons = photons;
    }

    @Override
    public void apply(float[] pixels, int width, int height, int channels, SplittableRandom random) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = scale.value(Poisson.sample(scale.photons(pixels[i]), random));
        }
    }

    @Override
    public String description() {
        return "Poisson noise of " + Decimals.text(photons) + " photons at white";
    }
}
