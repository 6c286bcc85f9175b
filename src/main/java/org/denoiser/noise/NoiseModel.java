package org.denoiser.noise;

import java.util.SplittableRandom;

/** A seeded degradation of pixels. Implementations are immutable and thread-safe. */
public interface NoiseModel {

    /**
     * Degrades pixels in place, in their order: the same pixels and an equally seeded source give the same result. Results are not clipped
     * to any range. Pixels that are NaN stay NaN unless they are replaced (salt and pepper).
     *
     * @param pixels values to be changed, of any layout
     * @param random source of all random choices; give each plane or thread its own ({@link Seeds#random})
     */
    void apply(float[] pixels, SplittableRandom random);

    /** One line for people that says which noise this is, with its parameters. */
    String description();
}
