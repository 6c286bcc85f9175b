package org.denoiser.noise;

/** Makes noise models from what users say: a kind and a level. Stateless and thread-safe. */
public final class NoiseModels {

    private NoiseModels() {}

    /**
     * Makes a model.
     *
     * @param kind the kind of noise, which also says what the level means
     * @param level gaussian, microscope: standard deviation (microscope: at white) in units of {@code (white - black) / 255}; poisson and poisson-gaussian: mean number of
     *     photons at white; salt-and-pepper and masking: percentage of the pixels that are hit; speckle: standard deviation in percent
     *     of the value above black; blur: standard deviation of the Gaussian in pixels
     * @param readNoise standard deviation of the read noise in photons, for poisson-gaussian; not looked at otherwise
     * @param black value without signal, pixel units
     * @param white value of full signal, pixel units, above black
     * @throws IllegalArgumentException with one sentence, if a number is not allowed
     */
    public static NoiseModel model(NoiseKind kind, double level, double readNoise, double black, double white) {
        kind.checkLevel(level);
        Checks.range(black, white);
        switch (kind) {
            case GAUSSIAN:
                return new GaussianNoise(level * (white - black) / 255);
            case POISSON:
                return new PoissonNoise(level, black, white);
            case POISSON_GAUSSIAN:
                return new PoissonGaussianNoise(level, readNoise, black, white);
            case MICROSCOPE:
                return new MicroscopeNoise(level * (white - black) / 255, black, white);
            case SALT_AND_PEPPER:
                return new SaltAndPepperNoise(level / 100, black, white);
            case SPECKLE:
                return new SpeckleNoise(level / 100, black);
            case MASKING:
                return new MaskingNoise(level / 100, black);
            case BLUR:
                return new GaussianBlur(level);
            default:
                throw new AssertionError(kind);
        }
    }

    /**
     * Puts a Gaussian blur before a model, as the key {@code blur} does.
     *
     * @param sigma standard deviation of the blur in pixels, 0 to 100; 0 gives the model itself
     * @throws IllegalArgumentException with one sentence that names the key, if sigma is not allowed
     */
    public static NoiseModel blurred(double sigma, NoiseModel model) {
        return checkBlur(sigma) == 0 ? model : new BlurredNoise(sigma, model);
    }

    /**
     * Checks the value of the key {@code blur} before anything is done with it.
     *
     * @return sigma
     * @throws IllegalArgumentException with one sentence, if it is not 0 to 100
     */
    public static double checkBlur(double sigma) {
        if (sigma >= 0 && sigma <= GaussianBlur.LARGEST_SIGMA) return sigma;
        throw new IllegalArgumentException("blur=" + Decimals.text(sigma)
                + " is not allowed; it is the sigma of a Gaussian in pixels and must be 0 to "
                + Decimals.text(GaussianBlur.LARGEST_SIGMA) + ".");
    }
}
