package org.denoiser.network;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/** Standard normal values from a seed, the same on every machine (Box and Muller 1958). */
final class StandardNormal {
    private StandardNormal() {}

    /** Fills the buffer from its start to its capacity. */
    static void fill(FloatBuffer values, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < values.capacity(); i += 2) {
            // 1 less the value, since the logarithm of zero is none.
            double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double angle = 2 * Math.PI * random.nextDouble();
            values.put(i, (float) (radius * StrictMath.cos(angle)));
            if (i + 1 < values.capacity()) {
                values.put(i + 1, (float) (radius * StrictMath.sin(angle)));
            }
        }
    }
}
