package org.denoiser.single;

/** Overlapping patches put together: for some rows of a plane, the weighted sum of values and the sum of weights. */
final class WeightedSum {
    private final int width;
    private final int top;
    private final float[] sum;
    private final float[] weight;

    /** For rows {@code top} to {@code bottom - 1}. */
    WeightedSum(int width, int top, int bottom) {
        this.width = width;
        this.top = top;
        sum = new float[width * (bottom - top)];
        weight = new float[width * (bottom - top)];
    }

    /**
     * Adds a row of pixels that share a weight.
     *
     * @param offset {@code y * width + x} of the first pixel in the plane
     */
    void add(int offset, float[] values, int from, int n, float constant, float weighs) {
        int to = offset - top * width;
        for (int i = 0; i < n; i++) {
            sum[to + i] += weighs * (values[from + i] + constant);
            weight[to + i] += weighs;
        }
    }

    /** Adds a row of pixels with a weight each. */
    void add(int offset, float[] values, int from, int n, float weighs, float[] window, int windowFrom) {
        int to = offset - top * width;
        for (int i = 0; i < n; i++) {
            float each = weighs * window[windowFrom + i];
            sum[to + i] += each * values[from + i];
            weight[to + i] += each;
        }
    }

    /** Adds what another one, whose rows are among these, has gathered. */
    void add(WeightedSum part) {
        int to = (part.top - top) * width;
        for (int i = 0; i < part.sum.length; i++) {
            sum[to + i] += part.sum[i];
            weight[to + i] += part.weight[i];
        }
    }

    /** The weighted means, in place of the sums; each pixel needs a weight. To be called last, once. */
    float[] means() {
        for (int i = 0; i < sum.length; i++) sum[i] /= weight[i];
        return sum;
    }
}
