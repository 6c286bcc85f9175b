package org.denoiser.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.Locale;
import org.denoiser.image.Planes;
import org.denoiser.metric.Residual;
import org.denoiser.noise.HotPixels;
import org.denoiser.noise.NoiseAssumption;
import org.denoiser.noise.NoiseEstimate;
import org.denoiser.noise.NoiseEstimator;

/**
 * A table of what can be said of images without a truth, a row for each component of each plane: the noise that is found, and, where
 * there is the image before denoising, what was taken from it. Not thread-safe.
 */
final class BlindEvaluation {
    private final Progress progress;
    private final ResultsTable table = new ResultsTable();

    BlindEvaluation(Progress progress) {
        this.progress = progress;
        table.showRowNumbers(false);
    }

    /**
     * Adds the rows of an image.
     *
     * @param before the same image before it was denoised, or null
     * @throws IllegalArgumentException if the sizes differ or pixels are not finite
     */
    void add(ImagePlus image, ImagePlus before) {
        progress.status(image.getTitle());
        Planes after = Planes.of(image);
        Planes noisy = before == null ? null : Planes.of(before);
        if (noisy != null) Evaluation.requireSameSize("noisy", noisy, after);
        after.requireFinite((done, total) -> progress.checkCancelled());
        if (noisy != null) noisy.requireFinite((done, total) -> progress.checkCancelled());
        for (int plane = 0; plane < after.count(); plane++) {
            for (int component = 0; component < after.components(); component++) {
                progress.checkCancelled();
                table.addRow();
                table.addValue("Image", image.getTitle());
                table.addValue("Slice", plane + 1);
                if (after.components() > 1) table.addValue("Component", component + 1);
                addMeasures(after, noisy, plane, component);
            }
            if (after.count() > 1) progress.progress(plane + 1L, after.count());
        }
    }

    private void addMeasures(Planes after, Planes noisy, int plane, int component) {
        float[] values = after.read(plane, component);
        int width = after.width();
        int height = after.height();
        if (noisy == null) {
            NoiseEstimate noise = addNoise("Noise", values, width, height, NoiseAssumption.AUTO);
            table.addValue("Gain", noise.gain());
            table.addValue("Noise right", noise.isNone() ? 0 : noise.spectrum().correlation(1, 0));
            table.addValue("Noise down", noise.isNone() ? 0 : noise.spectrum().correlation(0, 1));
            table.addValue("Hot pixels", HotPixels.count(values, width, height, noise));
            return;
        }
        float[] before = noisy.read(plane, component);
        Residual taken = Residual.of(before, values, width);
        NoiseEstimate noise = addNoise("Noise before", before, width, height, NoiseAssumption.AUTO);
        addNoise("Noise left", values, width, height, kind(noise));
        table.addValue("Taken", taken.deviation());
        table.addValue("Mean taken", taken.mean());
        table.addValue("Taken right", taken.correlationRight());
        table.addValue("Taken down", taken.correlationDown());
        table.addValue("Noise right", noise.isNone() ? 0 : noise.spectrum().correlation(1, 0));
        table.addValue("Noise down", noise.isNone() ? 0 : noise.spectrum().correlation(0, 1));
    }

    /** What is left of noise is of its kind; a slope of the image itself would pass for noise of another one. */
    private static NoiseAssumption kind(NoiseEstimate noise) {
        if (noise.isNone()) return NoiseAssumption.GAUSSIAN;
        if (!noise.spectrum().isWhite()) return NoiseAssumption.CORRELATED;
        return noise.gain() > 0 ? NoiseAssumption.POISSON_GAUSSIAN : NoiseAssumption.GAUSSIAN;
    }

    /** Adds the standard deviation of the noise at the plane's mean value. */
    private NoiseEstimate addNoise(String column, float[] values, int width, int height, NoiseAssumption assumption) {
        NoiseEstimate noise = NoiseEstimator.estimate(values, width, height, assumption);
        double mean = 0;
        for (float value : values) mean += (double) value / values.length;
        table.addValue(column, Math.sqrt(noise.variance(mean)));
        return noise;
    }

    ResultsTable table() {
        for (int column = 0; column <= table.getLastColumn(); column++) {
            String name = String.valueOf(table.getColumnHeading(column)).toLowerCase(Locale.ROOT);
            if (name.contains("noise") || name.contains("taken") || name.contains("gain")) {
                table.setDecimalPlaces(column, 4);
            }
        }
        return table;
    }
}
