package org.denoiser.noise;

/**
 * The orthonormal discrete cosine transform (type II) of square blocks: white noise of variance v has variance v in each
 * coefficient, and the first coefficient is the block's mean times its side. Coefficients lie row by row, vertical frequency by
 * horizontal frequency. Immutable; the scratch array that each call takes is the caller's.
 *
 * <p>Source: N. Ahmed, T. Natarajan and K. R. Rao, Discrete Cosine Transform, IEEE Trans. Computers C-23, 1974.
 */
public final class Dct {
    private final int side;
    /** Frequency, then position. */
    private final float[] basis;

    /** Position, then frequency. */
    private final float[] transposed;

    /** @param side of the blocks in pixels, at least 1 */
    public Dct(int side) {
        this.side = side;
        basis = new float[side * side];
        transposed = new float[side * side];
        for (int frequency = 0; frequency < side; frequency++) {
            double norm = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / side);
            for (int x = 0; x < side; x++) {
                float value = (float) (norm * Math.cos(Math.PI * (2 * x + 1) * frequency / (2.0 * side)));
                basis[frequency * side + x] = value;
                transposed[x * side + frequency] = value;
            }
        }
    }

    /** Side of the blocks, pixels. */
    public int side() {
        return side;
    }

    /**
     * Block to coefficients.
     *
     * @param block {@code side * side} values; replaced by the coefficients
     * @param scratch as many values; overwritten
     */
    public void forward(float[] block, float[] scratch) {
        multiply(basis, block, scratch);
        multiply(scratch, transposed, block);
    }

    /**
     * Coefficients to block.
     *
     * @param block {@code side * side} coefficients; replaced by the values
     * @param scratch as many values; overwritten
     */
    public void inverse(float[] block, float[] scratch) {
        multiply(transposed, block, scratch);
        multiply(scratch, basis, block);
    }

    /** The sum over x of basis function times itself, shifted by {@code lag} pixels, where both are inside the block. */
    double autocorrelation(int frequency, int lag) {
        double sum = 0;
        for (int x = 0; x + lag < side; x++) {
            sum += (double) basis[frequency * side + x] * basis[frequency * side + x + lag];
        }
        return sum;
    }

    private void multiply(float[] left, float[] right, float[] product) {
        for (int row = 0; row < side; row++) {
            int to = row * side;
            for (int x = 0; x < side; x++) product[to + x] = left[to] * right[x];
            for (int inner = 1; inner < side; inner++) {
                float factor = left[to + inner];
                int from = inner * side;
                for (int x = 0; x < side; x++) product[to + x] += factor * right[from + x];
            }
        }
    }
}
