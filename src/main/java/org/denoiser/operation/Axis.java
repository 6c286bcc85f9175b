package org.denoiser.operation;

/** The axes of a {@link Sample}. */
public enum Axis {
    CHANNEL,
    Y,
    X;

    int size(Sample sample) {
        return this == CHANNEL ? sample.channels() : this == Y ? sample.height() : sample.width();
    }
}
