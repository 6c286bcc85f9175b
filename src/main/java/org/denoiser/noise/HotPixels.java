package org.denoiser.noise;

/** Counts single pixels that stand out from all their neighbours, as a camera's hot and dead pixels do and no optics can draw. */
public final class HotPixels {
    /** In standard deviations of the noise; of a billion white ones less than one goes as far by chance. */
    private static final double FAR = 8;

    private HotPixels() {}

    /**
     * The number of pixels that are further above or below each of their eight neighbours than eight standard deviations of the noise.
     * Pixels of the border are not looked at.
     *
     * @param plane {@code width * height} finite values, row by row; not modified
     * @param noise of the plane
     */
    public static int count(float[] plane, int width, int height, NoiseEstimate noise) {
        int found = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int at = y * width + x;
                int sign = plane[at] > plane[at - 1] ? 1 : -1;
                // The neighbour that is nearest in value also says how strong the noise is here.
                float nearest = sign * largest(plane, width, at, sign);
                double gap = sign * ((double) plane[at] - nearest);
                if (gap > 0 && gap * gap > FAR * FAR * noise.variance(nearest)) found++;
            }
        }
        return found;
    }

    /** The largest of the eight neighbours times the sign. */
    private static float largest(float[] plane, int width, int at, int sign) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int row = at - width; row <= at + width; row += width) {
            largest = Math.max(largest, Math.max(sign * plane[row - 1], sign * plane[row + 1]));
            if (row != at) largest = Math.max(largest, sign * plane[row]);
        }
        return largest;
    }
}
