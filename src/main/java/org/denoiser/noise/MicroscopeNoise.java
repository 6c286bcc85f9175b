package org.denoiser.noise;

import java.util.SplittableRandom;

/**
 * The noise of some microscope, drawn anew at each call, for networks that shall cope with all of them: photons or a flat background or
 * both, neighbours that share their noise along rows, along columns or both (interpolating and binning cameras, scanners whose
 * detector is slower than a pixel), and now and then hot pixels. Nothing is clipped, and but for hot pixels the mean is the image.
 *
 * <p>With {@code s} for the standard deviation at white and {@code v} for a value from 0 (black) to 1 (white), the variance is
 * {@code s^2 (f v + 1 - f)}. The share {@code f} of the photons is 1 in two calls of five (confocal and two-photon microscopes count
 * photons), 0 in one of four (wide field, where background light gives the same noise everywhere), and any number between in the others.
 * In three calls of five the noise is blurred by a Gaussian of 0.25 to 1.1 pixels (photons alone: to 0.6) and scaled back to its variance;
 * the sigmas along rows and columns are the same in half of these. Where such noise is not of
 * photons alone, up to 40 % of its variance is blurred by 1 to 2.2 pixels instead in every second call: cameras that tell colours by a mosaic of
 * filters interpolate colour more coarsely than brightness. In one call of ten up to 2 of 1,000 values are hot: 0.1 to 1.5 of the range brighter.
 *
 * <p>Shot noise with read noise is the model of A. Foi et al., "Practical Poissonian-Gaussian noise modeling and fitting for single-image
 * raw data", IEEE Transactions on Image Processing 17, 2008. Immutable and thread-safe.
 */
public final class MicroscopeNoise implements NoiseModel {
    private static final double PHOTONS_ALONE = 0.4;
    private static final double FLAT = 0.25;
    private static final double SHARED = 0.6;
    private static final double SAME_BOTH_WAYS = 0.5;
    private static final double LEAST_SIGMA = 0.25;
    private static final double MOST_SIGMA = 1.1;
    private static final double MOST_SIGMA_OF_PHOTONS = 0.6;
    private static final double COARSE = 0.5;
    private static final double MOST_COARSE = 0.4;
    private static final double LEAST_SIGMA_OF_COARSE = 1;
    private static final double MOST_SIGMA_OF_COARSE = 2.2;
    private static final double HOT = 0.1;
    private static final double MOST_HOT = 0.002;
    private static final double LEAST_HEAT = 0.1;
    private static final double MOST_HEAT = 1.5;

    private final double deviation;
    private final double black;
    private final double white;

    /**
     * Makes the model.
     *
     * @param deviation standard deviation at white, pixel units, 0 or more; 0 leaves hot pixels alone
     * @param black value without signal, pixel units; values below count as no signal
     * @param white value of full signal, pixel units, above black
     * @throws IllegalArgumentException if a number is not allowed
     */
    public MicroscopeNoise(double deviation, double black, double white) {
        Checks.range(black, white);
        this.deviation = Checks.notNegative(deviation, "standard deviation");
        this.black = black;
        this.white = white;
    }

    @Override
    public void apply(float[] pixels, int width, int height, int channels, SplittableRandom random) {
        apply(pixels, null, width, height, channels, random);
    }

    /** What makes neighbours share their noise makes them share the picture too: it blurs the clean pixels as much. */
    @Override
    public void applyToPair(
            float[] pixels, float[] clean, int width, int height, int channels, SplittableRandom random) {
        apply(pixels, clean, width, height, channels, random);
    }

    /** @param clean null where the picture stays sharp */
    private void apply(float[] pixels, float[] clean, int width, int height, int channels, SplittableRandom random) {
        double chance = Uniform.sample(random);
        double between = Uniform.sample(random);
        double photons = chance < PHOTONS_ALONE ? 1 : chance < PHOTONS_ALONE + FLAT ? 0 : between;
        boolean shared = Uniform.sample(random) < SHARED;
        GaussianBlur blur = blur(LEAST_SIGMA, photons == 1 ? MOST_SIGMA_OF_PHOTONS : MOST_SIGMA, random);
        boolean hot = Uniform.sample(random) < HOT;
        double share = MOST_HOT * Uniform.sample(random);

        float[] noise = noise(pixels, photons, random);
        double scale = 1;
        if (shared) {
            blur.apply(noise, width, height, channels, random);
            scale = 1 / blur.leftOfWhite();
            if (photons < 1 && Uniform.sample(random) < COARSE) {
                double part = MOST_COARSE * Uniform.sample(random);
                GaussianBlur wide = blur(LEAST_SIGMA_OF_COARSE, MOST_SIGMA_OF_COARSE, random);
                float[] blots = noise(pixels, photons, random);
                wide.apply(blots, width, height, channels, random);
                mix(noise, Math.sqrt(1 - part), blots, Math.sqrt(part) * blur.leftOfWhite() / wide.leftOfWhite());
            }
            if (clean != null) {
                blur.apply(clean, width, height, channels, random);
                System.arraycopy(clean, 0, pixels, 0, pixels.length);
            }
        }
        for (int i = 0; i < pixels.length; i++) {
            double heat = hot && Uniform.sample(random) < share ? heat(random) : 0;
            pixels[i] = (float) (pixels[i] + scale * noise[i] + heat);
        }
    }

    private static void mix(float[] noise, double weight, float[] other, double otherWeight) {
        for (int i = 0; i < noise.length; i++) noise[i] = (float) (weight * noise[i] + otherWeight * other[i]);
    }

    private static GaussianBlur blur(double least, double most, SplittableRandom random) {
        double across = least + (most - least) * Uniform.sample(random);
        double down = least + (most - least) * Uniform.sample(random);
        return new GaussianBlur(across, Uniform.sample(random) < SAME_BOTH_WAYS ? across : down);
    }

    private double heat(SplittableRandom random) {
        return (white - black) * (LEAST_HEAT + (MOST_HEAT - LEAST_HEAT) * Uniform.sample(random));
    }

    /** White noise; 0 where the value is not a number, which would spoil its neighbours. */
    private float[] noise(float[] pixels, double photons, SplittableRandom random) {
        float[] noise = new float[pixels.length];
        double range = white - black;
        double gain = photons * deviation * deviation / range;
        double flat = deviation * Math.sqrt(1 - photons);
        for (int i = 0; i < pixels.length; i++) {
            double signal = Math.max(0, pixels[i] - black);
            if (!Double.isFinite(signal)) continue;
            double counted = gain > 0 ? gain * Poisson.sample(signal / gain, random) - signal : 0;
            noise[i] = (float) (counted + flat * Normal.sample(random));
        }
        return noise;
    }

    @Override
    public String description() {
        return "noise of a microscope (photons, background, shared by neighbours, hot pixels) with a standard deviation of "
                + Decimals.text(deviation) + " at white";
    }
}
