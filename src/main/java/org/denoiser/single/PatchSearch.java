package org.denoiser.single;

import java.util.Arrays;

/**
 * Finds the patches of a plane that look most like a given one, within a square window around it, by the sum of squared differences.
 * It works on stretches of one row: the differences of a whole stretch at one shift are a single loop. Not thread-safe; each thread
 * has its own.
 */
final class PatchSearch {
    /** Places in a stretch. */
    static final int STRETCH = 16;

    private static final float OUTSIDE = Float.POSITIVE_INFINITY;

    private final float[] guide;
    private final int width;
    private final int height;
    private final int side;
    private final int radius;
    private final int across;
    private final float[][] distances;
    private final long[] order;
    private float[] columns = new float[0];

    /**
     * @param guide the plane that patches are compared in
     * @param side of the patches, at most the plane's sides
     * @param radius how far from a patch others are looked for, pixels
     */
    PatchSearch(float[] guide, int width, int height, int side, int radius) {
        this.guide = guide;
        this.width = width;
        this.height = height;
        this.side = side;
        this.radius = radius;
        across = 2 * radius + 1;
        distances = new float[STRETCH][across * across];
        order = new long[across * across];
    }

    /** Compares the patches at {@code (xs[from...to-1], y)} with all in their windows; at most {@link #STRETCH} of them. */
    void compare(int y, int[] xs, int from, int to) {
        int start = xs[from];
        int length = xs[to - 1] + side - start;
        if (columns.length < length) columns = new float[length];
        for (int dy = -radius; dy <= radius; dy++) {
            boolean outside = y + dy < 0 || y + dy + side > height;
            for (int dx = -radius; dx <= radius; dx++) {
                int shift = (dy + radius) * across + dx + radius;
                if (outside) {
                    for (int i = from; i < to; i++) distances[i - from][shift] = OUTSIDE;
                } else {
                    compare(y, xs, from, to, dx, dy, shift);
                }
            }
        }
    }

    private void compare(int y, int[] xs, int from, int to, int dx, int dy, int shift) {
        int start = xs[from];
        int first = Math.max(start, -dx);
        int last = Math.min(xs[to - 1] + side, width - dx);
        Arrays.fill(columns, 0, xs[to - 1] + side - start, 0f);
        for (int row = 0; row < side && last > first; row++) {
            int at = (y + row) * width + first;
            addSquares(at, at + dy * width + dx, first - start, last - first);
        }
        for (int i = from; i < to; i++) {
            int x = xs[i] + dx;
            float sum = OUTSIDE;
            if (x >= 0 && x + side <= width) {
                sum = 0;
                int at = xs[i] - start;
                for (int column = 0; column < side; column++) sum += columns[at + column];
            }
            distances[i - from][shift] = sum;
        }
    }

    private void addSquares(int at, int other, int to, int n) {
        float[] sums = columns;
        float[] values = guide;
        for (int i = 0; i < n; i++) {
            float difference = values[at + i] - values[other + i];
            sums[to + i] += difference * difference;
        }
    }

    /**
     * The nearest patches of the {@code index}-th place of the stretch last compared, the place itself among them, nearest first.
     *
     * @param most how many are wanted
     * @param offsets receives their positions in the plane, {@code y * width + x} of the top left pixel
     * @return how many there are: fewer than wanted only where the plane is small
     */
    int nearest(int index, int x, int y, int most, int[] offsets) {
        float[] all = distances[index];
        int valid = 0;
        // the place itself comes first whatever equals it, so that every pixel of a flat plane is reached
        int own = all.length / 2;
        order[valid++] = Long.MIN_VALUE | own;
        for (int shift = 0; shift < all.length; shift++) {
            // distances are not negative, so their bits are in their order; the shift decides between equals
            if (all[shift] < OUTSIDE && shift != own)
                order[valid++] = (long) Float.floatToRawIntBits(all[shift]) << 32 | shift;
        }
        int count = Math.min(most, valid);
        select(order, valid, count);
        Arrays.sort(order, 0, count);
        for (int i = 0; i < count; i++) {
            int shift = (int) order[i];
            offsets[i] = (y + shift / across - radius) * width + x + shift % across - radius;
        }
        return count;
    }

    /** Brings the {@code count} smallest of {@code n} keys to the front (Hoare's selection). */
    private static void select(long[] keys, int n, int count) {
        int low = 0;
        int high = n - 1;
        while (low < high) {
            long pivot = keys[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) i++;
                while (keys[j] > pivot) j--;
                if (i <= j) {
                    long swapped = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = swapped;
                }
            }
            if (count - 1 <= j) high = j;
            else if (count - 1 >= i) low = i;
            else return;
        }
    }
}
