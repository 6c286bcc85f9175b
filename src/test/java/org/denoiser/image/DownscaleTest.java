package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownscaleTest {

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.25, 2, 2.5, 3, 3.7, 4, 100})
    void constantsStayAndRampsStayRamps(double factor) {
        Downscale downscale = Downscale.by(factor);
        int[][] sizes = {{1, 1}, {1, 9}, {17, 1}, {31, 22}, {40, 40}};
        for (int[] size : sizes) {
            float[] constant = new float[size[0] * size[1]];
            Arrays.fill(constant, 7.25f);
            for (float value : downscale.apply(constant, size[0], size[1])) assertEquals(7.25f, value, 1e-5);
            float[] ramp = new float[size[0] * size[1]];
            for (int i = 0; i < ramp.length; i++) ramp[i] = i % size[0] + 2 * (i / size[0]);
            float[] shrunk = downscale.apply(ramp, size[0], size[1]);
            int width = downscale.length(size[0]);
            assertEquals(width * downscale.length(size[1]), shrunk.length);
            for (int i = 0; i < shrunk.length; i++) {
                assertEquals(mean(i % width, factor, size[0]) + 2 * mean(i / width, factor, size[1]), shrunk[i], 1e-4);
            }
        }
    }

    /** The mean of the ramp whose pixel i is flat at i, over the span of a new pixel. */
    private static double mean(int index, double factor, int length) {
        double start = index * factor;
        double end = Math.min(length, start + factor);
        return (integral(end) - integral(start)) / (end - start);
    }

    private static double integral(double x) {
        double whole = Math.floor(x);
        return whole * (whole - 1) / 2 + (x - whole) * whole;
    }

    @Test
    void wholeFactorsAverageBlocks() {
        float[] plane = {1, 3, 10, 5, 7, 20, 0, 0, 0};
        assertArrayEquals(new float[] {4}, Downscale.by(2).apply(plane, 3, 3));
        assertArrayEquals(new float[] {46f / 9}, Downscale.by(3).apply(plane, 3, 3), 1e-6f);
        assertArrayEquals(plane, Downscale.by(1).apply(plane, 3, 3));
    }

    @Test
    void noiseFallsByTheFactor() {
        Random random = new Random(2);
        float[] noise = new float[300 * 300];
        for (int i = 0; i < noise.length; i++) noise[i] = (float) random.nextGaussian();
        float[] shrunk = Downscale.by(3).apply(noise, 300, 300);
        double sum = 0;
        for (float value : shrunk) sum += value * value;
        assertEquals(1 / 3.0, Math.sqrt(sum / shrunk.length), 0.02);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7, 49})
    void lengthsThatDivideAreNotLostToRounding(int n) {
        assertEquals(n, Downscale.by(0.1 * 30).length(3 * n));
        assertEquals(n, Downscale.by(49.0 / n).length(49));
    }

    @Test
    void impossibleFactorsAndPlanesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Downscale.by(0.99));
        assertThrows(IllegalArgumentException.class, () -> Downscale.by(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Downscale.by(Double.POSITIVE_INFINITY));
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> Downscale.by(2).apply(new float[5], 2, 3));
        assertTrue(e.getMessage().contains("2 x 3"), e.getMessage());
    }
}
