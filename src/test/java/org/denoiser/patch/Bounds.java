package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

/** Statistical checks. All sources are seeded, so that a check holds always or never. */
final class Bounds {
    /** Standard errors by which a figure may be off: chance exceeds it less than once in a million times. */
    private static final double ERRORS = 5;

    private Bounds() {}

    static double mean(double[] sample) {
        return Arrays.stream(sample).sum() / sample.length;
    }

    static double variance(double[] sample) {
        double mean = mean(sample);
        return Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum() / (sample.length - 1);
    }

    static void assertClose(double expected, double actual, double standardError, String what) {
        assertTrue(
                Math.abs(actual - expected) <= ERRORS * standardError,
                what + ": " + actual + ", not " + expected + " with a standard error of " + standardError);
    }

    static void assertMean(double expected, double[] sample, String what) {
        assertClose(expected, mean(sample), Math.sqrt(variance(sample) / sample.length), "mean of " + what);
    }

    /** Checks the variance, whose error follows from the sample's fourth moment. */
    static void assertVariance(double expected, double[] sample, String what) {
        double mean = mean(sample);
        double fourth = Arrays.stream(sample).map(x -> Math.pow(x - mean, 4)).sum() / sample.length;
        double error = Math.sqrt((fourth - expected * expected) / sample.length);
        assertClose(expected, variance(sample), error, "variance of " + what);
    }

    /** Checks how often something of a known probability happened. */
    static void assertShare(double probability, long hits, long tries, String what) {
        double error = Math.sqrt(probability * (1 - probability) / tries);
        assertClose(probability, (double) hits / tries, error, "share of " + what);
    }
}
