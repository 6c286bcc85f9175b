package org.denoiser.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidualTest {
    private static float[] random(long seed, int size) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) values[i] = (float) random.nextGaussian();
        return values;
    }

    @ParameterizedTest
    @CsvSource({"300, 200, 1, 0", "257, 128, 25, 3", "128, 512, 0.1, -7"})
    void whiteNoiseThatWasTakenIsMeasured(int width, int height, double sigma, double shift) {
        float[] after = random(1, width * height);
        float[] noise = random(2, width * height);
        float[] before = new float[after.length];
        for (int i = 0; i < before.length; i++) before[i] = (float) (after[i] + sigma * noise[i] + shift);
        Residual residual = Residual.of(before, after, width);
        double chance = 4 / Math.sqrt(width * height);
        assertEquals(shift, residual.mean(), chance * sigma);
        assertEquals(sigma, residual.deviation(), chance * sigma);
        assertEquals(0, residual.correlationRight(), chance);
        assertEquals(0, residual.correlationDown(), chance);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "1, 1"})
    void meansOfNeighboursAreCorrelatedByHalf(int dx, int dy) {
        int width = 400;
        float[] noise = random(3, width * width);
        float[] before = new float[noise.length];
        for (int i = 0; i < noise.length; i++) {
            before[i] = noise[i] + noise[(i + dx + dy * width) % noise.length];
        }
        Residual residual = Residual.of(before, new float[before.length], width);
        assertEquals(dx > dy ? 0.5 : 0, residual.correlationRight(), 0.02);
        assertEquals(dy > dx ? 0.5 : 0, residual.correlationDown(), 0.02);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "1, 5", "3, 4"})
    void nothingTakenIsNothing(int width, int height) {
        float[] image = random(4, width * height);
        Residual residual = Residual.of(image, image, width);
        assertEquals(0, residual.mean());
        assertEquals(0, residual.deviation());
        assertEquals(0, residual.correlationRight());
        assertEquals(0, residual.correlationDown());
    }

    @Test
    void imagesMustFit() {
        assertThrows(IllegalArgumentException.class, () -> Residual.of(new float[4], new float[5], 2));
        assertThrows(IllegalArgumentException.class, () -> Residual.of(new float[5], new float[5], 2));
        assertThrows(IllegalArgumentException.class, () -> Residual.of(new float[0], new float[0], 2));
        assertThrows(IllegalArgumentException.class, () -> Residual.of(new float[] {Float.NaN}, new float[] {1}, 1));
    }
}
