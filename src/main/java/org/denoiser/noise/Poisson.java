package org.denoiser.noise;

import java.util.SplittableRandom;

/**
 * The Poisson distribution. Means below 10 multiply uniform numbers (D. E. Knuth, "The Art of Computer Programming", volume 2, section
 * 3.4.1), larger ones use the transformed rejection PTRS (W. Hörmann, "The transformed rejection method for generating Poisson random
 * variables", Insurance: Mathematics and Economics 12, 1993); both are exact. Beyond a mean of 10^9, where skewness is below 4e-5, a
 * rounded normal number stands in.
 *
 * <p>Stateless and thread-safe (the random source is not).
 */
public final class Poisson {

    private static final double LEAST_REJECTION_MEAN = 10;
    private static final double LARGEST_EXACT_MEAN = 1e9;
    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);
    private static final double[] LOG_FACTORIAL = logFactorials();

    private Poisson() {}

    /**
     * Draws a count.
     *
     * @param mean expected count; zero or below gives 0, NaN and infinity give themselves
     * @return a whole number, as a double since means may exceed every integer type
     */
    public static double sample(double mean, SplittableRandom random) {
        if (mean <= 0) return 0;
        if (mean < LEAST_REJECTION_MEAN) return multiplication(mean, random);
        if (mean <= LARGEST_EXACT_MEAN) return rejection(mean, random);
        if (Double.isNaN(mean) || Double.isInfinite(mean)) return mean;
        return Math.rint(mean + Math.sqrt(mean) * Normal.sample(random));
    }

    private static double multiplication(double mean, SplittableRandom random) {
        double limit = StrictMath.exp(-mean);
        double product = Uniform.sample(random);
        int count = 0;
        while (product > limit) {
            product *= Uniform.sample(random);
            count++;
        }
        return count;
    }

    /** PTRS; the names are those of the paper. */
    private static double rejection(double mean, SplittableRandom random) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double vr = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = Uniform.sample(random) - 0.5;
            double v = Uniform.sample(random);
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr) return k;
            if (k < 0 || (us < 0.013 && v > us)) continue;
            double hat = StrictMath.log(v * inverseAlpha / (a / (us * us) + b));
            if (hat <= k * StrictMath.log(mean) - mean - logFactorial(k)) return k;
        }
    }

    /** Logarithm of k!, by the first terms of Stirling's series where there is no table: the next one is below 1e-15. */
    static double logFactorial(double k) {
        if (k < LOG_FACTORIAL.length) return LOG_FACTORIAL[(int) k];
        double inverse = 1 / k;
        double square = inverse * inverse;
        double correction = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
        return (k + 0.5) * StrictMath.log(k) - k + HALF_LOG_TWO_PI + correction;
    }

    private static double[] logFactorials() {
        double[] logs = new double[128];
        for (int k = 2; k < logs.length; k++) logs[k] = logs[k - 1] + StrictMath.log(k);
        return logs;
    }
}
