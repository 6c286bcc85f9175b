package org.denoiser.command;

import ij.process.ColorProcessor;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.denoiser.image.PlaneListener;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.ValueScaling;
import org.denoiser.metric.Metrics;
import org.denoiser.metric.Ssim;

/**
 * Pieces of images beside the same pieces of their originals, as pictures with PSNR and SSIM. All pictures of a column have the same
 * black and white. Not thread-safe.
 */
final class Comparison {
    /** By how much differences are brightened. */
    private static final int DIFFERENCE_GAIN = 2;

    private static final List<String> NAMES = List.of("original", "noisy", "denoised");
    private static final int ORIGINAL = 0;
    private static final int OPAQUE = 0xFF;

    private final double givenRange;
    private final ScalingRule display;
    private final boolean difference;
    private final double[] psnr = new double[NAMES.size()];
    private final double[] ssim = new double[NAMES.size()];
    private List<Planes> images;
    private List<ValueScaling> scalings;
    private double range;
    private int count;

    /**
     * @param range the range of values of PSNR and SSIM, or NaN for that of each original
     * @param display which values are black and white, by the first image of each set
     * @param difference whether there is a row of differences
     */
    Comparison(double range, ScalingRule display, boolean difference) {
        this.givenRange = range;
        this.display = display;
        this.difference = difference;
    }

    /**
     * Takes the next set of images.
     *
     * @param images original, noisy and denoised, null where one is missing; the same ones in all sets
     */
    void take(List<Planes> images, PlaneListener listener) {
        this.images = images;
        scalings = display.scalings(images.get(first()), listener);
        Planes original = images.get(ORIGINAL);
        if (original != null) range = Double.isNaN(givenRange) ? Evaluation.range(original) : givenRange;
    }

    private int first() {
        return images.get(ORIGINAL) == null ? 1 : ORIGINAL;
    }

    private int last() {
        return images.get(2) == null ? 1 : 2;
    }

    /** Names of the rows of the set taken last. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) if (images.get(i) != null) rows.add(NAMES.get(i));
        if (difference) rows.add("difference x" + DIFFERENCE_GAIN);
        return rows;
    }

    /** The column of a piece of a plane: a cell for each of {@link #rows}. */
    List<Montage.Cell> column(int plane, Rectangle piece) {
        count++;
        List<Montage.Cell> cells = new ArrayList<>();
        float[][][] pieces = new float[NAMES.size()][][];
        for (int i = 0; i < pieces.length; i++) {
            if (images.get(i) == null) continue;
            pieces[i] = read(images.get(i), plane, piece);
            ColorProcessor picture = picture(pieces[i], plane, piece);
            boolean judged = i != ORIGINAL && pieces[ORIGINAL] != null;
            cells.add(new Montage.Cell(picture, judged ? figures(i, pieces, piece) : new String[0]));
        }
        if (difference) {
            cells.add(new Montage.Cell(difference(pieces[last()], pieces[first()], plane, piece)));
        }
        return cells;
    }

    private static float[][] read(Planes planes, int plane, Rectangle piece) {
        float[][] components = new float[planes.components()][piece.width * piece.height];
        for (int component = 0; component < components.length; component++) {
            float[] whole = planes.read(plane, component);
            for (int y = 0; y < piece.height; y++) {
                int from = (piece.y + y) * planes.width() + piece.x;
                System.arraycopy(whole, from, components[component], y * piece.width, piece.width);
            }
        }
        return components;
    }

    private String[] figures(int row, float[][][] pieces, Rectangle piece) {
        double mse = 0;
        double similarity = 0;
        int components = pieces[row].length;
        for (int i = 0; i < components; i++) {
            mse += Metrics.mse(pieces[row][i], pieces[ORIGINAL][i]) / components;
            similarity +=
                    Ssim.of(range).mean(pieces[row][i], pieces[ORIGINAL][i], piece.width, piece.height) / components;
        }
        double decibel = Metrics.psnr(mse, range);
        psnr[row] += decibel;
        ssim[row] += similarity;
        return new String[] {"PSNR " + decibel(decibel), String.format(Locale.ROOT, "SSIM %.3f", similarity)};
    }

    private static String decibel(double value) {
        return Double.isInfinite(value) ? "infinite" : String.format(Locale.ROOT, "%.2f", value);
    }

    private ColorProcessor picture(float[][] components, int plane, Rectangle piece) {
        ValueScaling scaling = scalings.get(images.get(first()).channelOf(plane));
        float[][] shown = new float[components.length][];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = components[i].clone();
            scaling.apply(shown[i]);
        }
        return paint(shown, piece);
    }

    /** Grey where both are the same. */
    private ColorProcessor difference(float[][] image, float[][] other, int plane, Rectangle piece) {
        double gain = scalings.get(images.get(first()).channelOf(plane)).gain();
        float[][] shown = new float[image.length][piece.width * piece.height];
        for (int i = 0; i < shown.length; i++) {
            for (int p = 0; p < shown[i].length; p++) {
                shown[i][p] = (float) (0.5 + DIFFERENCE_GAIN * gain * (image[i][p] - other[i][p]));
            }
        }
        return paint(shown, piece);
    }

    /** @param components one or three, 0 black and 1 white */
    private static ColorProcessor paint(float[][] components, Rectangle piece) {
        int[] pixels = new int[piece.width * piece.height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = OPAQUE;
            for (int c = 0; c < 3; c++) {
                float value = components[components.length == 3 ? c : 0][i];
                pixels[i] = pixels[i] << 8 | Math.round(255 * Math.max(0, Math.min(1, value)));
            }
        }
        return new ColorProcessor(piece.width, piece.height, pixels);
    }

    /** How many pictures, and the means of their figures. */
    String report() {
        StringBuilder text = new StringBuilder("Compared " + count + (count == 1 ? " picture" : " pictures"));
        for (int i = 0; i < NAMES.size(); i++) {
            if (i == ORIGINAL || images.get(ORIGINAL) == null || images.get(i) == null) continue;
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s: mean PSNR %s dB, SSIM %.4f",
                    NAMES.get(i),
                    decibel(psnr[i] / count),
                    ssim[i] / count));
        }
        return text.toString();
    }
}
