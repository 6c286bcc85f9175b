package org.denoiser.metric;

/**
 * The gain and offset that bring an image closest to its reference by least squares. Benchmarks use it for images whose values
 * were scaled on the way. Immutable and thread-safe.
 */
public final class AffineFit {

    private final double gain;
    private final double offset;

    private AffineFit(double gain, double offset) {
        this.gain = gain;
        this.offset = offset;
    }

    /**
     * Minimises the sum of squares of {@code gain * image + offset - reference}. For a constant image, where every gain does, the gain
     * is 1.
     *
     * @param image the image to be scaled
     * @param reference what it should look like, of the same size
     * @throws IllegalArgumentException if the sizes differ or are 0, or if pixels are NaN or infinite
     */
    public static AffineFit of(float[] image, float[] reference) {
        Pixels.requireComparable(image, reference);
        double imageMean = Pixels.mean(image);
        double referenceMean = Pixels.mean(reference);
        double covariance = 0;
        double variance = 0;
        boolean constant = true;
        for (int i = 0; i < image.length; i++) {
            double deviation = image[i] - imageMean;
            covariance += deviation * (reference[i] - referenceMean);
            variance += deviation * deviation;
            constant &= image[i] == image[0];
        }
        double gain = constant ? 1 : covariance / variance;
        return new AffineFit(gain, referenceMean - gain * imageMean);
    }

    /** Factor, in reference units per image unit. */
    public double gain() {
        return gain;
    }

    /** Summand, in reference units. */
    public double offset() {
        return offset;
    }

    /** Returns {@code gain * image + offset} as a new array. */
    public float[] apply(float[] image) {
        float[] scaled = new float[image.length];
        for (int i = 0; i < image.length; i++) scaled[i] = (float) (gain * image[i] + offset);
        return scaled;
    }

    @Override
    public String toString() {
        return "gain " + gain + ", offset " + offset;
    }
}
