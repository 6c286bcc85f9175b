package org.denoiser.noise;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Convolves each channel with a Gaussian, sampled at whole pixels, cut off at 4 standard deviations (rounded to the nearest pixel) and
 * scaled to a sum of 1. Beyond its border the image goes on as its mirror image, the border pixel twice ({@code c b a | a b c}): the
 * convention in which the sum of the values is preserved. It is not noise, and draws no random number. White noise of variance 1 comes
 * out with the sum of the kernel's squares as its variance, about {@code 1 / (4 pi sigma^2)} from a sigma of 1 upwards. A value that is
 * NaN or infinite spoils its neighbourhood. Immutable and thread-safe.
 */
public final class GaussianBlur implements NoiseModel {

    /** A kernel of this sigma spans 801 pixels. */
    static final double LARGEST_SIGMA = 100;

    private static final double REACH = 4;

    private final double sigma;
    /** Along rows, from the centre outwards. */
    private final double[] across;
    /** Along columns. */
    private final double[] down;

    /**
     * Makes the model.
     *
     * @param sigma standard deviation of the kernel in pixels, 0 to 100; below 0.125 it is a single pixel and changes nothing
     * @throws IllegalArgumentException if sigma is not allowed
     */
    public GaussianBlur(double sigma) {
        this(sigma, sigma);
    }

    /** Another sigma along columns than along rows; the description names the one along rows. */
    GaussianBlur(double sigma, double sigmaDown) {
        across = kernel(checked(sigma));
        down = kernel(checked(sigmaDown));
        this.sigma = sigma;
    }

    private static double checked(double sigma) {
        if (!(sigma >= 0 && sigma <= LARGEST_SIGMA)) {
            throw new IllegalArgumentException("A blur of " + Decimals.text(sigma)
                    + " pixels is not allowed; it must be 0 to " + Decimals.text(LARGEST_SIGMA) + ".");
        }
        return sigma;
    }

    /** The standard deviation that is left, away from the border, of white noise of standard deviation 1. */
    double leftOfWhite() {
        return Math.sqrt(squares(across) * squares(down));
    }

    private static double squares(double[] half) {
        double sum = half[0] * half[0];
        for (int i = 1; i < half.length; i++) sum += 2 * half[i] * half[i];
        return sum;
    }

    private static double[] kernel(double sigma) {
        double[] half = new double[(int) (REACH * sigma + 0.5) + 1];
        half[0] = 1;
        double sum = 1;
        for (int i = 1; i < half.length; i++) {
            half[i] = StrictMath.exp(-0.5 * (i / sigma) * (i / sigma));
            sum += 2 * half[i];
        }
        for (int i = 0; i < half.length; i++) half[i] /= sum;
        return half;
    }

    @Override
    public void apply(float[] pixels, int width, int height, int channels, SplittableRandom random) {
        if (pixels.length != (long) width * height * channels) {
            throw new IllegalArgumentException(
                    width + " x " + height + " x " + channels + " are not " + pixels.length + " values.");
        }
        if (pixels.length == 0) return;
        for (int y = 0; across.length > 1 && y < height; y++) blurRow(pixels, y * width * channels, width, channels);
        if (down.length > 1) blurColumns(pixels, width * channels, height);
    }

    private void blurRow(float[] pixels, int start, int width, int channels) {
        int radius = across.length - 1;
        double[] extended = new double[width + 2 * radius];
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < extended.length; i++) {
                extended[i] = pixels[start + Mirror.index(i - radius, width) * channels + channel];
            }
            for (int x = 0; x < width; x++) {
                double sum = across[0] * extended[x + radius];
                for (int k = 1; k <= radius; k++) {
                    sum += across[k] * (extended[x + radius - k] + extended[x + radius + k]);
                }
                pixels[start + x * channels + channel] = (float) sum;
            }
        }
    }

    /** Sums whole rows, so that memory is walked in its order. */
    private void blurColumns(float[] pixels, int rowLength, int height) {
        float[] rows = pixels.clone();
        double[] sums = new double[rowLength];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            add(sums, rows, y * rowLength, y * rowLength, down[0] / 2);
            for (int k = 1; k < down.length; k++) {
                add(
                        sums,
                        rows,
                        Mirror.index(y - k, height) * rowLength,
                        Mirror.index(y + k, height) * rowLength,
                        down[k]);
            }
            for (int x = 0; x < rowLength; x++) pixels[y * rowLength + x] = (float) sums[x];
        }
    }

    private static void add(double[] sums, float[] rows, int above, int below, double weight) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * ((double) rows[above + x] + rows[below + x]);
        }
    }

    @Override
    public String description() {
        return "Gaussian blur with a sigma of " + Decimals.text(sigma) + (sigma == 1 ? " pixel" : " pixels");
    }
}
