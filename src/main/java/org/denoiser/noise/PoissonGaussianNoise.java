package org.denoiser.noise;

import java.util.SplittableRandom;

/**
 * Shot noise like {@link PoissonNoise} and a camera's read noise: to each count of photons a normal number is added. The result is in the
 * image's own units again; with {@code gain = (white - black) / photons} its mean is the image and its variance is
 * {@code (value - black) * gain + (readNoise * gain)^2}. Immutable and thread-safe.
 */
public final class PoissonGaussianNoise implements NoiseModel {

    private final PhotonScale scale;
    private final double photons;
    private final double readNoise;

    /**
     * Makes the model.
     *
     * @param photons mean number of photons of a white pixel, above 0
     * @param readNoise standard deviation of the read noise in photons (photo-electrons), 0 or more
     * @param black value without signal, pixel units; values below count as no signal, but get read noise
     * @param white value at which there are {@code photons}, pixel units, above black; brighter pixels have more
     * @throws IllegalArgumentException if a number is not allowed
     */
    public PoissonGaussianNoise(double photons, double readNoise, double black, double white) {
        scale = new PhotonScale(photons, black, white);
        this.photons = photons;
        this.readNoise = Checks.notNegative(readNoise, "read noise");
    }

    @Override
    public void apply(float[] pixels, int width, int height, int channels, SplittableRandom random) {
        for (int i = 0; i < pixels.length; i++) {
            double counted = Poisson.sample(scale.photons(pixels[i]), random);
            pixels[i] = scale.value(counted + readNoise * Normal.sample(random));
        }
    }

    @Override
    public String description() {
        return "Poisson noise of " + Decimals.text(photons) + " photons at white with a read noise of "
                + Decimals.text(readNoise) + " photons";
    }
}
