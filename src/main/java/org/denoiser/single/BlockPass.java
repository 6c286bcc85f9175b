package org.denoiser.single;

import java.util.concurrent.atomic.AtomicLong;
import org.denoiser.noise.Dct;
import org.denoiser.noise.NoiseEstimate;

/**
 * One pass of shrinking overlapping blocks in the domain of the discrete cosine transform, for noise of any spectrum. The first pass
 * sets the coefficients to 0 that are below three standard deviations of their own noise; the second weighs each by the power of the
 * first pass' coefficient against that of the noise (Wiener's filter). Blocks weigh by the inverse of the noise left in them and
 * less towards their border.
 *
 * <p>Sources: R. Coifman and D. Donoho, Translation-invariant de-noising, 1995; G. Yu and G. Sapiro, DCT image denoising: a simple and
 * effective image denoising algorithm, IPOL 2011; the Wiener step after S. Ghael, A. Sayeed and R. Baraniuk, 1997.
 */
final class BlockPass {
    private static final float THRESHOLD = 3;
    private static final int ROWS = 2;

    private final float[] noisy;
    private final float[] pilot;
    private final int width;
    private final int height;
    private final NoiseEstimate noise;
    private final Dct dct;
    private final float[] power;
    private final float[] window;
    private final int[] xs;
    private final int[] ys;

    /**
     * @param noisy the plane; not modified
     * @param pilot the first pass' result, not modified; null in the first pass
     * @param side of the blocks, at most the plane's sides
     */
    BlockPass(float[] noisy, float[] pilot, int width, int height, int side, NoiseEstimate noise) {
        this.noisy = noisy;
        this.pilot = pilot;
        this.width = width;
        this.height = height;
        this.noise = noise;
        dct = new Dct(side);
        power = noise.spectrum().power(dct);
        int step = Math.max(1, side / 4);
        xs = Places.along(width, side, step);
        ys = Places.along(height, side, step);
        window = new float[side * side];
        for (int i = 0; i < window.length; i++) window[i] = hump(i / side, side) * hump(i % side, side);
    }

    private static float hump(int i, int side) {
        return (float) (0.1 + Math.sin(Math.PI * (i + 0.5) / side));
    }

    /** Runs the pass; the listener as in {@link RidgePass#run}. */
    float[] run(int threads, Share progress) {
        WeightedSum whole = new WeightedSum(width, 0, height);
        AtomicLong done = new AtomicLong();
        Bands.run(
                (ys.length + ROWS - 1) / ROWS,
                threads,
                band -> work(band, done),
                whole::add,
                () -> progress.done(done.get() / (double) ys.length));
        return whole.means();
    }

    private WeightedSum work(int band, AtomicLong done) {
        int side = dct.side();
        int first = band * ROWS;
        int last = Math.min(ys.length, first + ROWS) - 1;
        WeightedSum part = new WeightedSum(width, ys[first], ys[last] + side);
        float[] block = new float[side * side];
        float[] expected = new float[side * side];
        float[] scratch = new float[side * side];
        for (int row = first; row <= last; row++) {
            for (int x : xs) {
                Bands.checkStopped();
                int offset = ys[row] * width + x;
                read(noisy, offset, block);
                dct.forward(block, scratch);
                float left;
                if (pilot == null) {
                    left = threshold(block);
                } else {
                    read(pilot, offset, expected);
                    dct.forward(expected, scratch);
                    left = weigh(block, expected);
                }
                dct.inverse(block, scratch);
                for (int y = 0; y < side; y++) {
                    part.add(offset + y * width, block, y * side, side, 1 / left, window, y * side);
                }
            }
            done.incrementAndGet();
        }
        return part;
    }

    private void read(float[] plane, int offset, float[] block) {
        int side = dct.side();
        for (int y = 0; y < side; y++) System.arraycopy(plane, offset + y * width, block, y * side, side);
    }

    private float variance(float first) {
        return (float) Math.max(noise.variance(first / dct.side()), 1e-6);
    }

    /** Returns the variance of the noise left. */
    private float threshold(float[] block) {
        float variance = variance(block[0]);
        float least = THRESHOLD * THRESHOLD * variance;
        float left = power[0];
        for (int i = 1; i < block.length; i++) {
            if (block[i] * block[i] < least * power[i]) block[i] = 0;
            else left += power[i];
        }
        return left * variance;
    }

    private float weigh(float[] block, float[] expected) {
        float variance = variance(expected[0]);
        float left = power[0];
        for (int i = 1; i < block.length; i++) {
            float signal = expected[i] * expected[i];
            float factor = signal / (signal + variance * power[i]);
            block[i] *= factor;
            left += factor * factor * power[i];
        }
        return left * variance;
    }
}
