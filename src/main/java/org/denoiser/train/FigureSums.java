package org.denoiser.train;

import org.denoiser.architecture.Loss;
import org.denoiser.metric.Ssim;
import org.denoiser.model.Figures;

/**
 * Sums up how close patches, or the planes of volumes one by one, come to what they should be. A target that is NaN does not count; a patch that holds one has no
 * structural similarity. Used by one thread.
 */
final class FigureSums {
    private static final Ssim SSIM = Ssim.of(1);

    private final Loss loss;
    private final int side;
    private final int channels;
    private final long mostSsimPixels;
    private double losses;
    private double squares;
    private long values;
    private double logarithms;
    private long withTarget;
    private long agreeing;
    private long pixels;
    private double ssims;
    private long planes;

    /**
     * @param side width and height of a patch
     * @param mostSsimPixels the similarity, by far the slowest figure, is taken of as many pixels at most, those of the first patches
     */
    FigureSums(Loss loss, int side, int channels, long mostSsimPixels) {
        this.loss = loss;
        this.side = side;
        this.channels = channels;
        this.mostSsimPixels = mostSsimPixels;
    }

    /**
     * Adds patches.
     *
     * @param images count x side x side x channels values from its start on, as {@code targets}
     */
    void add(float[] images, float[] targets, int count) {
        int area = side * side;
        for (int patch = 0; patch < count; patch++) {
            boolean whole = true;
            double squaresBefore = squares;
            long valuesBefore = values;
            for (int i = patch * area; i < (patch + 1) * area; i++) {
                whole &= addPixel(images, targets, i);
            }
            if (values > valuesBefore) {
                logarithms += Math.log1p((squares - squaresBefore) / (values - valuesBefore) / Loss.FLOOR);
                withTarget++;
            }
            if (whole && planes / channels * area < mostSsimPixels) {
                addSsim(images, targets, patch * area);
            }
        }
    }

    /** Whether all channels of the pixel count. */
    private boolean addPixel(float[] images, float[] targets, int index) {
        boolean whole = true;
        for (int i = index * channels; i < (index + 1) * channels; i++) {
            if (Float.isNaN(targets[i])) {
                whole = false;
                continue;
            }
            double difference = (double) images[i] - targets[i];
            squares += difference * difference;
            losses += of(loss, images[i], targets[i]);
            values++;
        }
        if (whole) {
            agreeing += strongest(images, index) == strongest(targets, index) ? 1 : 0;
            pixels++;
        }
        return whole;
    }

    private int strongest(float[] values, int pixel) {
        int strongest = 0;
        for (int channel = 1; channel < channels; channel++) {
            if (values[pixel * channels + channel] > values[pixel * channels + strongest]) {
                strongest = channel;
            }
        }
        return strongest;
    }

    private void addSsim(float[] images, float[] targets, int firstPixel) {
        float[] image = new float[side * side];
        float[] target = new float[side * side];
        for (int channel = 0; channel < channels; channel++) {
            boolean finite = true;
            for (int i = 0; i < image.length; i++) {
                image[i] = images[(firstPixel + i) * channels + channel];
                target[i] = targets[(firstPixel + i) * channels + channel];
                finite &= Float.isFinite(image[i]);
            }
            ssims += finite ? SSIM.mean(image, target, side, side) : Double.NaN;
            planes++;
        }
    }

    /** The mean loss, for {@link Loss#LOG} over patches or planes; NaN when nothing counted. */
    double loss() {
        return loss == Loss.LOG ? logarithms / withTarget : losses / values;
    }

    /**
     * @param truth whether the targets are what the images should really become; if not, all but the loss is unknown
     */
    Figures figures(boolean truth) {
        if (!truth) {
            return Figures.of(loss(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double mse = squares / values;
        double accuracy = channels > 1 ? (double) agreeing / pixels : Double.NaN;
        return Figures.of(loss(), mse, -10 * Math.log10(mse), ssims / planes, accuracy);
    }

    /** The loss of one value, squared where it is of whole images; NaN for a cross-entropy of an output that is not within 0 to 1. */
    static double of(Loss loss, double output, double target) {
        switch (loss) {
            case L1:
                return Math.abs(output - target);
            case BCE:
                return -target * boundedLog(output) - (1 - target) * boundedLog(1 - output);
            default:
                return (output - target) * (output - target);
        }
    }

    /** PyTorch bounds the logarithms of its binary cross-entropy in the same way. */
    private static double boundedLog(double value) {
        return Math.max(-100, Math.log(value));
    }
}
