package org.denoiser.patch;

import java.nio.FloatBuffer;

/**
 * Draws pairs of patches: what a network gets, and what it shall make of it. The pair with a given number is a function of the
 * sampler's options and that number alone, so that a training that is resumed, or samples ahead in another thread, sees the same
 * pairs. Implementations are immutable and thread-safe.
 */
public interface PatchSampler {
    /**
     * Writes a batch at the beginning of both buffers.
     *
     * @param first number of the batch's first pair
     * @param count number of pairs
     * @param noisy receives count x planes x side x side x channels values
     * @param clean receives as many; where {@link #isMasked}, NaN at values that the loss shall not look at
     */
    void fill(long first, int count, FloatBuffer noisy, FloatBuffer clean);

    /** Width and height of a patch. */
    int side();

    /** Planes of a patch; 1 unless it is a volume. */
    int planes();

    /** Values of a pixel. */
    int channels();

    /** Values of a patch: planes x side x side x channels. */
    default int patchElements() {
        return Math.multiplyExact(planes(), side() * side() * channels());
    }

    /** Places of whole patches, in steps of half a patch: how much there is to see. */
    int placeCount();

    /** Whether all values to be learnt lie from {@code low} to {@code high}; NaN does not. */
    boolean isWithin(float low, float high);

    /** What the pairs depend on besides the pixels: the options, and how much there is to draw from. */
    String fingerprint();

    /** Whether some of the values to be learnt are NaN, which means that they do not count. */
    boolean isMasked();
}
