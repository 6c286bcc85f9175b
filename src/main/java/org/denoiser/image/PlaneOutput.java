package org.denoiser.image;

/** Takes the planes of a result one by one, whole or in pieces of rows. */
public interface PlaneOutput {
    /**
     * Sets one component of one plane. Where the result is not 32-bit, values are rounded half up and clamped to the type's range,
     * and NaN becomes 0.
     *
     * @param plane of the input, from 0
     * @param component of the input, from 0
     * @param values {@code width * height} stored values, row by row; copied
     * @throws IllegalArgumentException if there are more or fewer values
     * @throws IndexOutOfBoundsException if the input has no such plane or component
     * @throws java.io.UncheckedIOException if it goes to a file, and this cannot be written
     */
    void write(int plane, int component, float[] values);

    /**
     * Sets some rows of one component of one plane, as {@link #write(int, int, float[])} sets all. The last row comes last; those before
     * may come in any order and again. No other component is begun before it.
     *
     * @param row the first one, from 0
     * @param values whole rows
     */
    void writeRows(int plane, int component, int row, float[] values);
}
