package org.denoiser.noise;

import java.util.SplittableRandom;

/**
 * The standard normal distribution, sampled by a ziggurat of 128 blocks: G. Marsaglia and W. W. Tsang, "The ziggurat method for
 * generating random variables", Journal of Statistical Software 5(8), 2000, in the form of J. A. Doornik, "An improved ziggurat method
 * to generate normal random samples", 2005, in which the block and the position in it come from different bits.
 *
 * <p>Stateless and thread-safe (the random source is not).
 */
public final class Normal {

    private static final int BLOCKS = 128;
    /** Where the tail begins, for 128 blocks. */
    private static final double TAIL = 3.442619855899;
    /** Area of each block, for 128 blocks. */
    private static final double AREA = 9.91256303526217e-3;

    /** Right edges of the blocks from the bottom up; the last one is 0. */
    private static final double[] EDGE = edges();
    /** Share of each block that lies wholly below the density. */
    private static final double[] INNER = inner();

    private Normal() {}

    /** Draws a number of mean 0 and standard deviation 1. */
    public static double sample(SplittableRandom random) {
        while (true) {
            long bits = random.nextLong();
            int block = (int) bits & (BLOCKS - 1);
            double u = ((bits >> 11) + 0.5) * 0x1.0p-52;
            if (Math.abs(u) < INNER[block]) return u * EDGE[block];
            if (block == 0) return u < 0 ? -tail(random) : tail(random);
            double x = u * EDGE[block];
            double lower = StrictMath.exp(-0.5 * (EDGE[block] * EDGE[block] - x * x));
            double upper = StrictMath.exp(-0.5 * (EDGE[block + 1] * EDGE[block + 1] - x * x));
            if (upper + Uniform.sample(random) * (lower - upper) < 1) return x;
        }
    }

    /** Draws from the part of the density beyond {@link #TAIL}, by Marsaglia's rejection from an exponential. */
    private static double tail(SplittableRandom random) {
        while (true) {
            double x = -StrictMath.log(Uniform.sample(random)) / TAIL;
            double y = -StrictMath.log(Uniform.sample(random));
            if (2 * y >= x * x) return TAIL + x;
        }
    }

    private static double[] edges() {
        double[] edges = new double[BLOCKS + 1];
        double density = StrictMath.exp(-0.5 * TAIL * TAIL);
        edges[0] = AREA / density;
        edges[1] = TAIL;
        for (int i = 2; i < BLOCKS; i++) {
            edges[i] = Math.sqrt(-2 * StrictMath.log(AREA / edges[i - 1] + density));
            density = StrictMath.exp(-0.5 * edges[i] * edges[i]);
        }
        return edges;
    }

    private static double[] inner() {
        double[] inner = new double[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) inner[i] = EDGE[i + 1] / EDGE[i];
        return inner;
    }
}
