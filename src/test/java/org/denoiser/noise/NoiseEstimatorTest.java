package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Noise of known parameters is found again, on a synthetic scene and on a real image. */
class NoiseEstimatorTest {
    private static final int SIDE = 256;

    /** Smooth hills from 40 to 200 and sharp discs. */
    private static float[] scene() {
        float[] plane = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double hills = 110 + 60 * Math.sin(x / 31.0) * Math.cos(y / 23.0);
                boolean disc = Math.hypot(x % 64 - 32, y % 64 - 32) < 12;
                plane[y * SIDE + x] = (float) (hills + (disc ? 30 : 0));
            }
        }
        return plane;
    }

    private static float[] white(float[] clean, double sigma, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] noisy = clean.clone();
        for (int i = 0; i < noisy.length; i++) noisy[i] += (float) (sigma * Normal.sample(random));
        return noisy;
    }

    private static NoiseEstimate estimate(float[] plane, NoiseAssumption assumption) {
        return NoiseEstimator.estimate(plane, SIDE, SIDE, assumption);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10, 25, 50, 100})
    void strengthOfWhiteNoiseIsFound(double sigma) {
        NoiseEstimate noise = estimate(white(scene(), sigma, 3), NoiseAssumption.AUTO);
        assertTrue(noise.spectrum().isWhite(), noise.toString());
        assertEquals(sigma, Math.sqrt(noise.variance(110)), 0.06 * sigma, noise.toString());
    }

    @ParameterizedTest
    @CsvSource({"1e-6, 0", "1e6, 1e7", "1, -3e4"})
    void unitsOfTheImageDoNotMatter(double factor, double shift) {
        float[] plane = white(scene(), 20, 8);
        double expected = Math.sqrt(estimate(plane, NoiseAssumption.GAUSSIAN).variance(0));
        for (int i = 0; i < plane.length; i++) plane[i] = (float) (plane[i] * factor + shift);
        double found = Math.sqrt(estimate(plane, NoiseAssumption.GAUSSIAN).variance(0));
        assertEquals(expected * factor, found, 0.02 * expected * factor);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 30", "8, 200"})
    void gainAndOffsetAreFound(double gain, double offset) {
        float[] plane = scene();
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (float)
                    (gain * Poisson.sample(plane[i] / gain, random) + Math.sqrt(offset) * Normal.sample(random));
        }
        NoiseEstimate noise = estimate(plane, NoiseAssumption.AUTO);
        assertTrue(noise.spectrum().isWhite(), noise.toString());
        for (double value : new double[] {60, 110, 180}) {
            double truth = gain * value + offset;
            assertEquals(truth, noise.variance(value), 0.2 * truth, value + ": " + noise);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {8, 16, 30})
    void correlationIsFound(double sigma) {
        float[] grain = blurred(white(new float[SIDE * SIDE], 1, 11));
        float[] plane = scene();
        double scale = sigma / Math.sqrt(36 / 256.0);
        // steep slopes all over a plane cannot be told from correlated noise
        for (int i = 0; i < plane.length; i++) plane[i] = (float) (90 + 0.2 * plane[i] + scale * grain[i]);
        NoiseEstimate noise = estimate(plane, NoiseAssumption.AUTO);
        assertFalse(noise.spectrum().isWhite(), noise.toString());
        assertEquals(sigma, Math.sqrt(noise.variance(110)), 0.15 * sigma, noise.toString());
        assertEquals(2.0 / 3, noise.spectrum().correlation(1, 0), 0.1);
        assertEquals(2.0 / 3, noise.spectrum().correlation(0, -1), 0.1);
        assertEquals(1.0 / 6, noise.spectrum().correlation(-2, 0), 0.12);
    }

    /** With the binomial weights 1/4, 1/2, 1/4 both ways, around the borders; white noise keeps 36/256 of its variance. */
    private static float[] blurred(float[] plane) {
        float[] out = new float[plane.length];
        int[] weights = {1, 2, 1};
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int at = Math.floorMod(y + dy, SIDE) * SIDE + Math.floorMod(x + dx, SIDE);
                        sum += weights[dy + 1] * weights[dx + 1] * plane[at];
                    }
                }
                out[y * SIDE + x] = sum / 16;
            }
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(doubles = {15, 25, 40})
    void strengthIsFoundOnARealImage(double sigma) {
        ImagePlus image = IJ.openImage("samples/maize.tif");
        float[] clean = (float[]) image.getProcessor().convertToFloatProcessor().getPixels();
        NoiseEstimate noise = NoiseEstimator.estimate(
                white(clean, sigma, 4), image.getWidth(), image.getHeight(), NoiseAssumption.GAUSSIAN);
        assertEquals(sigma, Math.sqrt(noise.variance(100)), 0.12 * sigma, noise.toString());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "2, 3", "7, 7", "15, 40", "16, 16", "300, 5"})
    void smallPlanesHaveAnEstimate(int width, int height) {
        float[] plane = white(new float[width * height], 10, 5);
        for (NoiseAssumption assumption : NoiseAssumption.values()) {
            NoiseEstimate noise = NoiseEstimator.estimate(plane, width, height, assumption);
            assertTrue(noise.variance(0) >= 0 && noise.variance(0) < 10_000, noise.toString());
        }
    }

    @Test
    void aConstantPlaneHasNoNoise() {
        float[] plane = new float[SIDE * SIDE];
        Arrays.fill(plane, 42f);
        for (NoiseAssumption assumption : NoiseAssumption.values()) {
            assertTrue(estimate(plane, assumption).isNone());
        }
    }
}
