package org.denoiser.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Arithmetic inside of a network; images go in and come out as float32 whatever it is. */
public enum Precision {
    /** Whichever of the others is faster on this machine, found by timing both once. */
    AUTO("auto"),
    /** IEEE single precision. */
    FLOAT32("float32"),
    /** Eight bits of mantissa; several times faster where the processor has matrix units for it, far slower elsewhere. */
    BFLOAT16("bfloat16");

    private final String key;

    Precision(String key) {
        this.key = key;
    }

    /** How commands name it. */
    public String key() {
        return key;
    }

    /** Names of all. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Precision::key).collect(Collectors.toList());
    }

    /** @throws IllegalArgumentException for an unknown name, listing the known ones */
    public static Precision ofKey(String key) {
        return Arrays.stream(values())
                .filter(precision -> precision.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "precision=" + key + ": one of " + String.join(", ", keys()) + " is needed"));
    }
}
