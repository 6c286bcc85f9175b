package org.denoiser.noise;

/**
 * Images that go on beyond their border as their mirror image, the border pixel twice ({@code c b a | a b c}), however far. Stateless
 * and thread-safe.
 */
public final class Mirror {

    private Mirror() {}

    /**
     * The position inside an axis that stands in for one.
     *
     * @param position any, pixels
     * @param size of the axis, pixels, at least 1
     */
    static int index(int position, int size) {
        int phase = Math.floorMod(position, 2 * size);
        return phase < size ? phase : 2 * size - 1 - phase;
    }

    /**
     * A copy of a plane, continued to the right and downwards.
     *
     * @param plane {@code width * height} values, row by row; not modified
     * @param wide pixels in a row of the copy, at least 1
     * @param high rows of the copy, at least 1
     */
    public static float[] extended(float[] plane, int width, int height, int wide, int high) {
        float[] copy = new float[wide * high];
        for (int y = 0; y < high; y++) {
            int row = index(y, height) * width;
            for (int x = 0; x < wide; x++) copy[y * wide + x] = plane[row + index(x, width)];
        }
        return copy;
    }
}
