package org.denoiser.noise;

import java.util.Arrays;

/**
 * The strength of white noise from the eigenvalues of the covariance of patches: images leave many directions of patch space
 * empty, and there the eigenvalues are the variance of the noise alone. The largest eigenvalues are dropped until the mean of the
 * others is their median.
 *
 * <p>Source: G. Chen, F. Zhu and P. A. Heng, An Efficient Statistical Method for Image Noise Level Estimation, ICCV 2015.
 */
final class PatchEigenvalues {
    private static final int SIDE = 8;
    private static final int COUNT = SIDE * SIDE;
    private static final int PATCHES = 60_000;

    private PatchEigenvalues() {}

    /** The variance of the noise; {@code width} and {@code height} are at least 16 pixels. */
    static double variance(float[] plane, int width, int height) {
        double[] eigenvalues = eigenvalues(covariance(plane, width, height));
        Arrays.sort(eigenvalues);
        double sum = 0;
        for (double value : eigenvalues) sum += value;
        for (int left = COUNT; left > 1; left--) {
            double mean = sum / left;
            if (mean <= 0.5 * (eigenvalues[(left - 1) / 2] + eigenvalues[left / 2])) return Math.max(mean, 0);
            sum -= eigenvalues[left - 1];
        }
        return Math.max(eigenvalues[0], 0);
    }

    private static double[][] covariance(float[] plane, int width, int height) {
        int stride = 1;
        while ((long) (width / stride) * (height / stride) > PATCHES) stride++;
        double[][] products = new double[COUNT][COUNT];
        double[] sums = new double[COUNT];
        double[] patch = new double[COUNT];
        // a constant near the values keeps the difference of large sums exact
        double shift = plane[0];
        long patches = 0;
        for (int y = 0; y + SIDE <= height; y += stride) {
            for (int x = 0; x + SIDE <= width; x += stride) {
                for (int i = 0; i < COUNT; i++) patch[i] = plane[(y + i / SIDE) * width + x + i % SIDE] - shift;
                for (int i = 0; i < COUNT; i++) {
                    sums[i] += patch[i];
                    double factor = patch[i];
                    double[] row = products[i];
                    for (int j = 0; j <= i; j++) row[j] += factor * patch[j];
                }
                patches++;
            }
        }
        for (int i = 0; i < COUNT; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = (products[i][j] - sums[i] * sums[j] / patches) / patches;
                products[j][i] = products[i][j];
            }
        }
        return products;
    }

    /** Jacobi's rotations; the matrix is overwritten. */
    private static double[] eigenvalues(double[][] a) {
        for (int sweep = 0; sweep < 30; sweep++) {
            double off = 0;
            double diagonal = 0;
            for (int i = 0; i < COUNT; i++) {
                diagonal += a[i][i] * a[i][i];
                for (int j = 0; j < i; j++) off += a[i][j] * a[i][j];
            }
            if (off <= 1e-18 * diagonal) break;
            for (int p = 0; p < COUNT; p++) for (int q = p + 1; q < COUNT; q++) rotate(a, p, q);
        }
        double[] values = new double[COUNT];
        for (int i = 0; i < COUNT; i++) values[i] = a[i][i];
        return values;
    }

    private static void rotate(double[][] a, int p, int q) {
        if (a[p][q] == 0) return;
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int i = 0; i < COUNT; i++) {
            double ip = a[i][p];
            double iq = a[i][q];
            a[i][p] = c * ip - s * iq;
            a[i][q] = s * ip + c * iq;
        }
        double[] rowP = a[p];
        double[] rowQ = a[q];
        for (int i = 0; i < COUNT; i++) {
            double pi = rowP[i];
            double qi = rowQ[i];
            rowP[i] = c * pi - s * qi;
            rowQ[i] = s * pi + c * qi;
        }
    }
}
