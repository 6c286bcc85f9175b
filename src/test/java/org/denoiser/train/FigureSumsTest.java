package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.denoiser.architecture.Loss;
import org.denoiser.metric.Metrics;
import org.denoiser.metric.Ssim;
import org.denoiser.model.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of many patches are those of all their pixels together. */
class FigureSumsTest {
    private static float[] values(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = 0.01f + 0.98f * random.nextFloat();
        return values;
    }

    private static Figures figures(Loss loss, float[] images, float[] targets, int side, int channels) {
        FigureSums sums = new FigureSums(loss, side, channels, Long.MAX_VALUE);
        sums.add(images, targets, images.length / (side * side * channels));
        return sums.figures(true);
    }

    @ParameterizedTest
    @CsvSource({"7, 1, 5", "16, 1, 3", "28, 3, 4", "12, 4, 1"})
    void theyAreThoseOfThePackageMetric(int side, int channels, int count) {
        int area = side * side;
        float[] images = values(count * area * channels, 1);
        float[] targets = values(count * area * channels, 2);
        Figures figures = figures(Loss.MSE, images, targets, side, channels);
        double mse = Metrics.mse(images, targets);
        assertEquals(mse, figures.loss(), 1e-12);
        assertEquals(mse, figures.mse(), 1e-12);
        assertEquals(Metrics.psnr(mse, 1), figures.psnr(), 1e-9);
        double ssim = 0;
        for (int plane = 0; plane < count * channels; plane++) {
            ssim += Ssim.of(1)
                    .mean(plane(images, plane, area, channels), plane(targets, plane, area, channels), side, side);
        }
        assertEquals(ssim / count / channels, figures.ssim(), 1e-12);
        assertEquals(channels == 1, Double.isNaN(figures.accuracy()), "grey pixels have no strongest channel");
    }

    private static float[] plane(float[] values, int plane, int area, int channels) {
        float[] pixels = new float[area];
        for (int i = 0; i < area; i++) pixels[i] = values[(plane / channels * area + i) * channels + plane % channels];
        return pixels;
    }

    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"MSE", "L1", "BCE"})
    void theLossIsTheMeanOfItsFormula(Loss loss) {
        float[] images = values(64, 3);
        float[] targets = values(64, 4);
        double sum = 0;
        for (int i = 0; i < 64; i++) {
            double o = images[i];
            double t = targets[i];
            sum += loss == Loss.MSE
                    ? (o - t) * (o - t)
                    : loss == Loss.L1 ? Math.abs(o - t) : -t * Math.log(o) - (1 - t) * Math.log(1 - o);
        }
        assertEquals(sum / 64, figures(loss, images, targets, 4, 1).loss(), 1e-12);
    }

    /** A patch without any target is not one of them, and one with a few is judged by these. */
    @Test
    void theLogarithmicLossIsTheMeanOverPatches() {
        float[] images = values(3 * 64, 3);
        float[] targets = values(3 * 64, 4);
        Arrays.fill(targets, 0, 64, Float.NaN);
        Arrays.fill(targets, 70, 100, Float.NaN);
        double sum = 0;
        for (int patch = 1; patch < 3; patch++) {
            double squares = 0;
            int counted = 0;
            for (int i = patch * 64; i < (patch + 1) * 64; i++) {
                if (!Float.isNaN(targets[i])) {
                    squares += Math.pow((double) images[i] - targets[i], 2);
                    counted++;
                }
            }
            sum += Math.log(1 + squares / counted / 1e-5);
        }
        assertEquals(sum / 2, figures(Loss.LOG, images, targets, 8, 1).loss(), 1e-9);
    }

    @Test
    void theAccuracyIsTheShareOfPixelsWithTheSameStrongestChannel() {
        float[] targets = {1, 0, 0, 0, 1, 0, 0, 0, 1, .2f, .3f, .1f};
        float[] images = {.5f, .4f, .4f, .9f, .8f, 0, 0, .1f, .2f, .2f, .3f, .1f};
        assertEquals(0.75, figures(Loss.MSE, images, targets, 2, 3).accuracy());
    }

    /** As if the pixels were not there: every figure that a pixel has by itself is that of the remaining ones. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void targetsThatAreNaNDoNotCount(int channels) {
        int side = 8;
        float[] images = values(2 * side * side * channels, 5);
        float[] targets = values(images.length, 6);
        Figures second = figures(
                Loss.L1,
                Arrays.copyOfRange(images, images.length / 2, images.length),
                Arrays.copyOfRange(targets, images.length / 2, images.length),
                side,
                channels);
        Arrays.fill(targets, 0, images.length / 2, Float.NaN);
        assertEquals(second, figures(Loss.L1, images, targets, side, channels));
        images[0] = Float.NaN;
        assertEquals(second, figures(Loss.L1, images, targets, side, channels), "whatever the network gave there");
    }

    @Test
    void withoutTheTruthThereIsOnlyTheLoss() {
        FigureSums sums = new FigureSums(Loss.MSE, 4, 3, Long.MAX_VALUE);
        sums.add(values(48, 1), values(48, 2), 1);
        Figures figures = sums.figures(false);
        assertTrue(figures.loss() > 0);
        assertEquals(Figures.of(figures.loss(), Double.NaN, Double.NaN, Double.NaN, Double.NaN), figures);
    }

    @Test
    void theSimilarityIsOfTheFirstPatchesAlone() {
        float[] images = values(3 * 64, 1);
        float[] targets = values(3 * 64, 2);
        FigureSums bounded = new FigureSums(Loss.MSE, 8, 1, 65);
        bounded.add(images, targets, 3);
        FigureSums two = new FigureSums(Loss.MSE, 8, 1, Long.MAX_VALUE);
        two.add(images, targets, 2);
        assertEquals(two.figures(true).ssim(), bounded.figures(true).ssim());
        assertEquals(Metrics.mse(images, targets), bounded.figures(true).mse(), 1e-12);
    }

    @Test
    void anOutputThatIsNotFiniteLeavesNoFigure() {
        float[] images = values(64, 1);
        images[5] = Float.NaN;
        Figures figures = figures(Loss.BCE, images, values(64, 2), 8, 1);
        assertEquals(Figures.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN), figures);
    }
}
