package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {

    /** The JDK's generator is SplitMix64 too, so it has to agree. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, 0x9E3779B97F4A7C15L})
    void isTheSequenceOfSplitMix64(long seed) {
        SplittableRandom sequence = new SplittableRandom(new SplittableRandom(seed).nextLong());
        for (int index = 0; index < 100; index++) assertEquals(sequence.nextLong(), Seeds.mix(seed, index));
    }

    @Test
    void neighboursDiffer() {
        Set<Long> seen = new HashSet<>();
        for (long seed = -50; seed < 50; seed++) {
            for (long index = -50; index < 50; index++)
                assertTrue(seen.add(Seeds.mix(seed, index)), seed + ", " + index);
        }
        assertNotEquals(Seeds.mix(1, 2), Seeds.mix(2, 1));
    }

    @Test
    void aBitOfTheSeedOrIndexFlipsHalfTheBits() {
        for (int bit = 0; bit < 64; bit++) {
            double seedFlips = 0;
            double indexFlips = 0;
            for (long i = 0; i < 200; i++) {
                seedFlips += Long.bitCount(Seeds.mix(i, 3) ^ Seeds.mix(i ^ 1L << bit, 3));
                indexFlips += Long.bitCount(Seeds.mix(3, i) ^ Seeds.mix(3, i ^ 1L << bit));
            }
            // Standard error: 64 bits of variance 1/4 each, 200 times.
            double bound = 6 * Math.sqrt(16.0 / 200);
            assertEquals(32, seedFlips / 200, bound, "bit " + bit);
            assertEquals(32, indexFlips / 200, bound, "bit " + bit);
        }
    }

    @Test
    void theSourceIsSeededWithTheMix() {
        assertEquals(
                new SplittableRandom(Seeds.mix(7, 8)).nextLong(),
                Seeds.random(7, 8).nextLong());
    }
}
