package org.denoiser.metric;

/** Measures that compare pixel by pixel, accumulated in double. Stateless and thread-safe. */
public final class Metrics {

    private Metrics() {}

    /**
     * Mean squared error, in squared pixel units.
     *
     * @param image the image to be judged
     * @param reference what it should look like, of the same size
     * @throws IllegalArgumentException if the sizes differ or are 0, or if pixels are NaN or infinite
     */
    public static double mse(float[] image, float[] reference) {
        Pixels.requireComparable(image, reference);
        double sum = 0;
        for (int i = 0; i < image.length; i++) {
            double error = (double) image[i] - reference[i];
            sum += error * error;
        }
        return sum / image.length;
    }

    /**
     * Peak signal-to-noise ratio {@code 10 log10(peak^2 / mse)}, in dB; positive infinity for identical images.
     *
     * @param image the image to be judged
     * @param reference what it should look like, of the same size
     * @param peak the range of the values, in pixel units, for example 255 for 8-bit images
     * @throws IllegalArgumentException if the peak is not finite and above 0, the sizes differ or are 0, or pixels are NaN or infinite
     */
    public static double psnr(float[] image, float[] reference, double peak) {
        return psnr(mse(image, reference), peak);
    }

    /**
     * Peak signal-to-noise ratio of a mean squared error, in dB; positive infinity for an error of 0.
     *
     * @param mse mean squared error in squared pixel units
     * @param peak the range of the values, in pixel units
     * @throws IllegalArgumentException if the peak is not finite and above 0, or the error is negative or NaN
     */
    public static double psnr(double mse, double peak) {
        Pixels.requirePositive(peak, "peak");
        if (!(mse >= 0)) throw new IllegalArgumentException("A mean squared error of " + mse + " is not possible.");
        return mse == 0 ? Double.POSITIVE_INFINITY : 20 * Math.log10(peak) - 10 * Math.log10(mse);
    }
}
