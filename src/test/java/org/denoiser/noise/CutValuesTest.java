package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutValuesTest {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 200;

    /** Waves from {@code least} to {@code most} with white noise. */
    private static float[] plane(double least, double most, double sigma) {
        Random random = new Random(8);
        float[] values = new float[WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            double wave = 0.5 + 0.25 * (Math.sin(i % WIDTH / 31.0) + Math.cos(i / WIDTH / 23.0));
            values[i] = (float) (least + (most - least) * wave + sigma * random.nextGaussian());
        }
        return values;
    }

    private static float[] cut(float[] values, double least, double most, boolean rounded) {
        float[] cut = values.clone();
        for (int i = 0; i < cut.length; i++) {
            double value = Math.max(least, Math.min(most, cut[i]));
            cut[i] = (float) (rounded ? Math.rint(value) : value);
        }
        return cut;
    }

    private static CutValues found(float[] plane) {
        return CutValues.of(plane, WIDTH, HEIGHT, NoiseEstimator.estimate(plane, WIDTH, HEIGHT, NoiseAssumption.AUTO));
    }

    private static double share(float[] plane, float value) {
        int count = 0;
        for (float v : plane) if (v == value) count++;
        return 100.0 * count / plane.length;
    }

    @ParameterizedTest
    @CsvSource({
        "-20, 120, 20, 0, 255, true",
        "0, 120, 20, 0, 255, true",
        "0, 120, 20, 0, 255, false",
        "-0.1, 0.9, 0.15, 0, 2, false",
        "80, 900, 60, 100, 65535, true",
    })
    void shareOfTheLowestValueIsTold(double least, double most, double sigma, float low, double high, boolean rounded) {
        float[] plane = cut(plane(least, most, sigma), low, high, rounded);
        double share = share(plane, low);
        assertTrue(share > 1, "some are cut off");
        String text = found(plane).toString();
        assertTrue(text.endsWith(" % of the values cut off at " + (long) low), text);
        assertEquals(share, Double.parseDouble(text.split(" ")[0]), 0.06 * share);
        assertEquals(share / 100, found(plane).share(), 1e-9);
    }

    @Test
    void bothEndsAreTold() {
        String text = found(cut(plane(10, 245, 25), 0, 255, true)).toString();
        assertTrue(text.matches("[0-9.]+ % of the values cut off at 0 and [0-9.]+ % at 255"), text);
    }

    @ParameterizedTest
    @CsvSource({"-20, 120, 20", "0, 1, 0.2", "100, 110, 30", "0, 255, 0"})
    void whatEndsByItselfIsNotCutOff(double least, double most, double sigma) {
        assertEquals("", found(plane(least, most, sigma)).toString());
        assertEquals(
                "", found(cut(plane(least, most, sigma), -1e6, 1e6, sigma > 2)).toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.4, 1, 3, 20})
    void countsOfFewPhotonsAreNotCutOff(double photons) {
        float[] plane = new float[WIDTH * HEIGHT];
        Arrays.fill(plane, (float) photons);
        NoiseModels.model(NoiseKind.POISSON, 1, 0, 0, 1)
                .apply(plane, WIDTH, HEIGHT, 1, new java.util.SplittableRandom(3));
        assertEquals("", found(plane).toString());
    }

    @Test
    void bordersWithoutAnImageAreNotCutOff() {
        float[] plane = plane(60, 200, 10);
        for (int y = 0; y < HEIGHT; y++) Arrays.fill(plane, y * WIDTH, y * WIDTH + 40, 0);
        assertEquals("", found(plane).toString());
    }

    @Test
    void saltAndPepperIsNotCutOff() {
        float[] plane = cut(plane(70, 180, 4), 0, 255, true);
        Random random = new Random(2);
        for (int i = 0; i < plane.length; i++) if (random.nextInt(20) == 0) plane[i] = random.nextBoolean() ? 0 : 255;
        assertEquals("", found(plane).toString());
    }

    @Test
    void constantPlanesHaveNone() {
        assertEquals(0, found(new float[WIDTH * HEIGHT]).share());
    }
}
