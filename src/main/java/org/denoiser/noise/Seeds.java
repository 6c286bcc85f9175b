package org.denoiser.noise;

import java.util.SplittableRandom;

/**
 * Derives independent seeds, for example one for each plane or patch, so that none depends on how many numbers another one used.
 * Stateless and thread-safe.
 *
 * <p>The mixing function is the finaliser of SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014; the constants are variant 13 of D. Stafford).
 */
public final class Seeds {

    /** 2 to the power of 64 divided by the golden ratio, odd: SplitMix64's default step. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /**
     * Returns the seed of a stream: number {@code index} (from 0) of the SplitMix64 sequence that starts at the mixed seed. Different
     * indices of one seed give different results. Calls can be nested: {@code mix(mix(seed, epoch), patch)}.
     */
    public static long mix(long seed, long index) {
        return finish(finish(seed + GOLDEN_GAMMA) + (index + 1) * GOLDEN_GAMMA);
    }

    /** Returns a new source of random numbers, seeded with {@link #mix}. */
    public static SplittableRandom random(long seed, long index) {
        return new SplittableRandom(mix(seed, index));
    }

    private static long finish(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
