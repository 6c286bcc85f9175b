package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonTest {

    private static final int SAMPLES = 300_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 1, 4, 9.99, 10, 10.5, 30, 127, 129, 1000, 1e5, 3e7, 1e9, 1e10, 1e14})
    void meanAndVarianceAreTheMean(double mean) {
        double[] sample = sample(mean);
        Statistics.assertMean(mean, mean, sample, "Poisson " + mean);
        Statistics.assertVariance(mean, mean + 3 * mean * mean, sample, "Poisson " + mean);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 1, 3, 7, 9.99, 10, 11.3, 20, 50, 126.5, 400})
    void countsFallWhereTheLawSays(double mean) {
        // Counts of which fewer than 20 are expected are joined to the outermost others.
        double[] law = new double[(int) (mean + 12 * Math.sqrt(mean) + 20)];
        double log = -mean;
        for (int k = 0; k < law.length; k++) {
            law[k] = Math.exp(log);
            log += Math.log(mean / (k + 1));
        }
        int first = 0;
        double below = 0;
        while (law[first] * SAMPLES < 20) below += law[first++];
        int last = law.length - 1;
        double above = 0;
        while (law[last] * SAMPLES < 20) above += law[last--];
        double[] probabilities = new double[last - first + 1];
        System.arraycopy(law, first, probabilities, 0, probabilities.length);
        probabilities[0] += below;
        probabilities[last - first] += above;
        long[] counts = new long[probabilities.length];
        for (double count : sample(mean)) counts[(int) Math.max(first, Math.min(last, count)) - first]++;
        Statistics.assertFits(probabilities, counts, "Poisson " + mean);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 8, 15, 5000, 1e12})
    void countsAreWholeAndNotNegative(double mean) {
        for (double count : sample(mean)) assertTrue(count >= 0 && count == Math.rint(count), "a count of " + count);
    }

    @Test
    void meansThatAreNoMeansHaveNoCounts() {
        SplittableRandom random = new SplittableRandom(1);
        assertEquals(0, Poisson.sample(0, random));
        assertEquals(0, Poisson.sample(-3, random));
        assertEquals(Double.NaN, Poisson.sample(Double.NaN, random));
        assertEquals(Double.POSITIVE_INFINITY, Poisson.sample(Double.POSITIVE_INFINITY, random));
    }

    @Test
    void valuesDoNotChangeBetweenVersions() {
        SplittableRandom random = new SplittableRandom(2026);
        double[] means = {0.7, 5, 9, 12, 100, 12345, 2e6, 1e11};
        double[] expected = {1, 8, 10, 14, 97, 12394, 2002172, 100000644915.0};
        for (int i = 0; i < means.length; i++)
            assertEquals(expected[i], Poisson.sample(means[i], random), "mean " + means[i]);
    }

    @Test
    void aMillionValuesDoNotChangeBetweenVersions() {
        SplittableRandom random = new SplittableRandom(11);
        long hash = 0;
        for (int i = 0; i < 1_000_000; i++) hash = 31 * hash + (long) Poisson.sample(i % 1000 * 0.5, random);
        assertEquals(4221514673769300245L, hash);
    }

    @Test
    void logarithmsOfFactorialsAreExactToRounding() {
        double sum = 0;
        double lost = 0;
        for (int k = 1; k <= 100_000; k++) {
            // Compensated, as a plain sum of this many logarithms would be less exact than the formula it checks.
            double next = Math.log(k) - lost;
            double total = sum + next;
            lost = total - sum - next;
            sum = total;
            assertEquals(sum, Poisson.logFactorial(k), 1e-14 * sum + 1e-15, k + "!");
        }
    }

    private static double[] sample(double mean) {
        SplittableRandom random = new SplittableRandom(Double.hashCode(mean));
        return DoubleStream.generate(() -> Poisson.sample(mean, random))
                .limit(SAMPLES)
                .toArray();
    }
}
