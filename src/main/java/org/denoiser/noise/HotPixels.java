package org.denoiser.noise;

import java.util.Arrays;

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
        float[] around = new float[8];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int at = y * width + x;
                float value = plane[at];
                boolean above = value > plane[at - 1];
                if (above != value > plane[at + 1] || above != value > plane[at - width]) continue;
                neighbours(plane, width, at, around);
                float nearest = above ? around[7] : around[0];
                double typical = (around[3] + around[4]) / 2.0;
                double sigma = Math.sqrt(noise.variance(typical));
                if (above ? value - nearest > FAR * sigma : nearest - value > FAR * sigma) found++;
            }
        }
        return found;
    }

    private static void neighbours(float[] plane, int width, int at, float[] around) {
        int n = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (dx != 0 || dy != 0) around[n++] = plane[at + dy * width + dx];
            }
        }
        Arrays.sort(around);
    }
}
