package org.denoiser.patch;

import org.denoiser.noise.GaussianBlur;

/**
 * Sharpens a picture as cameras and scanners do, by an unsharp mask: its difference from its blur, times an amount, is added. What leaves the
 * range of values by that is cut off. Photographs that were shrunk by averaging have less of the finest detail than those that were taken at that
 * size; with an amount of about 0.7 the spectrum is that of the latter. Stateless and thread-safe.
 */
final class Sharpening {
    /** Sigma of 1 pixel. */
    static final GaussianBlur BLUR = new GaussianBlur(1);

    private Sharpening() {}

    /**
     * @param patch values of which 0 to 1 are the range, or more where there are some beyond; in place
     * @param soft the same after {@link #BLUR}
     * @param amount 0 or more
     */
    static void apply(float[] patch, float[] soft, double amount) {
        float min = 0;
        float max = 1;
        for (float value : patch) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        for (int i = 0; i < patch.length; i++) {
            double sharp = patch[i] + amount * ((double) patch[i] - soft[i]);
            patch[i] = (float) Math.max(min, Math.min(max, sharp));
        }
    }
}
