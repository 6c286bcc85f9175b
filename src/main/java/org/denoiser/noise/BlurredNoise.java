package org.denoiser.noise;

import java.util.Objects;
import java.util.SplittableRandom;

/**
 * What a camera behind imperfect optics sees: the image is blurred, then the noise comes on top, itself sharp. The random numbers are
 * those of the noise alone. Immutable and thread-safe.
 */
public final class BlurredNoise implements NoiseModel {

    private final GaussianBlur blur;
    private final NoiseModel noise;

    /**
     * Makes the model.
     *
     * @param sigma standard deviation of the blur in pixels, as for {@link GaussianBlur}
     * @param noise what is added to the blurred image
     * @throws IllegalArgumentException if sigma is not allowed
     */
    public BlurredNoise(double sigma, NoiseModel noise) {
        blur = new GaussianBlur(sigma);
        this.noise = Objects.requireNonNull(noise);
    }

    @Override
    public void apply(float[] pixels, int width, int height, int channels, SplittableRandom random) {
        blur.apply(pixels, width, height, channels, random);
        noise.apply(pixels, width, height, channels, random);
    }

    @Override
    public String description() {
        return blur.description() + ", then " + noise.description();
    }
}
