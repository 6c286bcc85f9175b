package org.denoiser.image;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/** The arrays that ImageJ holds planes in: bytes, shorts, floats, or integers for RGB. */
final class PixelArrays {
    private PixelArrays() {}

    /** A plane of zeros. */
    static Object allocate(PixelType type, int size) {
        switch (type) {
            case GRAY8:
                return new byte[size];
            case GRAY16:
                return new short[size];
            case GRAY32:
                return new float[size];
            default:
                return new int[size];
        }
    }

    /** Bytes of a pixel in memory. */
    static int bytes(PixelType type) {
        return type == PixelType.GRAY8 || type == PixelType.INDEXED ? 1 : type == PixelType.GRAY16 ? 2 : 4;
    }

    /** ImageJ's view of such an array. */
    static ImageProcessor processor(Object plane, int width, int height) {
        if (plane instanceof byte[]) return new ByteProcessor(width, height, (byte[]) plane);
        if (plane instanceof short[]) return new ShortProcessor(width, height, (short[]) plane, null);
        if (plane instanceof float[]) return new FloatProcessor(width, height, (float[]) plane);
        return new ColorProcessor(width, height, (int[]) plane);
    }

    /**
     * Rounds half up and clamps values to what the array holds; of a colour it sets one component.
     *
     * @param first index in the array of the first value
     */
    static void store(float[] values, int component, Object to, int first) {
        if (to instanceof byte[]) {
            byte[] bytes = (byte[]) to;
            for (int i = 0; i < values.length; i++) bytes[first + i] = (byte) clamp(values[i], 255);
        } else if (to instanceof short[]) {
            short[] shorts = (short[]) to;
            for (int i = 0; i < values.length; i++) shorts[first + i] = (short) clamp(values[i], 65535);
        } else if (to instanceof float[]) {
            System.arraycopy(values, 0, to, first, values.length);
        } else {
            storeColor(values, 16 - 8 * component, (int[]) to, first);
        }
    }

    /** The components of a colour share their array, so only one is written at a time. */
    private static void storeColor(float[] values, int shift, int[] colors, int first) {
        int others = 0xff000000 | (0xffffff & ~(0xff << shift));
        synchronized (colors) {
            for (int i = 0; i < values.length; i++) {
                int color = colors[first + i];
                colors[first + i] = 0xff000000 | (color & others) | (clamp(values[i], 255) << shift);
            }
        }
    }

    private static int clamp(float value, int maximum) {
        // in double, since 0.49999997f + 0.5f is 1f; the cast saturates and takes NaN to 0
        int rounded = (int) Math.floor(value + 0.5);
        return Math.max(0, Math.min(maximum, rounded));
    }
}
