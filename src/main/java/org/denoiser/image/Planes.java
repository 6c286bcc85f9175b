package org.denoiser.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.util.function.Consumer;

/**
 * An image seen as a list of planes of floats. Planes are the slices of ImageJ's stack in its order (channel fastest, then z, then
 * time), counted from 0; a plane is {@code width * height} values, row by row from the top. Grey images have one component a plane,
 * RGB images three (red, green, blue), and so have colour-indexed images, whose pixels are read through their colour table.
 *
 * <p>Values are the stored ones: a density calibration is not applied, so that signed 16-bit images read 32768 higher than ImageJ
 * shows them. Selections and display ranges play no part. Pixels are read when asked for, so virtual stacks stay on disk.
 *
 * <p>The image is not modified, and its size must not change while it is read. Thread-safe as long as nobody writes to the image:
 * planes in memory are read at the same time, planes of a virtual stack one after another.
 */
public final class Planes {
    /** Luminance weights of red, green and blue after Recommendation ITU-R BT.601. */
    private static final float[] LUMINANCE = {0.299f, 0.587f, 0.114f};

    /** Values of a piece of a plane: 16 MB. */
    private static final int PART = 1 << 22;

    private final ImagePlus image;
    private final PixelType type;
    private final int width;
    private final int height;
    private final int channels;
    private final int count;
    /** Null for a single image, whose stack ImageJ would only make now, with a slice label drawn from its info. */
    private final ImageStack stack;
    /** Component, then index; null unless the pixels are indices. */
    private final byte[][] colors;

    /** Plane of a virtual stack whose components are being read, and its pixels, guarded by the stack; -1 for none. */
    private int colorPlane = -1;

    private Object colorPixels;

    private Planes(ImagePlus image) {
        this.image = image;
        type = PixelType.of(image);
        width = image.getWidth();
        height = image.getHeight();
        channels = image.getNChannels();
        count = image.getStackSize();
        stack = count > 1 ? image.getImageStack() : null;
        colors = type == PixelType.INDEXED ? colors(image.getProcessor()) : null;
    }

    /**
     * Looks at an image.
     *
     * @throws IllegalArgumentException if the image has no pixels or is one of ImageJ's 32-bit integer images
     */
    public static Planes of(ImagePlus image) {
        return new Planes(image);
    }

    private static byte[][] colors(ImageProcessor processor) {
        IndexColorModel model = (IndexColorModel) processor.getColorModel();
        byte[][] table = new byte[3][256];
        model.getReds(table[0]);
        model.getGreens(table[1]);
        model.getBlues(table[2]);
        return table;
    }

    /** The image looked at. */
    public ImagePlus image() {
        return image;
    }

    /** What the pixels are. */
    public PixelType type() {
        return type;
    }

    /** Number of planes: channels times z slices times time points. */
    public int count() {
        return count;
    }

    /** Pixels in a row. */
    public int width() {
        return width;
    }

    /** Rows in a plane. */
    public int height() {
        return height;
    }

    /** Number of components of each plane: 3 for RGB and indexed colour, else 1. */
    public int components() {
        return type.components();
    }

    /** Number of hyperstack channels, 1 for a plain image or stack; not the components of RGB. */
    public int channels() {
        return channels;
    }

    /** The hyperstack channel of a plane, from 0. */
    public int channelOf(int plane) {
        checkPlane(plane);
        return plane % channels;
    }

    /**
     * Where a plane is, for messages and tables: {@code "slice 4"}, or {@code "slice 4 (c2 z2 t1)"} in a hyperstack, counted from 1 as
     * ImageJ shows it.
     */
    public String position(int plane) {
        checkPlane(plane);
        String slice = "slice " + (plane + 1);
        if (!image.isHyperStack()) return slice;
        int[] p = image.convertIndexToPosition(plane + 1);
        return slice + " (c" + p[0] + " z" + p[1] + " t" + p[2] + ")";
    }

    /**
     * Reads one component of one plane into a new array.
     *
     * @param plane from 0
     * @param component from 0: red, green, blue; 0 for grey
     * @throws IndexOutOfBoundsException if there is no such plane or component
     * @throws UncheckedIOException if a virtual stack does not deliver the plane
     */
    public float[] read(int plane, int component) {
        checkPlane(plane);
        checkComponent(component);
        float[] values = new float[width * height];
        if (stack != null && stack.isVirtual()) readVirtual(plane, component, values);
        else convert(stored(plane), component, 0, values);
        return values;
    }

    /** The array that ImageJ holds a plane of an image in memory in. */
    private Object stored(int plane) {
        return stack == null ? image.getProcessor().getPixels() : stack.getPixels(plane + 1);
    }

    /**
     * A plane to be read in pieces of whole rows.
     *
     * @throws IndexOutOfBoundsException if there is no such plane
     * @throws UncheckedIOException if a virtual stack does not deliver the plane
     */
    public PlaneRows rows(int plane) {
        checkPlane(plane);
        if (stack == null || !stack.isVirtual()) return new PlaneRows(this, stored(plane));
        synchronized (stack) {
            return new PlaneRows(this, copy(delivered(plane).getPixels()));
        }
    }

    /** Reads a component from the top in pieces of whole rows: one piece if the plane is small. */
    void forEachPart(int plane, int component, Consumer<float[]> action) {
        int rows = Math.max(1, PART / width);
        if (rows >= height) {
            action.accept(read(plane, component));
            return;
        }
        PlaneRows all = rows(plane);
        for (int row = 0; row < height; row += rows) {
            action.accept(all.read(component, row, Math.min(rows, height - row)));
        }
    }

    /**
     * Reads the brightness of one plane: grey as it is, colour as 0.299 red + 0.587 green + 0.114 blue (Recommendation ITU-R BT.601).
     *
     * @throws IndexOutOfBoundsException if there is no such plane
     * @throws UncheckedIOException if a virtual stack does not deliver the plane
     */
    public float[] luminance(int plane) {
        if (components() == 1) return read(plane, 0);
        float[] sum = new float[width * height];
        for (int component = 0; component < 3; component++) addLuminance(read(plane, component), component, sum);
        return sum;
    }

    /** The middle of a plane's brightness; sizes as for {@link #middle(int, int, int, int)}. */
    public float[] middleLuminance(int plane, int wide, int tall) {
        if (components() == 1) return middle(plane, 0, wide, tall);
        float[] sum = new float[wide * tall];
        PlaneRows rows = rows(plane);
        for (int component = 0; component < 3; component++) {
            addLuminance(middle(rows, component, wide, tall), component, sum);
        }
        return sum;
    }

    private static void addLuminance(float[] values, int component, float[] sum) {
        for (int i = 0; i < sum.length; i++) sum[i] += LUMINANCE[component] * values[i];
    }

    /**
     * The middle of one component of a plane.
     *
     * @param wide pixels in a row, from 1 to the width
     * @param tall rows, from 1 to the height
     * @return a new array of {@code wide * tall} stored values
     */
    public float[] middle(int plane, int component, int wide, int tall) {
        return middle(rows(plane), component, wide, tall);
    }

    private float[] middle(PlaneRows plane, int component, int wide, int tall) {
        float[] rows = plane.read(component, (height - tall) / 2, tall);
        float[] middle = new float[wide * tall];
        int first = (width - wide) / 2;
        for (int y = 0; y < tall; y++) System.arraycopy(rows, first + y * width, middle, y * wide, wide);
        return middle;
    }

    /**
     * Refuses images with pixels that no network can take.
     *
     * @throws IllegalArgumentException if a pixel is NaN or infinite, naming the first slice concerned and the number of such pixels
     */
    public void requireFinite(PlaneListener listener) {
        if (type != PixelType.GRAY32) return;
        long bad = 0;
        String first = null;
        for (int plane = 0; plane < count; plane++) {
            int[] here = new int[1];
            forEachPart(plane, 0, values -> {
                for (float value : values) if (!Float.isFinite(value)) here[0]++;
            });
            if (here[0] > 0 && first == null) first = position(plane) + " (" + here[0] + " there)";
            bad += here[0];
            listener.progress(plane + 1L, count);
        }
        if (bad == 0) return;
        throw new IllegalArgumentException("Image '" + image.getTitle() + "' has " + bad + " NaN or infinite pixel"
                + (bad == 1 ? "" : "s") + ", first in " + first
                + "; replace them by numbers, for instance with Process > Noise > Remove NaNs.");
    }

    private void readVirtual(int plane, int component, float[] values) {
        // virtual stacks may hand out the same array for every slice, so the copy is made under the lock
        synchronized (stack) {
            // of colours all components are asked for one after the other, and a plane is read from the disk once
            if (colorPlane != plane) {
                colorPixels = null;
                Object pixels = delivered(plane).getPixels();
                colorPixels = components() > 1 ? copy(pixels) : pixels;
            }
            convert(colorPixels, component, 0, values);
            boolean more = component < components() - 1;
            colorPlane = more ? plane : -1;
            if (!more) colorPixels = null;
        }
    }

    private ImageProcessor delivered(int plane) {
        ImageProcessor processor = stack.getProcessor(plane + 1);
        if (processor == null || processor.getPixelCount() != width * height) {
            String message = "Virtual stack '" + image.getTitle() + "' did not deliver " + position(plane) + ".";
            throw new UncheckedIOException(message, new IOException(message));
        }
        return processor;
    }

    /** Some virtual stacks hand out one array again and again. */
    private static Object copy(Object pixels) {
        int length = Array.getLength(pixels);
        Object copy = Array.newInstance(pixels.getClass().getComponentType(), length);
        System.arraycopy(pixels, 0, copy, 0, length);
        return copy;
    }

    /** @param first index of the first pixel that is converted; as many as there is room for */
    void convert(Object pixels, int component, int first, float[] values) {
        if (pixels instanceof byte[]) {
            byte[] from = (byte[]) pixels;
            if (colors == null) for (int i = 0; i < values.length; i++) values[i] = from[first + i] & 0xff;
            else for (int i = 0; i < values.length; i++) values[i] = colors[component][from[first + i] & 0xff] & 0xff;
        } else if (pixels instanceof short[]) {
            short[] from = (short[]) pixels;
            for (int i = 0; i < values.length; i++) values[i] = from[first + i] & 0xffff;
        } else if (pixels instanceof float[]) {
            System.arraycopy(pixels, first, values, 0, values.length);
        } else {
            int[] from = (int[]) pixels;
            int shift = 16 - 8 * component;
            for (int i = 0; i < values.length; i++) values[i] = (from[first + i] >> shift) & 0xff;
        }
    }

    void checkComponent(int component) {
        if (component < 0 || component >= components()) {
            throw new IndexOutOfBoundsException(
                    "Component " + component + " does not exist; there are " + components() + ".");
        }
    }

    private void checkPlane(int plane) {
        if (plane < 0 || plane >= count) {
            throw new IndexOutOfBoundsException("Plane " + plane + " does not exist; the image has " + count + ".");
        }
    }
}
