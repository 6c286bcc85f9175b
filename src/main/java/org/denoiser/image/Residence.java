package org.denoiser.image;

/** Where the pixels of stacks are while they are worked on. */
public enum Residence {
    /** In memory where input and result fit, else on disk. */
    AUTO("auto"),
    /** On disk: a file is opened as a virtual stack, and the result goes to its file plane by plane. */
    VIRTUAL("yes"),
    /** In memory. */
    MEMORY("no");

    private final String key;

    Residence(String key) {
        this.key = key;
    }

    /** As the key {@code virtual} has it: {@code auto}, {@code yes} or {@code no}. */
    public static Residence ofKey(String key) {
        for (Residence residence : values()) if (residence.key.equals(key)) return residence;
        throw new IllegalArgumentException("virtual=" + key + ": one of auto, yes, no is needed");
    }
}
