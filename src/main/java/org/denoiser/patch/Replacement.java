package org.denoiser.patch;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What a masked pixel is replaced by in a blind-spot training, from the values around it.
 *
 * <p>{@link #UNIFORM} is that of Noise2Void (Krull et al. 2019, arXiv 1811.10980), {@link #UNIFORM_NO_CENTRE}, {@link #MEAN} and {@link
 * #MEDIAN} those that N2V2 (Höck et al. 2022, arXiv 2211.08512) compares; it recommends the median.
 */
public enum Replacement {
    /** The value of a pixel drawn from the neighbourhood, which may be the masked pixel itself. */
    UNIFORM("uniform"),
    /** The value of another pixel drawn from the neighbourhood. */
    UNIFORM_NO_CENTRE("uniform-no-centre"),
    /** The mean of the other pixels of the neighbourhood. */
    MEAN("mean"),
    /** The median of the other pixels of the neighbourhood, the mean of the middle two when they are even in number. */
    MEDIAN("median");

    private final String key;

    Replacement(String key) {
        this.key = key;
    }

    /** How commands name it. */
    public String key() {
        return key;
    }

    /** Names of all. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Replacement::key).collect(Collectors.toList());
    }

    /** @throws IllegalArgumentException for an unknown name, listing the known ones */
    public static Replacement ofKey(String key) {
        return Arrays.stream(values())
                .filter(replacement -> replacement.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "replace=" + key + ": one of " + String.join(", ", keys()) + " is needed"));
    }

    /** Whether the masked pixel itself belongs to its neighbourhood. */
    boolean takesCentre() {
        return this == UNIFORM;
    }

    /**
     * The value for each channel. A drawn pixel gives all channels, so that it keeps its colour.
     *
     * @param neighbours values of the neighbourhood, a row a channel; sorted here for the median
     * @param count values in each row
     */
    void replace(float[][] neighbours, int count, SplittableRandom random, float[] result) {
        int drawn = this == MEAN || this == MEDIAN ? 0 : random.nextInt(count);
        for (int channel = 0; channel < result.length; channel++) {
            float[] values = neighbours[channel];
            if (this == MEAN) {
                result[channel] = mean(values, count);
            } else if (this == MEDIAN) {
                Arrays.sort(values, 0, count);
                result[channel] = (values[(count - 1) / 2] + values[count / 2]) / 2;
            } else {
                result[channel] = values[drawn];
            }
        }
    }

    private static float mean(float[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return (float) (sum / count);
    }
}
