package org.denoiser.metric;

import java.util.Arrays;

/**
 * Structural similarity (SSIM) of two planes, after Z. Wang, A. C. Bovik, H. R. Sheikh and E. P. Simoncelli, "Image quality assessment:
 * from error visibility to structural similarity", IEEE Transactions on Image Processing 13(4), 2004: a Gaussian window of
 * 11x11 pixels with a standard deviation of 1.5, K1 = 0.01, K2 = 0.03, averaged over all positions at which the window lies wholly inside
 * of the plane. Along an axis of fewer than 11 pixels it cannot; there every pixel is a position, and the window is cropped at
 * the borders and its weights are scaled to sum to one.
 *
 * <p>Immutable and thread-safe. Works in double precision and needs memory for 44 rows.
 */
public final class Ssim {

    private static final int RADIUS = 5;
    private static final int WINDOW = 2 * RADIUS + 1;
    private static final double[] GAUSSIAN = gaussian();
    /** Moments that are averaged: image, reference, sum of the squares, product. */
    private static final int MOMENTS = 4;

    private final double c1;
    private final double c2;

    private Ssim(double range) {
        c1 = 0.01 * range * (0.01 * range);
        c2 = 0.03 * range * (0.03 * range);
    }

    /**
     * Makes the measure for a range of values.
     *
     * @param range dynamic range of the values in pixel units, for example 255 for 8-bit images
     * @throws IllegalArgumentException if the range is not finite and above 0
     */
    public static Ssim of(double range) {
        return new Ssim(Pixels.requirePositive(range, "range"));
    }

    /**
     * Mean SSIM of two planes, at most 1; 1 for equal planes.
     *
     * @param image the plane to be judged
     * @param reference what it should look like, of the same size
     * @param width pixels along x
     * @param height pixels along y
     * @throws IllegalArgumentException if the arrays are not of {@code width * height} pixels or empty, or if pixels are NaN or infinite
     */
    public double mean(float[] image, float[] reference, int width, int height) {
        Pixels.requireComparable(image, reference);
        if (width < 1 || height < 1 || (long) width * height != image.length) {
            throw new IllegalArgumentException("A plane of " + width + "x" + height
                    + " pixels does not fit an array of " + image.length + " pixels.");
        }
        Axis columns = new Axis(width);
        Axis rows = new Axis(height);
        // Variances do not change with a common shift, which keeps squares of large values from swallowing small
        // differences.
        double shift = Pixels.mean(reference);
        double[][][] ring = new double[WINDOW][MOMENTS][columns.positions];
        double[][] moments = new double[MOMENTS][columns.positions];
        double[][] row = new double[MOMENTS][width];
        double sum = 0;
        int read = 0;
        for (int y = 0; y < rows.positions; y++) {
            for (; read < rows.end(y); read++) {
                moments(image, reference, read * width, shift, row);
                for (int m = 0; m < MOMENTS; m++) columns.average(row[m], ring[read % WINDOW][m]);
            }
            rows.average(ring, y, moments);
            sum += sum(moments, shift);
        }
        return sum / ((double) columns.positions * rows.positions);
    }

    private static void moments(float[] image, float[] reference, int offset, double shift, double[][] row) {
        for (int x = 0; x < row[0].length; x++) {
            double a = image[offset + x] - shift;
            double b = reference[offset + x] - shift;
            row[0][x] = a;
            row[1][x] = b;
            row[2][x] = a * a + b * b;
            row[3][x] = a * b;
        }
    }

    /** Sum of the SSIM of one row of positions. */
    private double sum(double[][] moments, double shift) {
        double sum = 0;
        for (int x = 0; x < moments[0].length; x++) {
            double a = moments[0][x];
            double b = moments[1][x];
            double variances = Math.max(0, moments[2][x] - a * a - b * b);
            double covariance = moments[3][x] - a * b;
            double meanA = a + shift;
            double meanB = b + shift;
            double luminance = (2 * meanA * meanB + c1) / (meanA * meanA + meanB * meanB + c1);
            sum += luminance * (2 * covariance + c2) / (variances + c2);
        }
        return sum;
    }

    private static double[] gaussian() {
        double[] weights = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) weights[i] = Math.exp(-(i - RADIUS) * (i - RADIUS) / (2 * 1.5 * 1.5));
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < WINDOW; i++) weights[i] /= sum;
        return weights;
    }

    /** The window's positions along one axis. */
    private static final class Axis {

        private final int size;
        private final boolean cropped;
        private final int positions;

        Axis(int size) {
            this.size = size;
            cropped = size < WINDOW;
            positions = cropped ? size : size - WINDOW + 1;
        }

        /** First pixel under the window. */
        int start(int position) {
            return cropped ? Math.max(0, position - RADIUS) : position;
        }

        /** Pixel after the last one under the window. */
        int end(int position) {
            return cropped ? Math.min(size, position + RADIUS + 1) : position + WINDOW;
        }

        /** Weights of the pixels from start to end. */
        double[] weights(int position) {
            if (!cropped) return GAUSSIAN;
            int first = start(position) - position + RADIUS;
            double[] weights = Arrays.copyOfRange(GAUSSIAN, first, first + end(position) - start(position));
            double sum = Arrays.stream(weights).sum();
            for (int i = 0; i < weights.length; i++) weights[i] /= sum;
            return weights;
        }

        /** Averages a row of pixels at each position. */
        void average(double[] pixels, double[] averages) {
            for (int x = 0; x < positions; x++) {
                double[] weights = weights(x);
                int start = start(x);
                double sum = 0;
                for (int i = 0; i < weights.length; i++) sum += weights[i] * pixels[start + i];
                averages[x] = sum;
            }
        }

        /** Averages rows, row y being {@code ring[y % WINDOW]}, at one position. */
        void average(double[][][] ring, int position, double[][] averages) {
            double[] weights = weights(position);
            for (double[] moment : averages) Arrays.fill(moment, 0);
            for (int i = 0; i < weights.length; i++) {
                double[][] row = ring[(start(position) + i) % WINDOW];
                for (int m = 0; m < MOMENTS; m++) addRow(row[m], weights[i], averages[m]);
            }
        }

        private static void addRow(double[] row, double weight, double[] sums) {
            for (int x = 0; x < sums.length; x++) sums[x] += weight * row[x];
        }
    }
}
