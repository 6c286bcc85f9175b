package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

/** Statistical checks for the tests of this package. All sources are seeded, so that a check holds always or never. */
final class Statistics {

    /** Standard errors by which a figure may be off: chance exceeds it less than once in a million times. */
    static final double ERRORS = 5;

    private Statistics() {}

    static double mean(double[] sample) {
        return Arrays.stream(sample).sum() / sample.length;
    }

    static double variance(double[] sample) {
        double mean = mean(sample);
        return Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum() / (sample.length - 1);
    }

    static void assertMean(double expected, double variance, double[] sample, String what) {
        assertClose(expected, mean(sample), Math.sqrt(variance / sample.length), "mean of " + what);
    }

    /** Checks the variance, whose own variance is {@code (m4 - m2^2) / n} for large samples. */
    static void assertVariance(double expected, double fourthMoment, double[] sample, String what) {
        double error = Math.sqrt((fourthMoment - expected * expected) / sample.length);
        assertClose(expected, variance(sample), error, "variance of " + what);
    }

    static void assertClose(double expected, double actual, double standardError, String what) {
        assertTrue(
                Math.abs(actual - expected) <= ERRORS * standardError + 1e-12 * Math.abs(expected),
                what + " is " + actual + ", not " + expected + " with a standard error of " + standardError);
    }

    /** Pearson's chi-square of counts, which has {@code bins - 1} degrees of freedom and twice that variance. */
    static void assertFits(double[] probabilities, long[] counts, String what) {
        long total = Arrays.stream(counts).sum();
        double chiSquare = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = probabilities[i] * total;
            assertTrue(expected >= 10, "bin " + i + " of " + what + " is too small: " + expected);
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        double freedom = counts.length - 1.0;
        // Chi-square is skew: the Wilson-Hilferty cube root makes it normal even for one degree of freedom.
        double spread = 2 / (9 * freedom);
        double normal = (Math.cbrt(chiSquare / freedom) - (1 - spread)) / Math.sqrt(spread);
        assertTrue(normal <= ERRORS, what + ": chi-square " + chiSquare + " with " + freedom + " degrees of freedom");
    }

    static double correlation(double[] sample, int lag) {
        double mean = mean(sample);
        double sum = 0;
        for (int i = lag; i < sample.length; i++) sum += (sample[i] - mean) * (sample[i - lag] - mean);
        return sum / (sample.length - lag) / variance(sample);
    }
}
