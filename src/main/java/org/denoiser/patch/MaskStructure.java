package org.denoiser.patch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which pixels beside a masked one are hidden too, for noise that runs along lines (Broaddus et al. 2020, "Removing structured noise with
 * self-supervised blind-spot networks", ISBI, doi 10.1109/ISBI45749.2020.9098336).
 */
public enum MaskStructure {
    /** None: noise that differs from pixel to pixel. */
    NONE("none"),
    /** Those in its row. */
    HORIZONTAL("horizontal"),
    /** Those in its column. */
    VERTICAL("vertical");

    private final String key;

    MaskStructure(String key) {
        this.key = key;
    }

    /** How commands name it. */
    public String key() {
        return key;
    }

    /** Names of all. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(MaskStructure::key).collect(Collectors.toList());
    }

    /** @throws IllegalArgumentException for an unknown name, listing the known ones */
    public static MaskStructure ofKey(String key) {
        return Arrays.stream(values())
                .filter(structure -> structure.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "structure=" + key + ": one of " + String.join(", ", keys()) + " is needed"));
    }
}
