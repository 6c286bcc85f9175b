package org.denoiser.model;

import java.util.Arrays;
import org.denoiser.torchscript.Tensor;

/**
 * A small image that goes with a model: what it was given, or what it made of that, so that others can check that they run
 * it rightly. Immutable and thread-safe.
 */
public final class TestImage {
    private final int height;
    private final int width;
    private final int channels;
    private final float[] values;

    private TestImage(int height, int width, int channels, float[] values) {
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
        if (height < 1 || width < 1 || channels < 1 || (long) height * width * channels != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill a test image of " + width + "x"
                    + height + " pixels with " + channels + " channels");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("the test image holds " + value + ", finite values are needed");
            }
        }
        return new TestImage(height, width, channels, values.clone());
    }

    /** An image from a tensor of (1, channels, height, width). */
    static TestImage of(Tensor tensor) {
        int[] shape = tensor.shape();
        if (shape.length != 4 || shape[0] != 1) {
            throw new IllegalArgumentException("the test image has the shape " + Arrays.toString(shape)
                    + ", (1, channels, height, width) is needed");
        }
        float[] planes = tensor.values();
        float[] values = new float[planes.length];
        int area = shape[2] * shape[3];
        for (int i = 0; i < values.length; i++) {
            values[i] = planes[i % shape[1] * area + i / shape[1]];
        }
        return of(values, shape[2], shape[3], shape[1]);
    }

    /** The image as (1, channels, height, width). */
    Tensor toTensor() {
        float[] planes = new float[values.length];
        int area = height * width;
        for (int i = 0; i < values.length; i++) {
            planes[i % channels * area + i / channels] = values[i];
        }
        return Tensor.of(planes, 1, channels, height, width);
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

    /** A copy of the values, the channel varying fastest, then the column. */
    public float[] values() {
        return values.clone();
    }

    float value(int y, int x, int channel) {
        return values[(y * width + x) * channels + channel];
    }

    /**
     * The middle of the image, of this size; where the image is smaller it goes on beyond its borders as its mirror image
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
        return new TestImage(side, side, channels, square);
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
                && height == ((TestImage) other).height
                && width == ((TestImage) other).width
                && channels == ((TestImage) other).channels
                && Arrays.equals(values, ((TestImage) other).values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(values);
    }

    /** For example {@code 64x48 pixels, 1 channel}. */
    @Override
    public String toString() {
        return width + "x" + height + " pixels, " + channels + (channels == 1 ? " channel" : " channels");
    }
}
