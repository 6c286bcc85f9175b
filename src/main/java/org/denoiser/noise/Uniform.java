package org.denoiser.noise;

import java.util.SplittableRandom;

/** The uniform distribution. */
final class Uniform {

    private Uniform() {}

    /** Draws from the open interval (0, 1), in steps of 2 to the power of -52; never 0, so that the logarithm is finite. */
    static double sample(SplittableRandom random) {
        return ((random.nextLong() >>> 12) + 0.5) * 0x1.0p-52;
    }
}
