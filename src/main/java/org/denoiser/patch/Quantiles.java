package org.denoiser.patch;

import java.util.Arrays;

/** Quantiles of few values. Stateless and thread-safe. */
final class Quantiles {
    private Quantiles() {}

    /**
     * @param values at least one, which stay as they are
     * @param fractions from 0 (the smallest value) to 1 (the largest)
     * @return the value next to each fraction of the sorted values
     */
    static float[] of(float[] values, double... fractions) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float[] found = new float[fractions.length];
        for (int i = 0; i < fractions.length; i++) {
            found[i] = sorted[(int) Math.round(fractions[i] * (sorted.length - 1))];
        }
        return found;
    }
}
