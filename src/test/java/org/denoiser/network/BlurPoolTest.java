package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.denoiser.architecture.Networks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pooling with a blur against its definition: maxima of 2x2, weighted by 1-2-1 in both directions. */
class BlurPoolTest {
    private static double largest(float[] image, int height, int width, int y, int x) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = Math.max(0, y); j <= Math.min(height - 1, y + 1); j++) {
            for (int i = Math.max(0, x); i <= Math.min(width - 1, x + 1); i++) {
                largest = Math.max(largest, image[j * width + i]);
            }
        }
        return largest;
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "4, 10", "12, 6", "16, 16"})
    void valuesAreWeightedMaxima(int height, int width) {
        float[] image = Runs.random(71, height * width);
        float[] found = Runs.run(Networks.blurred(), Map.of(), image, 1, height, width);
        for (int k = 0; k < found.length; k++) {
            int top = k / width / 2 * 2 - 1;
            int left = k % width / 2 * 2 - 1;
            double sum = 0;
            for (int tap = 0; tap < 9; tap++) {
                int weight = (2 - Math.abs(tap / 3 - 1)) * (2 - Math.abs(tap % 3 - 1));
                sum += weight * largest(image, height, width, top + tap / 3, left + tap % 3);
            }
            assertEquals(sum / 16, found[k], 1e-6, "value " + k);
        }
    }
}
