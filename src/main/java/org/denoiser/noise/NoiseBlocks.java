package org.denoiser.noise;

import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of a plane that noise is measured in: 16x16 pixels, transformed, with what tells structure from noise. Blocks with many
 * pixels at the plane's least or greatest value are left out, since clipping hides their noise.
 */
final class NoiseBlocks {
    static final int SIDE = 16;
    static final int COEFFICIENTS = SIDE * SIDE;
    /** Sums of vertical and horizontal frequency up to this one hold nearly all structure. */
    static final int LOW = 7;
    /** From this one on there is nearly nothing but noise. */
    static final int HIGH = 18;

    private static final int MOST = 16_000;

    /** Coefficients of each block. */
    final float[][] coefficients;
    /** Mean value of each block. */
    final double[] mean;
    /** Energy in the low coefficients whose frequencies have an even sum. */
    final double[] even;
    /** The same with an odd sum. */
    final double[] odd;
    /** Mean square of the high coefficients. */
    final double[] high;

    private NoiseBlocks(List<float[]> blocks) {
        int count = blocks.size();
        coefficients = blocks.toArray(new float[0][]);
        mean = new double[count];
        even = new double[count];
        odd = new double[count];
        high = new double[count];
        for (int i = 0; i < count; i++) measure(i);
    }

    /** The blocks of a plane whose sides are at least 16 pixels. */
    static NoiseBlocks of(float[] plane, int width, int height) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : plane) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        int stride = 4;
        while ((long) ((width - SIDE) / stride + 1) * ((height - SIDE) / stride + 1) > MOST) stride++;
        List<float[]> within = new ArrayList<>();
        List<float[]> clipped = new ArrayList<>();
        Dct dct = new Dct(SIDE);
        float[] scratch = new float[COEFFICIENTS];
        for (int y = 0; y + SIDE <= height; y += stride) {
            for (int x = 0; x + SIDE <= width; x += stride) {
                float[] block = new float[COEFFICIENTS];
                for (int row = 0; row < SIDE; row++) {
                    System.arraycopy(plane, (y + row) * width + x, block, row * SIDE, SIDE);
                }
                int ends = 0;
                for (float value : block) if (value <= least || value >= most) ends++;
                dct.forward(block, scratch);
                (ends * 10 > COEFFICIENTS ? clipped : within).add(block);
            }
        }
        return new NoiseBlocks(within.isEmpty() ? clipped : within);
    }

    int count() {
        return mean.length;
    }

    /** Energy in all low coefficients. */
    double structure(int block) {
        return even[block] + odd[block];
    }

    private void measure(int block) {
        float[] values = coefficients[block];
        mean[block] = values[0] / SIDE;
        int count = 0;
        for (int i = 1; i < COEFFICIENTS; i++) {
            int sum = i / SIDE + i % SIDE;
            double square = (double) values[i] * values[i];
            if (sum >= HIGH) {
                high[block] += square;
                count++;
            } else if (sum <= LOW && (sum & 1) == 0) {
                even[block] += square;
            } else if (sum <= LOW) {
                odd[block] += square;
            }
        }
        high[block] /= count;
    }
}
