package org.denoiser.image;

import ij.ImagePlus;
import ij.process.IntProcessor;

/** What the pixels of an image are. Immutable. */
public enum PixelType {
    /** One byte a pixel, 0 to 255. */
    GRAY8(1, 0, 255),
    /** Two bytes a pixel, stored as 0 to 65535; signed images are stored with 32768 added, as ImageJ does. */
    GRAY16(1, 0, 65535),
    /** Single-precision numbers; the type itself sets no range. */
    GRAY32(1, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY),
    /** One byte a pixel that is the number of a colour in a table (ImageJ's "8-bit Color"), seen as the colours it stands for. */
    INDEXED(3, 0, 255),
    /** Red, green and blue of one byte each. */
    RGB(3, 0, 255);

    private final int components;
    private final float minimum;
    private final float maximum;

    PixelType(int components, float minimum, float maximum) {
        this.components = components;
        this.minimum = minimum;
        this.maximum = maximum;
    }

    /** Returns 3 where a pixel is a colour (red, green, blue, in this order), else 1. */
    public int components() {
        return components;
    }

    /** The smallest value a component can hold; negative infinity for {@link #GRAY32}. */
    public float minimum() {
        return minimum;
    }

    /** The largest value a component can hold; positive infinity for {@link #GRAY32}. */
    public float maximum() {
        return maximum;
    }

    /**
     * The pixel type of an image. An 8-bit image with a colour look-up table is {@link #GRAY8}: the table is a way to show it; it is
     * {@link #INDEXED} only where ImageJ says so ({@link ImagePlus#COLOR_256}).
     *
     * @throws IllegalArgumentException if the image has no pixels or is one of ImageJ's 32-bit integer images
     */
    public static PixelType of(ImagePlus image) {
        if (image.getProcessor() == null) {
            throw new IllegalArgumentException("Image '" + image.getTitle() + "' has no pixels.");
        }
        if (image.getProcessor() instanceof IntProcessor) {
            throw new IllegalArgumentException("Image '" + image.getTitle()
                    + "' has 32-bit integer pixels; allowed are 8-bit, 16-bit, 32-bit float and RGB.");
        }
        switch (image.getType()) {
            case ImagePlus.GRAY8:
                return GRAY8;
            case ImagePlus.GRAY16:
                return GRAY16;
            case ImagePlus.GRAY32:
                return GRAY32;
            case ImagePlus.COLOR_256:
                return INDEXED;
            default:
                return RGB;
        }
    }
}
