package org.denoiser.single;

import java.util.concurrent.atomic.AtomicLong;
import org.denoiser.noise.Dct;
import org.denoiser.noise.NoiseEstimate;

/**
 * One pass of shrinking overlapping blocks in the domain of the discrete cosine transform, for noise of any spectrum. The first pass
 * sets the coefficients to 0 that are below three standard deviations of their own noise; the second weighs each by the power of the
 * first pass' coefficient against that of the noise (Wiener's filter).
 *
 * <p>Blocks of several sizes are put together. Each weighs by the inverse of its error a pixel, as Stein's unbiased estimate gives it
 * from the noisy block alone: large blocks win where the image is smooth, small ones along edges. Within a block, weights fall
 * towards its border.
 *
 * <p>Sources: R. Coifman and D. Donoho, Translation-invariant de-noising, 1995; G. Yu and G. Sapiro, DCT image denoising: a simple and
 * effective image denoising algorithm, IPOL 2011; the Wiener step after S. Ghael, A. Sayeed and R. Baraniuk, Improved wavelet denoising via empirical
 * Wiener filtering, 1997; the estimate of the error: C. Stein, Estimation of the mean of a multivariate normal distribution, 1981.
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

    /** Adds the blocks to the sum of a whole plane; the listener as in {@link RidgePass#run}. */
    void addTo(WeightedSum whole, int threads, Share progress) {
        AtomicLong done = new AtomicLong();
        Bands.run(
                (ys.length + ROWS - 1) / ROWS,
                threads,
                band -> work(band, done),
                whole::add,
                () -> progress.done(done.get() / (double) ys.length));
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
                float error;
                if (pilot == null) {
                    error = threshold(block);
                } else {
                    read(pilot, offset, expected);
                    dct.forward(expected, scratch);
                    error = weigh(block, expected);
                }
                dct.inverse(block, scratch);
                for (int y = 0; y < side; y++) {
                    part.add(offset + y * width, block, y * side, side, side * side / error, window, y * side);
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

    /** Returns an estimate of the squared error of the whole block, at least that of the noise left. */
    private float threshold(float[] block) {
        float variance = variance(block[0]);
        float least = THRESHOLD * THRESHOLD * variance;
        double left = variance * power[0];
        double lost = 0;
        for (int i = 1; i < block.length; i++) {
            float noisePower = variance * power[i];
            float square = block[i] * block[i];
            if (square < least * power[i]) {
                lost += square - noisePower;
                block[i] = 0;
            } else {
                left += noisePower;
            }
        }
        return (float) (left + Math.max(lost, 0));
    }

    /** Returns the same. */
    private float weigh(float[] block, float[] expected) {
        float variance = variance(expected[0]);
        double left = variance * power[0];
        double lost = 0;
        for (int i = 1; i < block.length; i++) {
            float noisePower = variance * power[i];
            float signal = expected[i] * expected[i];
            float factor = signal / (signal + noisePower);
            lost += (1 - factor) * (1 - factor) * (block[i] * block[i] - noisePower);
            left += factor * factor * noisePower;
            block[i] *= factor;
        }
        return (float) (left + Math.max(lost, 0));
    }
}
