package org.denoiser.architecture;

import java.util.Objects;

/**
 * Shape of what flows between two layers, without the batch axis: channels, height, width, each at least 1; of volumes also the
 * depth, the number of planes; or a plain vector, which has so many channels of one pixel. Immutable.
 */
public final class FeatureShape {
    private enum Kind {
        VECTOR,
        PLANE,
        VOLUME
    }

    private final Kind kind;
    private final int channels;
    private final int depth;
    private final int height;
    private final int width;

    /** Of planes. */
    public FeatureShape(int channels, int height, int width) {
        this(Kind.PLANE, channels, 1, height, width);
    }

    private FeatureShape(Kind kind, int channels, int depth, int height, int width) {
        if (channels < 1 || depth < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("a layer would get " + channels + " channels of "
                    + (kind == Kind.VOLUME ? depth + "x" : "") + height + "x" + width + " pixels");
        }
        this.kind = kind;
        this.channels = channels;
        this.depth = depth;
        this.height = height;
        this.width = width;
    }

    static FeatureShape volume(int channels, int depth, int height, int width) {
        return new FeatureShape(Kind.VOLUME, channels, depth, height, width);
    }

    /** What a dense layer takes and gives. */
    static FeatureShape vector(int elements) {
        return new FeatureShape(Kind.VECTOR, elements, 1, 1, 1);
    }

    /** The same with another number of channels. */
    FeatureShape withChannels(int count) {
        return new FeatureShape(kind, count, depth, height, width);
    }

    boolean isVolume() {
        return kind == Kind.VOLUME;
    }

    public int channels() {
        return channels;
    }

    /** Number of planes; 1 of what is no volume. */
    public int depth() {
        return depth;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** Elements altogether. */
    public int elements() {
        return Math.multiplyExact(Math.multiplyExact(channels, depth), Math.multiplyExact(height, width));
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof FeatureShape)) {
            return false;
        }
        FeatureShape that = (FeatureShape) other;
        return kind == that.kind
                && channels == that.channels
                && depth == that.depth
                && height == that.height
                && width == that.width;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, channels, depth, height, width);
    }

    /** Height x width x channels, the order in which textbooks print it, the depth before them; the one number of a vector. */
    @Override
    public String toString() {
        if (kind == Kind.VECTOR) {
            return Integer.toString(channels);
        }
        return (kind == Kind.VOLUME ? depth + "x" : "") + height + "x" + width + "x" + channels;
    }
}
