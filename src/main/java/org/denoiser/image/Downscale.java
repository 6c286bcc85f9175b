package org.denoiser.image;

import java.util.Arrays;

/**
 * Shrinks planes by averaging areas, as a camera with larger pixels would: each new pixel is the mean of the square of {@code factor}
 * by {@code factor} old pixels that it covers, those on its edge weighted by the part covered. Independent noise of the pixels falls
 * by the factor. What is left over at the right and at the bottom, less than one new pixel, is dropped. Immutable and thread-safe.
 */
public final class Downscale {
    private final double factor;

    private Downscale(double factor) {
        this.factor = factor;
    }

    /**
     * Shrinks by a factor, the same in x and y.
     *
     * @throws IllegalArgumentException unless the factor is a finite number of 1 or more
     */
    public static Downscale by(double factor) {
        if (!(factor >= 1 && Double.isFinite(factor))) {
            throw new IllegalArgumentException(
                    "A factor of " + factor + " to shrink by is not allowed; it must be 1 or more.");
        }
        return new Downscale(factor);
    }

    /** How many old pixels a new one is wide. */
    public double factor() {
        return factor;
    }

    /** The length of an axis of the given length when shrunk: the whole new pixels that fit, at least 1. */
    public int length(int length) {
        return Math.max(1, (int) (length / factor + 1e-9));
    }

    /**
     * Shrinks a plane.
     *
     * @param plane {@code width * height} values, row by row; not changed
     * @return {@code length(width) * length(height)} values in a new array
     * @throws IllegalArgumentException if the plane has another number of values
     */
    public float[] apply(float[] plane, int width, int height) {
        if (plane.length != (long) width * height) {
            throw new IllegalArgumentException("A plane of " + width + " x " + height + " pixels has "
                    + (long) width * height + " values, not " + plane.length + ".");
        }
        int newWidth = length(width);
        int newHeight = length(height);
        float[] result = new float[newWidth * newHeight];
        double[] row = new double[width];
        for (int y = 0; y < newHeight; y++) {
            Span rows = new Span(y, height);
            Arrays.fill(row, 0);
            for (int from = rows.first; from <= rows.last; from++) {
                double weight = rows.weight(from);
                for (int x = 0; x < width; x++) row[x] += weight * plane[from * width + x];
            }
            for (int x = 0; x < newWidth; x++) {
                Span columns = new Span(x, width);
                double sum = 0;
                for (int from = columns.first; from <= columns.last; from++) sum += columns.weight(from) * row[from];
                result[y * newWidth + x] = (float) sum;
            }
        }
        return result;
    }

    /** The old pixels under one new pixel of an axis, with weights that sum to 1. */
    private final class Span {
        private final double start;
        private final double end;
        private final int first;
        private final int last;

        private Span(int index, int length) {
            start = index * factor;
            end = Math.min(length, start + factor);
            first = (int) start;
            last = Math.max(first, Math.min(length - 1, (int) Math.ceil(end) - 1));
        }

        private double weight(int pixel) {
            return (Math.min(end, pixel + 1.0) - Math.max(start, pixel)) / (end - start);
        }
    }
}
