package org.denoiser.model;

import java.util.Arrays;
import org.denoiser.architecture.Architecture;
import org.denoiser.torchscript.Tensor;

/**
 * A small image, or volume, that goes with a model: what it was given, or what it made of that, so that others can check that they run
 * it rightly. Immutable and thread-safe.
 */
public final class TestImage {
    /** Planes of a volume; 0 of an image. */
    private final int depth;

    private final int height;
    private final int width;
    private final int channels;
    private final float[] values;

    private TestImage(int depth, int height, int width, int channels, float[] values) {
        this.depth = depth;
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.values = values;
    }

    /**
     * An image from its values.
     *
     * @param values height x width x channels of them, the channel varying fastest, then the column; all finite
     * @throws IllegalArgumentException when they do not fill the image or one is NaN or infinite
     */
    public static TestImage of(float[] values, int height, int width, int channels) {
        return checked(values, 0, height, width, channels);
    }

    /**
     * A volume from its values.
     *
     * @param values depth x height x width x channels of them, the channel varying fastest, then the column, then the row; all finite
     * @throws IllegalArgumentException when they do not fill the volume or one is NaN or infinite
     */
    public static TestImage volume(float[] values, int depth, int height, int width, int channels) {
        return checked(values, Math.max(1, depth), height, width, channels);
    }

    private static TestImage checked(float[] values, int depth, int height, int width, int channels) {
        long area = (long) height * width * channels;
        if (height < 1
                || width < 1
                || channels < 1
                || area > values.length
                || area * Math.max(1, depth) != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill a test image of " + width + "x"
                    + height + (depth > 0 ? "x" + depth : "") + " pixels with " + channels + " channels");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("the test image holds " + value + ", finite values are needed");
            }
        }
        return new TestImage(depth, height, width, channels, values.clone());
    }

    /**
     * Number of planes of a test volume that the description of this network allows: the smallest that is not below the one wanted. For
     * width and height see {@link ModelPackage#testSide}.
     */
    public static int planesFor(Architecture architecture, int wanted) {
        return Blocks.ofDepth(architecture).atLeast(wanted);
    }

    /** An image from a tensor of (1, channels, height, width), or a volume from (1, channels, depth, height, width). */
    static TestImage of(Tensor tensor) {
        int[] shape = tensor.shape();
        int axes = shape.length;
        if (axes < 4 || axes > 5 || shape[0] != 1) {
            throw new IllegalArgumentException("the test image has the shape " + Arrays.toString(shape)
                    + ", (1, channels, height, width) or (1, channels, depth, height, width) is needed");
        }
        float[] planes = tensor.values();
        float[] values = new float[planes.length];
        int elements = values.length / Math.max(1, shape[1]);
        for (int i = 0; i < values.length; i++) {
            values[i] = planes[i % shape[1] * elements + i / shape[1]];
        }
        return checked(values, axes == 5 ? Math.max(1, shape[2]) : 0, shape[axes - 2], shape[axes - 1], shape[1]);
    }

    /** The image as (1, channels, height, width), a volume as (1, channels, depth, height, width). */
    Tensor toTensor() {
        float[] planes = new float[values.length];
        int elements = values.length / channels;
        for (int i = 0; i < values.length; i++) {
            planes[i % channels * elements + i / channels] = values[i];
        }
        return depth > 0
                ? Tensor.of(planes, 1, channels, depth, height, width)
                : Tensor.of(planes, 1, channels, height, width);
    }

    /**
     * An image, or volume, of this size with other values.
     *
     * @throws IllegalArgumentException when they do not fill it or one is NaN or infinite
     */
    public TestImage withValues(float[] others) {
        return checked(others, depth, height, width, channels);
    }

    boolean hasSizeOf(TestImage other) {
        return depth == other.depth && height == other.height && width == other.width && channels == other.channels;
    }

    boolean isVolume() {
        return depth > 0;
    }

    /** Number of planes; 1 of an image. */
    public int depth() {
        return Math.max(1, depth);
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public int channels() {
        return channels;
    }

    /** A copy of the values, the channel varying fastest, then the column, then the row. */
    public float[] values() {
        return values.clone();
    }

    float value(int y, int x, int channel) {
        return values[(y * width + x) * channels + channel];
    }

    /** The middle plane of a volume as an image; an image itself. */
    TestImage middle() {
        if (depth == 0) {
            return this;
        }
        int area = values.length / depth;
        int first = depth / 2 * area;
        return new TestImage(0, height, width, channels, Arrays.copyOfRange(values, first, first + area));
    }

    /**
     * The middle of the image, or of the first plane, of this size; where the image is smaller it goes on beyond its borders as its mirror image
     * (the border pixel is not repeated).
     *
     * @param side width and height of the result, at least 1
     */
    public TestImage square(int side) {
        float[] square = new float[Math.multiplyExact(Math.multiplyExact(side, side), channels)];
        int i = 0;
        for (int y = 0; y < side; y++) {
            int row = mirrored(y + Math.floorDiv(height - side, 2), height);
            for (int x = 0; x < side; x++) {
                int column = mirrored(x + Math.floorDiv(width - side, 2), width);
                for (int channel = 0; channel < channels; channel++) {
                    square[i++] = value(row, column, channel);
                }
            }
        }
        return new TestImage(0, side, side, channels, square);
    }

    private static int mirrored(int position, int size) {
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int offset = Math.floorMod(position, period);
        return Math.min(offset, period - offset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TestImage
                && hasSizeOf((TestImage) other)
                && Arrays.equals(values, ((TestImage) other).values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * depth + height) + width) + Arrays.hashCode(values);
    }

    /** For example {@code 64x48 pixels, 1 channel}. */
    @Override
    public String toString() {
        return width + "x" + height + (depth > 0 ? "x" + depth : "") + " pixels, " + channels
                + (channels == 1 ? " channel" : " channels");
    }
}
