package org.denoiser.predict;

import java.util.ArrayList;
import java.util.List;
import org.denoiser.image.Planes;
import org.denoiser.noise.NoiseAssumption;
import org.denoiser.noise.NoiseEstimate;
import org.denoiser.noise.NoiseEstimator;

/**
 * Weighs each pixel's own value into what a network that has learnt by hiding pixels (Noise2Void) says of it. Such a network estimates a
 * pixel from those around it, with an error that does not depend on the pixel's own noise; so the best combination of both weighs them by
 * their variances (Laine et al. 2019, arXiv 1901.10277; Krull et al. 2020, arXiv 1906.00651). The noise's variance is estimated from the
 * image. What the squared difference of both exceeds it by, on average over the pixels around, is the variance of the network's
 * error. Immutable and thread-safe.
 */
final class PixelPosterior {
    /** Of 5 to 31 pixels measured to be best: 13 or more make no difference beyond 0.06 dB. */
    private static final int RADIUS = 10;

    /** Largest side of what is looked at to estimate the noise. */
    private static final int MOST = 512;

    private final NoiseEstimate noise;
    private final int width;
    private final int height;

    PixelPosterior(NoiseEstimate noise, int width, int height) {
        this.noise = noise;
        this.width = width;
        this.height = height;
    }

    /** One for each component of each channel, channel by channel. */
    static List<PixelPosterior> all(Planes planes) {
        List<PixelPosterior> all = new ArrayList<>();
        for (int channel = 0; channel < planes.channels(); channel++) {
            for (int component = 0; component < planes.components(); component++) {
                all.add(of(planes, channel, component));
            }
        }
        return all;
    }

    /**
     * For a component of the planes of a channel, whose noise is estimated from the middle of a plane in the middle. Where no noise or
     * correlated noise is found, estimates stay as they are: neighbours that share the noise have told it to the network.
     */
    private static PixelPosterior of(Planes planes, int channel, int component) {
        int count = planes.count() / planes.channels();
        int plane = count / 2 * planes.channels() + channel;
        int wide = Math.min(MOST, planes.width());
        int tall = Math.min(MOST, planes.height());
        NoiseEstimate noise =
                NoiseEstimator.estimate(planes.middle(plane, component, wide, tall), wide, tall, NoiseAssumption.AUTO);
        return new PixelPosterior(noise, planes.width(), planes.height());
    }

    /**
     * Combines a plane.
     *
     * @param estimates what the network says, width x height stored values row by row; changed
     * @param own the pixels' own values; unchanged
     */
    void apply(float[] estimates, float[] own) {
        if (noise.isNone() || !noise.spectrum().isWhite()) return;
        double[] squares = new double[estimates.length];
        for (int i = 0; i < squares.length; i++) {
            double difference = (double) own[i] - estimates[i];
            squares[i] = difference * difference;
        }
        double[] energy = means(squares);
        for (int i = 0; i < estimates.length; i++) {
            double variance = noise.variance(estimates[i]);
            if (energy[i] > variance) {
                estimates[i] += (float) ((1 - variance / energy[i]) * (own[i] - estimates[i]));
            }
        }
    }

    /** Mean over the square around each pixel, as far as it lies inside. */
    private double[] means(double[] values) {
        double[] rows = new double[values.length];
        for (int y = 0; y < height; y++) {
            slide(values, rows, y * width, 1, width);
        }
        double[] means = new double[values.length];
        for (int x = 0; x < width; x++) {
            slide(rows, means, x, width, height);
        }
        return means;
    }

    private static void slide(double[] from, double[] to, int first, int step, int length) {
        double sum = 0;
        for (int i = 0; i < Math.min(RADIUS, length); i++) sum += from[first + i * step];
        for (int i = 0; i < length; i++) {
            if (i + RADIUS < length) sum += from[first + (i + RADIUS) * step];
            if (i > RADIUS) sum -= from[first + (i - RADIUS - 1) * step];
            int inside = Math.min(length - 1, i + RADIUS) - Math.max(0, i - RADIUS) + 1;
            // Taking away what was added leaves a rest of rounding, which must not become negative.
            to[first + i * step] = Math.max(0, sum / inside);
        }
    }
}
