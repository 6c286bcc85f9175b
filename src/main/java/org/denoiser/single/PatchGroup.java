package org.denoiser.single;

import java.util.Arrays;
import org.denoiser.noise.NoiseEstimate;

/**
 * One group of similar patches at a time: each patch becomes a linear combination of all patches of the group, whose weights sum to 1
 * and minimise an estimate of the mean squared error.
 *
 * <p>With the k patches of n pixels as the columns of Y = X + E, and S the diagonal matrix of each patch's noise (the sum of its
 * pixels' variances), the error of Y W is, on average, |X W - X|^2 + tr(W' S W). Its minimum under the constraint is
 * W = I - (P - P 1 1' P / 1' P 1) S with P = (X'X + S)^-1. In the first pass Y'Y stands for X'X + S, its expectation (Stein's
 * estimate); there a little noise more than there is, a quarter, is taken for granted, so that the matrix is well conditioned. In the
 * second pass the first one's result stands for X.
 *
 * <p>Source: S. Herbreteau and C. Kervrann, Towards a unified view of unsupervised non-local methods for image denoising: the NL-Ridge
 * approach, ICIP 2022, arXiv 2203.00570. Not thread-safe; each thread has its own.
 */
final class PatchGroup {
    private static final float MORE_NOISE = 0.25f;

    private final int side;
    private final int pixels;
    private final int width;
    private final float[] noisy;
    /** Null in the first pass. */
    private final float[] pilot;

    private final NoiseEstimate noise;
    /** The noisy patches as rows, less their mean. */
    private final float[] patches;
    /** The patches that weights are found from as columns, less the same. */
    private final float[] columns;

    private final float[] matrix;
    private final float[] scratch;
    /** The pilot's patches as rows, then the result. */
    private final float[] combined;

    private final float[] variances;
    private final float[] sums;

    PatchGroup(float[] noisy, float[] pilot, int width, RidgeOptions options, NoiseEstimate noise) {
        side = options.side;
        pixels = side * side;
        this.width = width;
        this.noisy = noisy;
        this.pilot = pilot;
        this.noise = noise;
        patches = new float[options.group * pixels];
        columns = new float[options.group * pixels];
        combined = new float[options.group * pixels];
        matrix = new float[options.group * options.group];
        scratch = new float[options.group * options.group];
        variances = new float[options.group];
        sums = new float[options.group];
    }

    /**
     * Denoises the patches at some offsets and adds them to the sum, each weighted by the inverse of the noise that is left in it.
     *
     * @param offsets {@code y * width + x} of the top left pixels
     * @param k how many of them
     */
    void denoise(int[] offsets, int k, WeightedSum sum) {
        int count = k * pixels;
        gather(noisy, offsets, k, patches);
        float mean = mean(patches, count);
        subtract(mean, patches, count);
        measureNoise(k, mean);
        float[] guide = patches;
        if (pilot != null) {
            guide = combined;
            gather(pilot, offsets, k, guide);
            subtract(mean, guide, count);
        }
        transpose(guide, k);
        weigh(k);
        Arrays.fill(combined, 0, count, 0f);
        for (int j = 0; j < k; j++) {
            SmallMatrix.addRows(1, matrix, j, k, patches, 0, pixels, k, combined, j * pixels, pixels);
            float left = 0;
            for (int i = 0; i < k; i++) left += matrix[i * k + j] * matrix[i * k + j] * variances[i];
            float weight = pixels / Math.max(left, variances[j] / k);
            for (int row = 0; row < side; row++) {
                sum.add(offsets[j] + row * width, combined, j * pixels + row * side, side, mean, weight);
            }
        }
    }

    private void gather(float[] plane, int[] offsets, int k, float[] rows) {
        for (int j = 0; j < k; j++) {
            for (int row = 0; row < side; row++) {
                System.arraycopy(plane, offsets[j] + row * width, rows, j * pixels + row * side, side);
            }
        }
    }

    private static float mean(float[] values, int count) {
        double total = 0;
        for (int i = 0; i < count; i++) total += values[i];
        return (float) (total / count);
    }

    /** For float's sake: what is left is small. */
    private static void subtract(float constant, float[] values, int count) {
        for (int i = 0; i < count; i++) values[i] -= constant;
    }

    /** From values half way between a patch's own mean and the group's: with their own, patches that are dark by chance would be favoured. */
    private void measureNoise(int k, float mean) {
        if (noise.gain() == 0) {
            Arrays.fill(variances, 0, k, (float) (pixels * noise.variance(mean)));
            return;
        }
        for (int j = 0; j < k; j++) {
            double value = 0;
            for (int i = 0; i < pixels; i++) value += patches[j * pixels + i];
            variances[j] = (float) (pixels * noise.variance(mean + 0.5 * value / pixels));
        }
    }

    private void transpose(float[] rows, int k) {
        for (int j = 0; j < k; j++) for (int i = 0; i < pixels; i++) columns[i * k + j] = rows[j * pixels + i];
    }

    /** Leaves the weights in the matrix: row i, column j is the part of patch i in the result of patch j. */
    private void weigh(int k) {
        SmallMatrix.gram(columns, pixels, k, matrix);
        float more = pilot == null ? MORE_NOISE : 1;
        for (int i = 0; i < k; i++) matrix[i * k + i] += more * variances[i];
        SmallMatrix.invert(matrix, k, scratch);
        float all = 0;
        for (int i = 0; i < k; i++) {
            float sum = 0;
            for (int j = 0; j < k; j++) sum += matrix[i * k + j];
            sums[i] = sum;
            all += sum;
        }
        float taken = pilot == null ? 1 + MORE_NOISE : 1;
        for (int i = 0; i < k; i++) {
            float share = sums[i] / all;
            for (int j = 0; j < k; j++) {
                matrix[i * k + j] = -(matrix[i * k + j] - share * sums[j]) * taken * variances[j];
            }
            matrix[i * k + i] += 1;
        }
    }
}
