package org.denoiser.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/**
 * The image that results from working on every plane of another one: planes of floats go in, an {@link ImagePlus} comes out that
 * carries everything else of its input (see {@link #finish}). The input is not modified.
 *
 * <p>Writing is thread-safe; {@link #finish} comes last, once.
 */
public final class OutputImage {
    private final Planes planes;
    private final PixelType type;
    private final String title;
    /** Byte, short, float or int arrays by plane of the result; null where nothing is written yet. */
    private final Object[] pixels;

    private final boolean[][] written;

    private OutputImage(Planes planes, PixelType type, String title) {
        this.planes = planes;
        this.type = type;
        this.title = title;
        pixels = new Object[planes.count() * planes.components() / type.components()];
        written = new boolean[planes.count()][planes.components()];
    }

    /**
     * Prepares a result that looks like its input.
     *
     * @param title of the result; see {@link Titles#result}
     */
    public static OutputImage of(Planes input, OutputType output, String title) {
        PixelType type = input.type() == PixelType.INDEXED ? PixelType.RGB : input.type();
        return new OutputImage(input, output == OutputType.FLOAT ? PixelType.GRAY32 : type, title);
    }

    /** What the pixels of the result are; never {@link PixelType#INDEXED}. */
    public PixelType type() {
        return type;
    }

    /**
     * Sets one component of one plane. Where the result is not 32-bit, values are rounded half up and clamped to the type's range,
     * and NaN becomes 0. A second call for the same component replaces what the first one wrote.
     *
     * @param plane of the input, from 0
     * @param component of the input, from 0
     * @param values {@code width * height} stored values, row by row; copied
     * @throws IllegalArgumentException if there are more or fewer values
     * @throws IndexOutOfBoundsException if the input has no such plane or component
     */
    public void write(int plane, int component, float[] values) {
        int size = planes.width() * planes.height();
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "A plane of this image has " + size + " values, not " + values.length + ".");
        }
        int index = type == PixelType.RGB ? plane : plane * planes.components() + component;
        synchronized (this) {
            written[plane][component] = true;
            if (pixels[index] == null) pixels[index] = allocate(size);
        }
        store(values, component, pixels[index]);
    }

    /**
     * Makes the image. It has the dimensions, display mode, look-up tables, display ranges (in stored values), spatial calibration,
     * slice labels, position, selection, overlay, info and string properties of the input, each as a copy; not its file, so that
     * Save and Revert never touch the original. A density calibration stays where the type stays and is dropped in 32-bit images,
     * which cannot have one in ImageJ: their values are the stored ones.
     *
     * @throws IllegalStateException if a component of a plane was not written
     */
    public ImagePlus finish() {
        for (int plane = 0; plane < written.length; plane++) {
            for (boolean component : written[plane]) {
                if (!component)
                    throw new IllegalStateException("Plane " + plane + " of '" + title + "' was not written.");
            }
        }
        ImagePlus input = planes.image();
        int split = pixels.length / planes.count();
        ImagePlus result =
                pixels.length == 1 ? new ImagePlus(title, processor(pixels[0])) : new ImagePlus(title, stack());
        result.setDimensions(input.getNChannels() * split, input.getNSlices(), input.getNFrames());
        if (split > 1) result = new CompositeImage(result, CompositeImage.COMPOSITE);
        else if (input instanceof CompositeImage) {
            result = new CompositeImage(result, ((CompositeImage) input).getMode());
        }
        result.setOpenAsHyperStack(input.getOpenAsHyperStack() || result.isHyperStack());
        new Metadata(planes, split).copyTo(result);
        return result;
    }

    private ImageStack stack() {
        ImageStack stack = new ImageStack(planes.width(), planes.height());
        for (Object plane : pixels) stack.addSlice(null, plane);
        return stack;
    }

    private ImageProcessor processor(Object plane) {
        int width = planes.width();
        int height = planes.height();
        if (plane instanceof byte[]) return new ByteProcessor(width, height, (byte[]) plane);
        if (plane instanceof short[]) return new ShortProcessor(width, height, (short[]) plane, null);
        if (plane instanceof float[]) return new FloatProcessor(width, height, (float[]) plane);
        return new ColorProcessor(width, height, (int[]) plane);
    }

    private Object allocate(int size) {
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

    private void store(float[] values, int component, Object to) {
        if (to instanceof byte[]) {
            byte[] bytes = (byte[]) to;
            for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) clamp(values[i], 255);
        } else if (to instanceof short[]) {
            short[] shorts = (short[]) to;
            for (int i = 0; i < shorts.length; i++) shorts[i] = (short) clamp(values[i], 65535);
        } else if (to instanceof float[]) {
            System.arraycopy(values, 0, to, 0, values.length);
        } else {
            storeColor(values, 16 - 8 * component, (int[]) to);
        }
    }

    /** The components of a colour share their array, so only one is written at a time. */
    private static void storeColor(float[] values, int shift, int[] colors) {
        int others = 0xff000000 | (0xffffff & ~(0xff << shift));
        synchronized (colors) {
            for (int i = 0; i < colors.length; i++) {
                colors[i] = 0xff000000 | (colors[i] & others) | (clamp(values[i], 255) << shift);
            }
        }
    }

    private static int clamp(float value, int maximum) {
        // in double, since 0.49999997f + 0.5f is 1f; the cast saturates and takes NaN to 0
        int rounded = (int) Math.floor(value + 0.5);
        return Math.max(0, Math.min(maximum, rounded));
    }
}
