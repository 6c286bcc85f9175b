package org.denoiser.single;

import org.denoiser.noise.Mirror;
import org.denoiser.noise.NoiseEstimate;

/**
 * Denoises a plane of values whose noise is known. White noise: two passes over groups of similar patches ({@link RidgePass}).
 * Correlated noise: two passes over blocks of several sizes ({@link BlockPass}). Immutable and thread-safe.
 *
 * <p>Needs about five times the memory of the plane in 32-bit floats.
 */
public final class PlaneDenoiser {
    /** Planes with a side below this one are continued by reflection while they are denoised. */
    private static final int LEAST = 16;

    /** Sides of the blocks for correlated noise. */
    private static final int[] BLOCKS = {8, 16, 32};

    private final int threads;

    /** @param threads how many to work in, at least 1; the result is the same for any number */
    public PlaneDenoiser(int threads) {
        if (threads < 1) throw new IllegalArgumentException("threads=" + threads + ": at least 1 is needed");
        this.threads = threads;
    }

    /**
     * Denoises a plane.
     *
     * @param plane {@code width * height} finite values, row by row; not modified
     * @param width pixels in a row, at least 1
     * @param height rows, at least 1
     * @param noise of the plane
     * @param progress hears how far it is, and can stop it
     * @return new values; a copy of the plane if there is no noise
     */
    public float[] denoise(float[] plane, int width, int height, NoiseEstimate noise, Share progress) {
        if (noise.isNone()) return plane.clone();
        int wide = Math.max(width, LEAST);
        int high = Math.max(height, LEAST);
        double mean = 0;
        for (float value : plane) mean += value;
        mean /= plane.length;
        // in units of the noise, so that no constant of the methods depends on the image's own units
        double unit = Math.sqrt(noise.variance(mean));
        float[] values = Mirror.extended(plane, width, height, wide, high);
        for (int i = 0; i < values.length; i++) values[i] = (float) ((values[i] - mean) / unit);
        float[] denoised = run(values, wide, high, noise.inUnits(mean, unit), progress);
        float[] result = new float[plane.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                result[y * width + x] = (float) (denoised[y * wide + x] * unit + mean);
            }
        }
        return result;
    }

    private float[] run(float[] values, int width, int height, NoiseEstimate noise, Share progress) {
        Share first = share -> progress.done(0.2 * share);
        Share second = share -> progress.done(0.2 + 0.8 * share);
        if (noise.spectrum().isWhite()) {
            float[] pilot = new RidgePass(values, null, width, height, RidgeOptions.FIRST, noise).run(threads, first);
            return new RidgePass(values, pilot, width, height, RidgeOptions.SECOND, noise).run(threads, second);
        }
        float[] pilot = shrink(values, null, width, height, noise, share -> progress.done(0.5 * share));
        return shrink(values, pilot, width, height, noise, share -> progress.done(0.5 + 0.5 * share));
    }

    private float[] shrink(float[] values, float[] pilot, int width, int height, NoiseEstimate noise, Share progress) {
        WeightedSum whole = new WeightedSum(width, 0, height);
        for (int i = 0; i < BLOCKS.length; i++) {
            double before = i / (double) BLOCKS.length;
            // smaller planes go without the larger blocks
            if (BLOCKS[i] > Math.min(width, height)) continue;
            new BlockPass(values, pilot, width, height, BLOCKS[i], noise)
                    .addTo(whole, threads, share -> progress.done(before + share / BLOCKS.length));
        }
        return whole.means();
    }
}
