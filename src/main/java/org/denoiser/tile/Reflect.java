package org.denoiser.tile;

/** Mirrors positions outside of an image back into it, without repeating the edge pixel (numpy calls this {@code reflect}). */
public final class Reflect {

    private Reflect() {}

    /**
     * Returns the position in {@code [0, n)} that stands in for {@code i}. Positions inside stay themselves, {@code -1} is 1,
     * {@code n} is {@code n - 2}; further away the image goes on being mirrored at both ends. An axis of size 1 is constant.
     *
     * @param i any position, pixels
     * @param n size of the axis, pixels, at least 1
     * @throws IllegalArgumentException if {@code n} is below 1
     */
    public static long index(long i, long n) {
        if (n < 1)
            throw new IllegalArgumentException("An axis of size " + n + " cannot be reflected; it needs 1 or more.");
        if (i >= 0 && i < n) return i;
        if (n == 1) return 0;
        long period = 2 * (n - 1);
        long phase = Math.floorMod(i, period);
        return phase < n ? phase : period - phase;
    }
}
