package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotPixelsTest {
    /** A smooth slope with white noise. */
    private static float[] plane(int width, int height, double sigma) {
        Random random = new Random(5);
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (100 + i % width * 0.5 + sigma * random.nextGaussian());
        }
        return values;
    }

    private static int count(float[] plane, int width, int height) {
        return HotPixels.count(
                plane, width, height, NoiseEstimator.estimate(plane, width, height, NoiseAssumption.AUTO));
    }

    @ParameterizedTest
    @CsvSource({"128, 96, 3, 0", "128, 96, 3, 1", "200, 200, 10, 17", "65, 64, 1, 5"})
    void eachSinglePixelThatStandsOutIsCounted(int width, int height, double sigma, int hot) {
        float[] plane = plane(width, height, sigma);
        for (int i = 0; i < hot; i++) {
            int x = 3 + i * 11 % (width - 6);
            int y = 3 + i * 7 % (height - 6);
            plane[y * width + x] += (i % 2 == 0 ? 25 : -25) * sigma;
        }
        assertEquals(hot, count(plane, width, height));
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "1, 2", "2, 2", "3, 3"})
    void whatIsLargerThanAPixelIsNoHotPixel(int wide, int tall) {
        float[] plane = plane(96, 96, 2);
        for (int y = 0; y < tall; y++) for (int x = 0; x < wide; x++) plane[(40 + y) * 96 + 40 + x] += 200;
        assertEquals(0, count(plane, 96, 96));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 9", "9, 2", "16, 16"})
    void constantAndTinyPlanesHaveNone(int width, int height) {
        assertEquals(0, count(new float[width * height], width, height));
    }
}
