package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseModelsTest {

    private static final int WIDTH = 500;
    private static final int PIXELS = 300_000;

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSamePixels(NoiseKind kind) {
        NoiseModel model = NoiseModels.model(kind, 20, 3, 0, 255);
        float[] first = noisy(model, 100, 1);
        assertArrayEquals(first, noisy(model, 100, 1));
        assertArrayEquals(first, noisy(NoiseModels.model(kind, 20, 3, 0, 255), 100, 1));
    }

    @ParameterizedTest
    @EnumSource(names = "BLUR", mode = EnumSource.Mode.EXCLUDE)
    void otherSeedsGiveUnrelatedPixels(NoiseKind kind) {
        NoiseModel model = NoiseModels.model(kind, 20, 3, 0, 255);
        double[] interleaved = new double[2 * PIXELS];
        float[] first = noisy(model, 100, 1);
        float[] second = noisy(model, 100, 2);
        for (int i = 0; i < PIXELS; i++) {
            interleaved[2 * i] = first[i];
            interleaved[2 * i + 1] = second[i];
        }
        double correlation = Statistics.correlation(interleaved, 1);
        Statistics.assertClose(0, correlation, Math.sqrt(1.0 / (2 * PIXELS)), "correlation of two planes");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"BLUR", "MICROSCOPE"},
            mode = EnumSource.Mode.EXCLUDE)
    void neighboursAreUncorrelated(NoiseKind kind) {
        double[] sample = doubles(noisy(NoiseModels.model(kind, 20, 3, 0, 255), 100, 3));
        for (int lag : new int[] {1, 2, 3, 500, 512}) {
            Statistics.assertClose(0, Statistics.correlation(sample, lag), Math.sqrt(1.0 / PIXELS), "lag " + lag);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1,0,255", "5,0,255", "25,0,1", "55,0,65535", "25,-100,400", "300,0,255"})
    void gaussianLevelsAreDeviationsIn255thsOfTheRange(double level, double black, double white) {
        double variance = Math.pow(level * (white - black) / 255, 2);
        float value = (float) (black + (white - black) / 4);
        double[] sample = doubles(noisy(NoiseModels.model(NoiseKind.GAUSSIAN, level, 9, black, white), value, 4));
        Statistics.assertMean(value, variance, sample, "level " + level);
        Statistics.assertVariance(variance, 3 * variance * variance, sample, "level " + level);
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,255,30",
        "30,0,255,128",
        "30,0,1,0.01",
        "1000,100,4095,2000",
        "5,-50,50,20",
        "20,0,255,400",
        "0.5,0,1,1"
    })
    void poissonVarianceGrowsWithTheSignalAboveBlack(double photons, double black, double white, float value) {
        double gain = (white - black) / photons;
        double mean = (value - black) / gain;
        double[] sample = doubles(noisy(NoiseModels.model(NoiseKind.POISSON, photons, 9, black, white), value, 5));
        Statistics.assertMean(value, mean * gain * gain, sample, "value " + value);
        Statistics.assertVariance(
                mean * gain * gain, (mean + 3 * mean * mean) * Math.pow(gain, 4), sample, "value " + value);
    }

    @ParameterizedTest
    @CsvSource({"30,2,0,255,128", "30,0,0,255,128", "30,2,0,255,-20", "500,4,100,4095,300", "2,0.5,0,1,0.5"})
    void readNoiseAddsItsVariance(double photons, double readNoise, double black, double white, float value) {
        double gain = (white - black) / photons;
        double mean = Math.max(0, (value - black) / gain);
        double variance = mean + readNoise * readNoise;
        double[] sample = doubles(
                noisy(NoiseModels.model(NoiseKind.POISSON_GAUSSIAN, photons, readNoise, black, white), value, 6));
        Statistics.assertMean(black + mean * gain, variance * gain * gain, sample, "value " + value);
        // The fourth cumulant of a sum is the sum of the fourth cumulants: mean for Poisson, 0 for normal.
        double fourth = (mean + 3 * variance * variance) * Math.pow(gain, 4);
        Statistics.assertVariance(variance * gain * gain, fourth, sample, "value " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1, 10, 50, 99.9, 100})
    void saltAndPepperHitTheirShareHalfAndHalf(double percent) {
        float[] pixels = noisy(NoiseModels.model(NoiseKind.SALT_AND_PEPPER, percent, 0, -10, 20), 5, 7);
        double p = percent / 200;
        double error = Math.sqrt(p * (1 - p) * PIXELS);
        double[] counts = new double[3];
        for (float value : pixels) {
            assertTrue(value == -10 || value == 5 || value == 20, "a value of " + value);
            counts[value == -10 ? 0 : value == 20 ? 1 : 2]++;
        }
        Statistics.assertClose(p * PIXELS, counts[0], error, "pepper");
        Statistics.assertClose(p * PIXELS, counts[1], error, "salt");
        Statistics.assertClose((1 - 2 * p) * PIXELS, counts[2], Math.sqrt(2 * p * (1 - 2 * p) * PIXELS), "untouched");
    }

    @ParameterizedTest
    @CsvSource({"20,0,255,100", "5,0,1,0.5", "150,0,255,30", "30,32768,65535,40000", "10,0,255,-50", "50,0,255,0"})
    void speckleGrowsWithTheSignalAboveBlack(double percent, double black, double white, float value) {
        double deviation = percent / 100 * (value - black);
        double variance = deviation * deviation;
        double[] sample = doubles(noisy(NoiseModels.model(NoiseKind.SPECKLE, percent, 9, black, white), value, 9));
        Statistics.assertMean(value, variance, sample, percent + " %");
        Statistics.assertVariance(variance, 3 * variance * variance, sample, percent + " %");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1, 25, 45, 99.9, 100})
    void maskingHitsItsShare(double percent) {
        float[] pixels = noisy(NoiseModels.model(NoiseKind.MASKING, percent, 0, -10, 20), 5, 10);
        double p = percent / 100;
        long hit = 0;
        for (float value : pixels) {
            assertTrue(value == -10 || value == 5, "a value of " + value);
            if (value == -10) hit++;
        }
        Statistics.assertClose(p * PIXELS, hit, Math.sqrt(p * (1 - p) * PIXELS), "masked");
        double variance = 15 * 15 * p * (1 - p);
        double fourth = Math.pow(15, 4) * p * (1 - p) * (1 - 3 * p * (1 - p));
        Statistics.assertMean(5 - 15 * p, variance, doubles(pixels), percent + " %");
        if (p > 0 && p < 1) Statistics.assertVariance(variance, fourth, doubles(pixels), percent + " %");
    }

    @ParameterizedTest
    @EnumSource(names = {"SALT_AND_PEPPER", "MASKING"})
    void theChannelsOfAPixelAreHitEachByItself(NoiseKind kind) {
        float[] pixels = new float[PIXELS];
        Arrays.fill(pixels, 0.5f);
        NoiseModels.model(kind, 40, 0, 0, 1).apply(pixels, WIDTH, PIXELS / 3 / WIDTH, 3, Seeds.random(11, 0));
        int both = 0;
        for (int i = 0; i < PIXELS; i += 3) if (pixels[i] != 0.5f && pixels[i + 1] != 0.5f) both++;
        Statistics.assertClose(0.16 * PIXELS / 3, both, Math.sqrt(0.16 * 0.84 * PIXELS / 3), "two channels hit");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"BLUR", "MICROSCOPE"},
            mode = EnumSource.Mode.EXCLUDE)
    void noiseOfEveryKindIsOfValuesNotOfShapes(NoiseKind kind) {
        float[] square = ramp();
        float[] colours = ramp();
        NoiseModel model = NoiseModels.model(kind, 20, 3, 0, 255);
        model.apply(square, 30, 20, 1, Seeds.random(3, 0));
        model.apply(colours, 20, 10, 3, Seeds.random(3, 0));
        assertArrayEquals(square, colours);
    }

    private static float[] ramp() {
        float[] pixels = new float[600];
        for (int i = 0; i < pixels.length; i++) pixels[i] = i % 256;
        return pixels;
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, -1000})
    void valuesBelowBlackHaveNoPhotons(float value) {
        for (float pixel : noisy(NoiseModels.model(NoiseKind.POISSON, 30, 0, 0, 255), value, 8))
            assertEquals(0f, pixel);
    }

    @Test
    void gaussianLevelZeroChangesNothing() {
        float[] image = {1.5f, -3, 1e30f, 0};
        float[] pixels = image.clone();
        NoiseModels.model(NoiseKind.GAUSSIAN, 0, 0, 0, 255).apply(pixels, 2, 2, 1, new SplittableRandom(1));
        assertArrayEquals(image, pixels);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SALT_AND_PEPPER", "MASKING", "BLUR"},
            mode = EnumSource.Mode.EXCLUDE)
    void unknownPixelsStayUnknownAndSpoilNoOthers(NoiseKind kind) {
        float[] pixels = {Float.NaN, 100, Float.POSITIVE_INFINITY, 50};
        NoiseModels.model(kind, 20, 3, 0, 255).apply(pixels, 2, 2, 1, new SplittableRandom(1));
        assertTrue(Float.isNaN(pixels[0]));
        assertEquals(Float.POSITIVE_INFINITY, pixels[2]);
        assertTrue(Float.isFinite(pixels[1]) && Float.isFinite(pixels[3]));
    }

    private static float[] noisy(NoiseModel model, float value, long seed) {
        float[] pixels = new float[PIXELS];
        Arrays.fill(pixels, value);
        model.apply(pixels, WIDTH, PIXELS / WIDTH, 1, Seeds.random(seed, 0));
        return pixels;
    }

    private static double[] doubles(float[] pixels) {
        double[] values = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) values[i] = pixels[i];
        return values;
    }
}
