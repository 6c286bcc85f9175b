package org.denoiser.metric;

/**
 * What was taken from an image, for judging without a truth: the image before less the image after. Where only noise was taken, its
 * mean is 0, its standard deviation that of the noise, and neighbouring values are as little correlated as those of the noise. What
 * structure it holds makes neighbours alike (correlation above 0). Immutable and thread-safe.
 */
public final class Residual {
    private final double mean;
    private final double deviation;
    private final double right;
    private final double down;

    private Residual(double mean, double deviation, double right, double down) {
        this.mean = mean;
        this.deviation = deviation;
        this.right = right;
        this.down = down;
    }

    /**
     * Measures it.
     *
     * @param before {@code width * height} values, row by row
     * @param after as many
     * @param width pixels in a row, at least 1
     * @throws IllegalArgumentException if the sizes differ, are 0 or no multiple of the width, or if pixels are NaN or infinite
     */
    public static Residual of(float[] before, float[] after, int width) {
        Pixels.requireComparable(before, after);
        if (width < 1 || before.length % width != 0) {
            throw new IllegalArgumentException(
                    before.length + " pixels cannot be put into rows of " + width + " pixels each.");
        }
        double[] left = new double[before.length];
        double mean = 0;
        for (int i = 0; i < left.length; i++) {
            left[i] = (double) before[i] - after[i];
            mean += left[i] / left.length;
        }
        double squares = 0;
        for (int i = 0; i < left.length; i++) {
            left[i] -= mean;
            squares += left[i] * left[i];
        }
        return new Residual(
                mean,
                Math.sqrt(squares / left.length),
                correlation(left, width, 1, 0, squares),
                correlation(left, width, 0, 1, squares));
    }

    /** Mean product of neighbours over mean square; 0 where there are no neighbours or no differences. */
    private static double correlation(double[] values, int width, int dx, int dy, double squares) {
        double products = 0;
        long pairs = 0;
        for (int i = 0; i + dy * width < values.length; i++) {
            if (i % width + dx < width) {
                products += values[i] * values[i + dx + dy * width];
                pairs++;
            }
        }
        return squares == 0 || pairs == 0 ? 0 : products / pairs / (squares / values.length);
    }

    /** Mean of what was taken, in grey values; not 0 where brightness has changed. */
    public double mean() {
        return mean;
    }

    /** Its standard deviation, in grey values. */
    public double deviation() {
        return deviation;
    }

    /** Correlation of a pixel with its right neighbour, about -1 to 1. */
    public double correlationRight() {
        return right;
    }

    /** Correlation of a pixel with the one below it, about -1 to 1. */
    public double correlationDown() {
        return down;
    }
}
