package org.denoiser.tile;

/** Enumerates the rows (runs along axis 0) of a box in an array, axis 1 fastest; a single row where there is only one axis. */
final class Rows {

    private Rows() {}

    /**
     * Adds up one summand per axis.
     *
     * @param summands for each axis from 1 on, one number for each position of the box
     * @return for each row the sum of its axes' numbers
     */
    static int[] sums(int[][] summands) {
        int[] rows = {0};
        for (int[] axis : summands) {
            int[] next = new int[rows.length * axis.length];
            int n = 0;
            for (int step : axis) for (int row : rows) next[n++] = row + step;
            rows = next;
        }
        return rows;
    }

    /** Like {@link #sums}, with products. */
    static float[] products(float[][] factors) {
        float[] rows = {1};
        for (float[] axis : factors) {
            float[] next = new float[rows.length * axis.length];
            int n = 0;
            for (float factor : axis) for (float row : rows) next[n++] = row * factor;
            rows = next;
        }
        return rows;
    }
}
