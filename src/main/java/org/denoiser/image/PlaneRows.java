package org.denoiser.image;

/**
 * One plane of an image, read in pieces of whole rows, so that large planes need not be held in floats. The stored pixels are those of
 * the image, or a copy where a virtual stack delivered them. Immutable and thread-safe as long as nobody writes to the image.
 */
public final class PlaneRows {
    /** Pixels; planes of more are better read in pieces: in floats they take 128 MB. */
    public static final int LARGE = 1 << 25;

    private final Planes planes;
    private final Object pixels;

    PlaneRows(Planes planes, Object pixels) {
        this.planes = planes;
        this.pixels = pixels;
    }

    /**
     * Reads rows of one component into a new array.
     *
     * @param component from 0: red, green, blue; 0 for grey
     * @param first row, from 0
     * @param count of rows
     * @return {@code width * count} stored values, row by row
     * @throws IndexOutOfBoundsException if there is no such component or row
     */
    public float[] read(int component, int first, int count) {
        planes.checkComponent(component);
        if (first < 0 || count < 0 || first > planes.height() - count) {
            throw new IndexOutOfBoundsException("Rows " + first + " to " + (first + count - 1)
                    + " do not exist; there are " + planes.height() + ".");
        }
        float[] values = new float[planes.width() * count];
        planes.convert(pixels, component, first * planes.width(), values);
        return values;
    }
}
