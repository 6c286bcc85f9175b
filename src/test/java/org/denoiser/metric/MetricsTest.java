package org.denoiser.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 100_000})
    void aConstantErrorIsSquared(int pixels) {
        float[] reference = random(pixels, 1);
        float[] image = reference.clone();
        for (int i = 0; i < pixels; i++) image[i] += i % 2 == 0 ? 16 : -16;
        assertEquals(256, Metrics.mse(image, reference), 1e-3);
        assertEquals(Metrics.mse(image, reference), Metrics.mse(reference, image));
        assertEquals(20 * Math.log10(255 / 16.0), Metrics.psnr(image, reference, 255), 1e-5);
    }

    @Test
    void aMillionSmallErrorsAreNotLost() {
        float[] reference = new float[1 << 22];
        float[] image = new float[1 << 22];
        Arrays.fill(image, 1e-3f);
        image[0] = 1e4f;
        assertEquals((1e8 + (image.length - 1) * 1e-6) / image.length, Metrics.mse(image, reference), 1e-6);
    }

    @Test
    void identicalImagesHaveInfinitePsnr() {
        float[] image = random(100, 2);
        assertEquals(0, Metrics.mse(image, image.clone()));
        assertEquals(Double.POSITIVE_INFINITY, Metrics.psnr(image, image.clone(), 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1, 255, 65535, 1e30})
    void psnrDoesNotDependOnTheUnit(double unit) {
        float[] reference = random(500, 3);
        float[] image = random(500, 4);
        double expected = Metrics.psnr(image, reference, 1);
        for (int i = 0; i < 500; i++) {
            reference[i] *= (float) unit;
            image[i] *= (float) unit;
        }
        assertEquals(expected, Metrics.psnr(image, reference, unit), 1e-4);
    }

    @Test
    void whatCannotBeMeasuredIsNamed() {
        float[] image = random(10, 5);
        float[] bad = image.clone();
        bad[3] = Float.NaN;
        bad[7] = Float.NEGATIVE_INFINITY;
        assertSays("The image cannot be measured: 2 of its 10 pixels are NaN", () -> Metrics.mse(bad, image));
        bad[7] = 0;
        assertSays("The reference cannot be measured: 1 of its 10 pixels is NaN", () -> Metrics.psnr(image, bad, 1));
        assertSays("has 10 pixels and its reference has 9", () -> Metrics.mse(image, new float[9]));
        assertSays("without pixels", () -> Metrics.mse(new float[0], new float[0]));
        for (double peak : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertSays("peak of " + peak, () -> Metrics.psnr(image, image, peak));
        }
        assertSays("of -1.0 is not possible", () -> Metrics.psnr(-1, 1));
        assertSays("of NaN is not possible", () -> Metrics.psnr(Double.NaN, 1));
    }

    static float[] random(int pixels, long seed) {
        Random random = new Random(seed);
        float[] image = new float[pixels];
        for (int i = 0; i < pixels; i++) image[i] = random.nextFloat();
        return image;
    }

    static void assertSays(String words, Executable call) {
        Exception e = assertThrows(IllegalArgumentException.class, call);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
