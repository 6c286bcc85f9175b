package org.denoiser.noise;

/** Makes noise models from what users say: a kind and a level. Stateless and thread-safe. */
public final class NoiseModels {

    private NoiseModels() {}

    /**
     * Makes a model.
     *
     * @param kind the kind of noise, which also says what the level means
     * @param level gaussian: standard deviation in units of {@code (white - black) / 255}; poisson and poisson-gaussian: mean number of
     *     photons at white; salt-and-pepper: percentage of the pixels that are hit
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
            case SALT_AND_PEPPER:
                return new SaltAndPepperNoise(level / 100, black, white);
            default:
                throw new AssertionError(kind);
        }
    }
}
