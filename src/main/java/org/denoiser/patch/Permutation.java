package org.denoiser.patch;

import org.denoiser.noise.Seeds;

/**
 * A permutation of 0 to n - 1 that is a function of its seed alone and needs no table: a Feistel network over the smallest even number of
 * bits that holds n, walked along until the result is below n (Black and Rogaway 2002, "Ciphers with arbitrary finite domains"). Immutable
 * and thread-safe.
 */
final class Permutation {
    private static final int ROUNDS = 6;

    private final int count;
    private final long seed;
    private final int bits;

    /** @param count numbers that are permuted, at least 1 */
    Permutation(int count, long seed) {
        this.count = count;
        this.seed = seed;
        this.bits = Math.max(1, (32 - Integer.numberOfLeadingZeros(count - 1) + 1) / 2);
    }

    /** Where a number from 0 to below the count goes. */
    int at(int index) {
        long value = index;
        do {
            value = shuffle(value);
        } while (value >= count);
        return (int) value;
    }

    private long shuffle(long value) {
        long mask = (1L << bits) - 1;
        long left = value >>> bits;
        long right = value & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ Seeds.mix(Seeds.mix(seed, round), right) & mask;
            left = right;
            right = next;
        }
        return left << bits | right;
    }
}
