package org.denoiser.architecture;

import java.util.Objects;

/**
 * Shape of what flows between two layers, without the batch axis: channels, height, width, each at least 1; or a plain vector,
 * which has so many channels of one pixel. Immutable.
 */
public final class FeatureShape {
    private final int channels;
    private final int height;
    private final int width;
    private final boolean vector;

    public FeatureShape(int channels, int height, int width) {
        this(channels, height, width, false);
    }

    private FeatureShape(int channels, int height, int width, boolean vector) {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a layer would get " + channels + " channels of " + height + "x" + width + " pixels");
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.vector = vector;
    }

    /** What a dense layer takes and gives. */
    static FeatureShape vector(int elements) {
        return new FeatureShape(elements, 1, 1, true);
    }

    public int channels() {
        return channels;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** Elements altogether. */
    public int elements() {
        return Math.multiplyExact(channels, Math.multiplyExact(height, width));
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof FeatureShape)) {
            return false;
        }
        FeatureShape that = (FeatureShape) other;
        return channels == that.channels && height == that.height && width == that.width && vector == that.vector;
    }

    @Override
    public int hashCode() {
        return Objects.hash(channels, height, width, vector);
    }

    /** Height x width x channels, the order in which textbooks print it; the one number of a vector. */
    @Override
    public String toString() {
        return vector ? Integer.toString(channels) : height + "x" + width + "x" + channels;
    }
}
