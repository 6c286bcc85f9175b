package org.denoiser.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;

/**
 * The image that results from working on every plane of another one: planes of floats go in, an {@link ImagePlus} comes out that
 * carries everything else of its input (see {@link #finish}). The input is not modified.
 *
 * <p>Writing is thread-safe; {@link #finish} comes last, once.
 */
public final class OutputImage implements PlaneOutput {
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
        return new OutputImage(input, typeOf(input, output), title);
    }

    /** What the pixels of a result are. */
    static PixelType typeOf(Planes input, OutputType output) {
        if (output == OutputType.FLOAT) return PixelType.GRAY32;
        return input.type() == PixelType.INDEXED ? PixelType.RGB : input.type();
    }

    /** How many planes of a result of a type come from one of the input. */
    static int split(Planes input, PixelType type) {
        return input.components() / type.components();
    }

    /** What the pixels of the result are; never {@link PixelType#INDEXED}. */
    public PixelType type() {
        return type;
    }

    /** Sets one component of one plane, in any order. A second call for the same component replaces what the first one wrote. */
    @Override
    public void write(int plane, int component, float[] values) {
        int size = planes.width() * planes.height();
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "A plane of this image has " + size + " values, not " + values.length + ".");
        }
        writeRows(plane, component, 0, values);
    }

    @Override
    public void writeRows(int plane, int component, int row, float[] values) {
        int size = planes.width() * planes.height();
        int index = type == PixelType.RGB ? plane : plane * planes.components() + component;
        synchronized (this) {
            written[plane][component] |= row * planes.width() + values.length == size;
            if (pixels[index] == null) pixels[index] = PixelArrays.allocate(type, size);
        }
        PixelArrays.store(values, component, pixels[index], row * planes.width());
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
        int split = pixels.length / planes.count();
        if (pixels.length > 1) return assemble(planes, split, title, stack());
        return complete(
                planes, split, new ImagePlus(title, PixelArrays.processor(pixels[0], planes.width(), planes.height())));
    }

    /**
     * Makes a result of its planes, with all that {@link #finish} says.
     *
     * @param split how many planes of the result come from one of the input
     */
    static ImagePlus assemble(Planes planes, int split, String title, ImageStack stack) {
        return complete(planes, split, new ImagePlus(title, stack));
    }

    private static ImagePlus complete(Planes planes, int split, ImagePlus plain) {
        ImagePlus input = planes.image();
        ImagePlus result = plain;
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
}
