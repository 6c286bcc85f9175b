package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTest {

    private static final int SAMPLES = 2_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void momentsAreThoseOfTheStandardNormal(long seed) {
        double[] sample = sample(seed);
        // The moment of order 2k of a standard normal is (2k - 1)!! = 1, 3, 15, 105, 945, 10395...; odd ones vanish.
        double[] moments = {1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10395};
        for (int order = 1; order <= 6; order++) {
            int power = order;
            double[] powers =
                    DoubleStream.of(sample).map(x -> Math.pow(x, power)).toArray();
            double variance = moments[2 * order] - moments[order] * moments[order];
            Statistics.assertMean(moments[order], variance, powers, "power " + order);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void valuesFallWhereTheDensitySays(long seed) {
        // Bins of 1/20 from -4.5 to 4.5 cross all edges of the ziggurat and its tail; all that is beyond goes to the
        // outer ones.
        int bins = 180;
        double[] probabilities = new double[bins];
        for (int i = 0; i < bins; i++) probabilities[i] = integral(-4.5 + 0.05 * i, -4.45 + 0.05 * i);
        probabilities[0] += integral(-12, -4.5);
        probabilities[bins - 1] += integral(4.5, 12);
        long[] counts = new long[bins];
        for (double x : sample(seed)) counts[Math.max(0, Math.min(bins - 1, (int) Math.floor((x + 4.5) * 20)))]++;
        int outer = 10;
        Statistics.assertFits(pooled(probabilities, outer), pooled(counts, outer), "normal");
    }

    /** Joins the {@code outer} bins at both ends, which hold too few values each. */
    private static double[] pooled(double[] bins, int outer) {
        double[] pooled = new double[bins.length - 2 * outer + 2];
        for (int i = 0; i < bins.length; i++) pooled[pooledIndex(i, bins.length, outer)] += bins[i];
        return pooled;
    }

    private static long[] pooled(long[] bins, int outer) {
        long[] pooled = new long[bins.length - 2 * outer + 2];
        for (int i = 0; i < bins.length; i++) pooled[pooledIndex(i, bins.length, outer)] += bins[i];
        return pooled;
    }

    private static int pooledIndex(int i, int bins, int outer) {
        return Math.max(0, Math.min(bins - 2 * outer + 1, i - outer + 1));
    }

    @Test
    void theTailHasItsShapeAndBothSides() {
        double[] beyond = DoubleStream.of(sample(6))
                .filter(x -> Math.abs(x) > 3.442619855899)
                .toArray();
        double probability = 2 * integral(3.442619855899, 12);
        double expected = SAMPLES * probability;
        Statistics.assertClose(expected, beyond.length, Math.sqrt(expected), "tail");
        long positive = DoubleStream.of(beyond).filter(x -> x > 0).count();
        Statistics.assertClose(beyond.length / 2.0, positive, Math.sqrt(beyond.length) / 2, "positive tail");
        double farther = DoubleStream.of(beyond).filter(x -> Math.abs(x) > 4).count();
        double share = 2 * integral(4, 12) / probability;
        Statistics.assertClose(
                share * beyond.length, farther, Math.sqrt(share * (1 - share) * beyond.length), "far tail");
    }

    @Test
    void valuesDoNotChangeBetweenVersions() {
        SplittableRandom random = new SplittableRandom(2026);
        double[] expected = {
            -0.5600837175245418, 1.0719994715619616, -1.6360096038621328, 0.5976193058164193, -0.5884421728707638
        };
        for (double value : expected) assertEquals(value, Normal.sample(random));
    }

    @Test
    void aMillionValuesDoNotChangeBetweenVersions() {
        SplittableRandom random = new SplittableRandom(11);
        long hash = 0;
        for (int i = 0; i < 1_000_000; i++) hash = 31 * hash + Double.doubleToLongBits(Normal.sample(random));
        assertEquals(-6781125527812939694L, hash);
    }

    private static double[] sample(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return DoubleStream.generate(() -> Normal.sample(random)).limit(SAMPLES).toArray();
    }

    /** Integral of the density by Simpson's rule. */
    private static double integral(double from, double to) {
        int steps = 200;
        double step = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double x = from + i * step;
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-0.5 * x * x);
        }
        return sum * step / 3 / Math.sqrt(2 * Math.PI);
    }
}
