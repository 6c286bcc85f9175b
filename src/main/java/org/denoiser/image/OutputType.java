package org.denoiser.image;

/** What the pixels of a result image are. */
public enum OutputType {
    /** As in the input: values are rounded half up and clamped to what the type holds. Indexed colour becomes RGB. */
    SAME,
    /**
     * 32-bit numbers, neither rounded nor clamped. RGB and indexed colour become three channels (red, green, blue) of a composite
     * image, in place of one RGB plane each.
     */
    FLOAT
}
