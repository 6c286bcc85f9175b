package org.denoiser.command;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.ResultsTable;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.denoiser.model.EpochRow;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.TrainingRecord;

/**
 * The figures of a training over its epochs, as a picture and as a table. Draws without a display. Figures that were not taken are
 * gaps. Stateless.
 */
final class Curves {
    static final Color TRAINING = new Color(0x1F, 0x77, 0xB4);
    static final Color VALIDATION = new Color(0xD6, 0x27, 0x28);
    private static final Color KEPT = new Color(0x2C, 0xA0, 0x2C);
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    /** Up to so many epochs each is marked by a dot, too. */
    private static final int MOST_MARKED = 60;

    private Curves() {}

    /**
     * Draws training and validation loss, on a logarithmic scale unless a loss is 0 or less; the epoch whose weights were kept is
     * marked by a vertical line.
     *
     * @param title of the picture
     * @return an RGB image; null if no epoch was recorded
     */
    static ImagePlus picture(String title, TrainingRecord record) {
        List<EpochRow> rows = record.epochs();
        if (rows.isEmpty()) {
            return null;
        }
        Plot plot = newPlot(title, "Loss");
        double[] epochs = column(rows, EpochRow::epoch);
        double[] training = column(rows, EpochRow::trainingLoss);
        double[] validation = column(rows, EpochRow::validationLoss);
        Limits limits = new Limits(true);
        limits.add(training);
        limits.add(validation);
        limits.apply(plot, epochs[0], epochs[epochs.length - 1]);
        record.best().ifPresent(best -> {
            plot.setColor(KEPT);
            plot.setLineWidth(1);
            double[] place = {best.epoch(), best.epoch()};
            plot.add("line", place, new double[] {limits.low(), limits.high()});
        });
        addCurve(plot, epochs, training, TRAINING);
        addCurve(plot, epochs, validation, VALIDATION);
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        String kept = record.best().isPresent() ? "Kept: epoch " + record.bestEpoch() + "\n" : "";
        plot.addLegend(kept + "Training\nValidation", "Auto");
        return image(title, plot);
    }

    /** Attaches the curves of a training to its package, as {@code curves.png} and {@code curves.csv}; nothing without epochs. */
    static void attach(ModelPackage.Builder model, String name, TrainingRecord record) {
        ImagePlus picture = picture("Training of " + name, record);
        if (picture != null) {
            model.attachment("curves.png", png(picture))
                    .attachment("curves.csv", TableFile.bytes(table(record.epochs())));
        }
    }

    static Plot newPlot(String title, String figure) {
        Plot plot = new Plot(title, "Epoch", figure, Plot.DEFAULT_FLAGS);
        plot.setSize(WIDTH, HEIGHT);
        return plot;
    }

    /** Adds a line, with a dot an epoch where there are few. */
    static void addCurve(Plot plot, double[] epochs, double[] figures, Color color) {
        plot.setColor(color, color);
        plot.setLineWidth(2);
        plot.add(epochs.length > MOST_MARKED ? "line" : "connected circle", epochs, figures);
    }

    static ImagePlus image(String title, Plot plot) {
        // that of the frame
        plot.setLineWidth(1);
        return new ImagePlus(title, plot.getProcessor().convertToRGB());
    }

    static double[] column(List<EpochRow> rows, ToDoubleFunction<EpochRow> figure) {
        return rows.stream().mapToDouble(figure).toArray();
    }

    /** Every figure of every epoch, a row an epoch; a figure that an epoch lacks is NaN, one that all lack has no column. */
    static ResultsTable table(List<EpochRow> rows) {
        ResultsTable table = new ResultsTable();
        table.showRowNumbers(false);
        for (EpochRow row : rows) {
            table.addRow();
            table.addValue("Epoch", row.epoch());
            table.addValue("Step", row.step());
            table.addValue("Training loss", row.trainingLoss());
            table.addValue("Validation loss", row.validationLoss());
            add(table, rows, "Validation MSE", row, epoch -> epoch.validation().mse());
            add(table, rows, "Validation PSNR", row, EpochRow::validationPsnr);
            add(table, rows, "Validation SSIM", row, epoch -> epoch.validation().ssim());
            add(table, rows, "Validation accuracy", row, epoch -> epoch.validation()
                    .accuracy());
            table.addValue("Rate", row.rate());
            table.addValue("Seconds", row.seconds());
        }
        return table;
    }

    /** Adds a figure unless no epoch has it. */
    private static void add(
            ResultsTable table, List<EpochRow> rows, String heading, EpochRow row, ToDoubleFunction<EpochRow> figure) {
        if (rows.stream().anyMatch(epoch -> Double.isFinite(figure.applyAsDouble(epoch)))) {
            table.addValue(heading, figure.applyAsDouble(row));
        }
    }

    /** The picture of {@link #picture} as the content of a PNG file. */
    static byte[] png(ImagePlus picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // In memory: the streams with files that Java takes by itself cannot be made while it shuts down, when a
        // training is saved.
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(picture.getBufferedImage(), "png", stream);
        } catch (IOException e) {
            throw new IllegalStateException("Java cannot write PNG", e);
        }
        return out.toByteArray();
    }

    /** The span of the figures that can be drawn. */
    static final class Limits {
        private final boolean wantsLog;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        /** @param wantsLog whether the scale is to be logarithmic if all figures are above 0 */
        Limits(boolean wantsLog) {
            this.wantsLog = wantsLog;
        }

        void add(double... figures) {
            for (double figure : figures) {
                if (Double.isFinite(figure)) {
                    least = Math.min(least, figure);
                    most = Math.max(most, figure);
                }
            }
        }

        private boolean isLog() {
            return wantsLog && least > 0;
        }

        double low() {
            if (!(least <= most)) return 0;
            return isLog() ? least / Math.pow(span(), 0.05) : least - 0.05 * span();
        }

        double high() {
            if (!(least <= most)) return 1;
            return isLog() ? most * Math.pow(span(), 0.05) : most + 0.05 * span();
        }

        /** Ratio or difference of the ends; never that of a single figure, around which an axis needs room. */
        private double span() {
            if (isLog()) return Math.max(most / least, 2);
            return most > least ? most - least : Math.max(1, Math.abs(most));
        }

        /** Sets the axes of a plot. */
        void apply(Plot plot, double firstEpoch, double lastEpoch) {
            plot.setLimits(firstEpoch - 0.5, lastEpoch + 0.5, low(), high());
            if (isLog() && least <= most) plot.setAxisYLog(true);
        }
    }
}
