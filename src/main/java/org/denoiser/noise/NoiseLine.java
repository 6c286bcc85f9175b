package org.denoiser.noise;

import java.util.Arrays;

/**
 * A straight line through variances over values, with a slope of at least 0. Deviations count relative to the line; a point far
 * above it, where structure was taken for noise, counts little.
 */
final class NoiseLine {
    private final double slope;
    private final double intercept;
    private final double least;
    private final double rise;
    private final double middle;

    private NoiseLine(double slope, double intercept, double[] values, double[] variances) {
        this.slope = slope;
        this.intercept = intercept;
        double smallest = Arrays.stream(variances).min().orElse(0);
        double first = Arrays.stream(values).min().orElse(0);
        double last = Arrays.stream(values).max().orElse(0);
        least = Math.min(smallest, Math.max(slope * first + intercept, 0.5 * smallest));
        rise = (slope * last + intercept) / Math.max(slope * first + intercept, least);
        double[] sorted = variances.clone();
        Arrays.sort(sorted);
        middle = sorted[(sorted.length - 1) / 2];
    }

    /** Both arrays have the same length, at least 1; the variances are above 0. */
    static NoiseLine fit(double[] values, double[] variances) {
        int count = values.length;
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) weights[i] = 1 / (variances[i] * variances[i]);
        double slope = 0;
        double intercept = 0;
        for (int round = 0; round < 20; round++) {
            double sum = 0;
            double meanValue = 0;
            double meanVariance = 0;
            for (int i = 0; i < count; i++) {
                sum += weights[i];
                meanValue += weights[i] * values[i];
                meanVariance += weights[i] * variances[i];
            }
            meanValue /= sum;
            meanVariance /= sum;
            double product = 0;
            double square = 0;
            for (int i = 0; i < count; i++) {
                double distance = values[i] - meanValue;
                product += weights[i] * distance * (variances[i] - meanVariance);
                square += weights[i] * distance * distance;
            }
            slope = square > 0 ? Math.max(product / square, 0) : 0;
            intercept = meanVariance - slope * meanValue;
            for (int i = 0; i < count; i++) {
                double line = Math.max(slope * values[i] + intercept, 0.05 * variances[i]);
                weights[i] = weight((variances[i] - line) / line) / (line * line);
            }
        }
        return new NoiseLine(slope, intercept, values, variances);
    }

    private static double weight(double deviation) {
        double far = deviation / 0.15;
        return 1 / (1 + far * far * (deviation > 0 ? 1 : 0.3));
    }

    double slope() {
        return slope;
    }

    double intercept() {
        return intercept;
    }

    /** The smallest variance that anything should be given. */
    double least() {
        return least;
    }

    /** Variance of the line at the greatest value by that at the least one. */
    double rise() {
        return rise;
    }

    /** The median of the variances. */
    double middle() {
        return middle;
    }
}
