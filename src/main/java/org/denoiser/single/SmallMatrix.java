package org.denoiser.single;

import java.util.Arrays;

/**
 * Arithmetic on small dense matrices, row by row in float arrays. Sums run over four rows at a time, which halves the traffic to the
 * cache, and along rows, which the compiler turns into vector instructions.
 */
final class SmallMatrix {
    private SmallMatrix() {}

    /** {@code to[toStart + i] += sum over r of factor[r] * from[start + r * stride + i]}, for four rows r. */
    private static void addFour(
            float f0,
            float f1,
            float f2,
            float f3,
            float[] from,
            int start,
            int stride,
            float[] to,
            int toStart,
            int n) {
        int s1 = start + stride;
        int s2 = s1 + stride;
        int s3 = s2 + stride;
        for (int i = 0; i < n; i++) {
            to[toStart + i] += f0 * from[start + i] + f1 * from[s1 + i] + f2 * from[s2 + i] + f3 * from[s3 + i];
        }
    }

    private static void addOne(float factor, float[] from, int start, float[] to, int toStart, int n) {
        for (int i = 0; i < n; i++) to[toStart + i] += factor * from[start + i];
    }

    /**
     * Adds {@code sum over r of factors[factorStart + r * factorStride] * sign * row r} to a row, where row r is
     * {@code rows[start + r * stride ...]}.
     */
    static void addRows(
            float sign,
            float[] factors,
            int factorStart,
            int factorStride,
            float[] rows,
            int start,
            int stride,
            int count,
            float[] to,
            int toStart,
            int n) {
        int r = 0;
        int f = factorStart;
        for (; r + 3 < count; r += 4, f += 4 * factorStride) {
            addFour(
                    sign * factors[f],
                    sign * factors[f + factorStride],
                    sign * factors[f + 2 * factorStride],
                    sign * factors[f + 3 * factorStride],
                    rows,
                    start + r * stride,
                    stride,
                    to,
                    toStart,
                    n);
        }
        for (; r < count; r++, f += factorStride) addOne(sign * factors[f], rows, start + r * stride, to, toStart, n);
    }

    /**
     * Inner products of the columns of a matrix.
     *
     * @param columns {@code length} rows of {@code k}
     * @param gram receives the upper triangle, {@code k * k}, of products of columns
     */
    static void gram(float[] columns, int length, int k, float[] gram) {
        for (int i = 0; i < k; i++) {
            int row = i * k + i;
            Arrays.fill(gram, row, (i + 1) * k, 0f);
            addRows(1, columns, i, k, columns, i, k, length, gram, row, k - i);
        }
    }

    /**
     * Inverts a symmetric positive definite matrix by Cholesky's factors.
     *
     * @param matrix {@code k * k}, of which the upper triangle is read; replaced by the whole inverse
     * @param scratch at least {@code k * k} values; overwritten
     */
    static void invert(float[] matrix, int k, float[] scratch) {
        for (int i = 0; i < k; i++) {
            int row = i * k;
            addRows(-1, matrix, i, k, matrix, i, k, i, matrix, row + i, k - i);
            // rounding may leave a pivot at 0 where patches are equal; the floor only damps such a direction
            float scale = (float) (1 / Math.sqrt(Math.max(matrix[row + i], 1e-6f)));
            for (int j = i; j < k; j++) matrix[row + j] *= scale;
            matrix[row + i] = 1 / scale;
        }
        for (int i = 0; i < k; i++) {
            int row = i * k;
            Arrays.fill(scratch, row, row + k, 0f);
            addRows(-1, matrix, i, k, scratch, 0, k, i, scratch, row, i);
            float scale = 1 / matrix[row + i];
            for (int j = 0; j < i; j++) scratch[row + j] *= scale;
            scratch[row + i] = scale;
        }
        for (int i = 0; i < k; i++) {
            int row = i * k;
            Arrays.fill(matrix, row, row + i + 1, 0f);
            addRows(1, scratch, row + i, k, scratch, row, k, k - i, matrix, row, i + 1);
        }
        for (int i = 0; i < k; i++) for (int j = 0; j < i; j++) matrix[j * k + i] = matrix[i * k + j];
    }
}
