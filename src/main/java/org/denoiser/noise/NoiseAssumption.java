package org.denoiser.noise;

import java.util.ArrayList;
import java.util.List;

/** What is taken for granted of noise that is to be estimated. */
public enum NoiseAssumption {
    /** Nothing: correlation and growth with the signal are looked for. */
    AUTO("auto"),
    /** White and of the same strength everywhere. */
    GAUSSIAN("gaussian"),
    /** White, with a variance that is a straight line over the value. */
    POISSON_GAUSSIAN("poisson-gaussian"),
    /** Correlated from pixel to pixel; of the same strength everywhere or growing with the value. */
    CORRELATED("correlated");

    private final String key;

    NoiseAssumption(String key) {
        this.key = key;
    }

    /**
     * The assumption that a key names.
     *
     * @throws IllegalArgumentException with a sentence that lists the names
     */
    public static NoiseAssumption ofKey(String key) {
        for (NoiseAssumption assumption : values()) if (assumption.key.equals(key)) return assumption;
        throw new IllegalArgumentException("noise=" + key + ": one of " + String.join(", ", keys()) + " is needed");
    }

    /** All names, as macros write them. */
    public static List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (NoiseAssumption assumption : values()) keys.add(assumption.key);
        return keys;
    }
}
