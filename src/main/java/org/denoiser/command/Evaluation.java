package org.denoiser.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import org.denoiser.image.PixelType;
import org.denoiser.image.Planes;
import org.denoiser.metric.AffineFit;
import org.denoiser.metric.Metrics;
import org.denoiser.metric.Ssim;

/**
 * A table of measures, a row a plane and a last row with the means. The error of a colour plane is that of all its components
 * together, its SSIM the mean of theirs. Not thread-safe.
 */
final class Evaluation {
    private static final int PSNR_DECIMALS = 3;
    private static final int SSIM_DECIMALS = 4;

    private final double givenRange;
    private final boolean fit;
    private final Progress progress;
    private final ResultsTable table = new ResultsTable();
    private double sumMse;
    private double sumPsnr;
    private double sumSsim;

    /**
     * @param range the range of values, or NaN for that of each reference
     * @param fit whether to scale each component of each plane to its reference first
     */
    Evaluation(double range, boolean fit, Progress progress) {
        this.givenRange = range;
        this.fit = fit;
        this.progress = progress;
        table.showRowNumbers(false);
    }

    /**
     * Adds a row for each plane of an image.
     *
     * @throws IllegalArgumentException if the sizes differ, if pixels are not finite, or if the reference has no range
     */
    void add(ImagePlus image, ImagePlus reference) {
        progress.status(image.getTitle());
        Planes judged = Planes.of(image);
        Planes wanted = Planes.of(reference);
        requireSameSize("target", wanted, judged);
        double range = Double.isNaN(givenRange) ? range(wanted) : givenRange;
        Ssim ssim = Ssim.of(range);
        for (int plane = 0; plane < judged.count(); plane++) {
            progress.checkCancelled();
            double mse = 0;
            double similarity = 0;
            for (int component = 0; component < judged.components(); component++) {
                float[] truth = wanted.read(plane, component);
                float[] values = judged.read(plane, component);
                if (fit) values = AffineFit.of(values, truth).apply(values);
                mse += Metrics.mse(values, truth) / judged.components();
                similarity += ssim.mean(values, truth, judged.width(), judged.height()) / judged.components();
            }
            addRow(image.getTitle(), plane + 1, mse, Metrics.psnr(mse, range), similarity);
            if (judged.count() > 1) progress.progress(plane + 1L, judged.count());
        }
    }

    private void addRow(String title, int slice, double mse, double psnr, double ssim) {
        table.addRow();
        table.addValue("Image", title);
        table.addValue("Slice", slice);
        addMeasures(mse, psnr, ssim);
        sumMse += mse;
        sumPsnr += psnr;
        sumSsim += ssim;
    }

    private void addMeasures(double mse, double psnr, double ssim) {
        table.addValue("MSE", mse);
        table.addValue("PSNR", psnr);
        table.addValue("SSIM", ssim);
    }

    /** @throws IllegalArgumentException about the key, unless its image is as large as the other and has as many planes */
    static void requireSameSize(String key, Planes image, Planes other) {
        if (size(image).equals(size(other))) return;
        throw new IllegalArgumentException(key + ": '" + image.image().getTitle() + "' has " + size(image) + ", but '"
                + other.image().getTitle() + "' has " + size(other) + "; they must have the same size");
    }

    private static String size(Planes planes) {
        return planes.width() + "x" + planes.height() + " pixels" + (planes.components() > 1 ? " in colour" : "")
                + (planes.count() > 1 ? " in " + planes.count() + " planes" : "");
    }

    /**
     * Reads the value of the key {@code range}.
     *
     * @return NaN for {@code auto}
     * @throws IllegalArgumentException unless it is {@code auto} or a number above 0
     */
    static double parseRange(String text) {
        if (text.trim().equalsIgnoreCase("auto")) return Double.NaN;
        try {
            double number = Double.parseDouble(text.trim());
            if (number > 0 && Double.isFinite(number)) return number;
        } catch (NumberFormatException e) {
            throw wrongRange(text, e);
        }
        throw wrongRange(text, null);
    }

    private static IllegalArgumentException wrongRange(String text, NumberFormatException cause) {
        return new IllegalArgumentException("range=" + text + ": auto or a number above 0 is needed", cause);
    }

    /**
     * The range of values that a reference stands for: 255 for 8-bit and RGB, else what its values span.
     *
     * @throws IllegalArgumentException if it is constant
     */
    static double range(Planes wanted) {
        if (wanted.type().maximum() == PixelType.GRAY8.maximum())
            return wanted.type().maximum();
        float minimum = Float.POSITIVE_INFINITY;
        float maximum = Float.NEGATIVE_INFINITY;
        for (int plane = 0; plane < wanted.count(); plane++) {
            for (float value : wanted.read(plane, 0)) {
                minimum = Math.min(minimum, value);
                maximum = Math.max(maximum, value);
            }
        }
        if (maximum == minimum) {
            throw new IllegalArgumentException("range=auto: the reference '"
                    + wanted.image().getTitle() + "' is constant and has no range; give range=NUMBER");
        }
        return (double) maximum - minimum;
    }

    /** Mean PSNR in dB of all planes so far. */
    double meanPsnr() {
        return sumPsnr / table.size();
    }

    /** The table, with the row of the means; called once, after all images. */
    ResultsTable table() {
        int rows = table.size();
        table.addRow();
        table.addValue("Image", "mean");
        table.addValue("Slice", "");
        addMeasures(sumMse / rows, sumPsnr / rows, sumSsim / rows);
        table.setDecimalPlaces(table.getColumnIndex("MSE"), mseDecimals(sumMse / rows));
        table.setDecimalPlaces(table.getColumnIndex("PSNR"), PSNR_DECIMALS);
        table.setDecimalPlaces(table.getColumnIndex("SSIM"), SSIM_DECIMALS);
        return table;
    }

    /** Four significant digits for any unit of the pixels; below what decimals can show, ImageJ's sign for exponents. */
    private static int mseDecimals(double mse) {
        if (mse == 0) return 1;
        int decimals = 3 - (int) Math.floor(Math.log10(mse));
        return decimals > 9 ? -4 : Math.max(1, decimals);
    }
}
