package org.denoiser.image;

/** Takes the planes of a result one by one. */
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
}
