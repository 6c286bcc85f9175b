package org.denoiser.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsimTest {

    @ParameterizedTest
    @CsvSource({"1,1", "1,40", "10,10", "11,11", "11,10", "5,30", "30,5", "12,13", "40,25"})
    void equalsTheDefinition(int width, int height) {
        for (double range : new double[] {1, 255, 65535}) {
            float[] reference = scaled(MetricsTest.random(width * height, 1), (float) range, 0);
            float[] image = reference.clone();
            float[] noise = MetricsTest.random(width * height, 2);
            for (int i = 0; i < image.length; i++) image[i] += (float) range * 0.3f * (noise[i] - 0.5f);
            double expected = direct(image, reference, width, height, range);
            assertEquals(expected, Ssim.of(range).mean(image, reference, width, height), 1e-12);
        }
    }

    /** The formulas of the paper, position by position with a two-dimensional window and two-pass moments. */
    private static double direct(float[] image, float[] reference, int width, int height, double range) {
        double total = 0;
        int positions = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean insideX = x >= 5 && x < width - 5;
                boolean insideY = y >= 5 && y < height - 5;
                if ((insideX || width < 11) && (insideY || height < 11)) {
                    total += direct(image, reference, width, height, x, y, range);
                    positions++;
                }
            }
        }
        return total / positions;
    }

    private static double direct(float[] a, float[] b, int width, int height, int cx, int cy, double range) {
        double[] sums = new double[6];
        for (int pass = 0; pass < 2; pass++) {
            for (int y = Math.max(0, cy - 5); y <= Math.min(height - 1, cy + 5); y++) {
                for (int x = Math.max(0, cx - 5); x <= Math.min(width - 1, cx + 5); x++) {
                    double weight = Math.exp(-((x - cx) * (x - cx) + (y - cy) * (y - cy)) / 4.5);
                    int i = y * width + x;
                    if (pass == 0) {
                        sums[0] += weight;
                        sums[1] += weight * a[i];
                        sums[2] += weight * b[i];
                    } else {
                        double da = a[i] - sums[1] / sums[0];
                        double db = b[i] - sums[2] / sums[0];
                        sums[3] += weight * da * da;
                        sums[4] += weight * db * db;
                        sums[5] += weight * da * db;
                    }
                }
            }
        }
        double meanA = sums[1] / sums[0];
        double meanB = sums[2] / sums[0];
        double c1 = Math.pow(0.01 * range, 2);
        double c2 = Math.pow(0.03 * range, 2);
        return (2 * meanA * meanB + c1)
                * (2 * sums[5] / sums[0] + c2)
                / ((meanA * meanA + meanB * meanB + c1) * ((sums[3] + sums[4]) / sums[0] + c2));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,50", "64,48"})
    void equalPlanesHaveOne(int width, int height) {
        float[] image = MetricsTest.random(width * height, 3);
        assertEquals(1, Ssim.of(1).mean(image, image.clone(), width, height), 1e-12);
        float[] constant = new float[width * height];
        assertEquals(1, Ssim.of(1).mean(constant, constant, width, height));
    }

    @Test
    void constantPlanesDifferInLuminanceAlone() {
        float[] one = scaled(new float[400], 1, 100);
        float[] other = scaled(new float[400], 1, 150);
        double c1 = 2.55 * 2.55;
        double expected = (2 * 100 * 150 + c1) / (100 * 100 + 150 * 150 + c1);
        assertEquals(expected, Ssim.of(255).mean(one, other, 20, 20), 1e-12);
    }

    @Test
    void isSymmetricAndDoesNotDependOnOrientation() {
        int width = 31;
        int height = 22;
        float[] a = MetricsTest.random(width * height, 4);
        float[] b = MetricsTest.random(width * height, 5);
        double value = Ssim.of(1).mean(a, b, width, height);
        assertEquals(value, Ssim.of(1).mean(b, a, width, height), 1e-12);
        assertEquals(value, Ssim.of(1).mean(transposed(a, width), transposed(b, width), height, width), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 255, 1e6})
    void doesNotDependOnTheUnit(double unit) {
        float[] a = MetricsTest.random(900, 6);
        float[] b = MetricsTest.random(900, 7);
        double value = Ssim.of(1).mean(a, b, 30, 30);
        float[] scaledA = scaled(a, (float) unit, 0);
        float[] scaledB = scaled(b, (float) unit, 0);
        assertEquals(value, Ssim.of(unit).mean(scaledA, scaledB, 30, 30), 1e-5);
    }

    @Test
    void moreNoiseIsLessAlike() {
        float[] reference = MetricsTest.random(60 * 60, 8);
        float[] noise = MetricsTest.random(60 * 60, 9);
        double before = 1;
        for (float level : new float[] {0.1f, 0.3f, 1, 3}) {
            float[] image = reference.clone();
            for (int i = 0; i < image.length; i++) image[i] += level * (noise[i] - 0.5f);
            double value = Ssim.of(1).mean(image, reference, 60, 60);
            assertTrue(value < before, level + " gives " + value + " after " + before);
            before = value;
        }
    }

    @Test
    void aLargePedestalHidesNothing() {
        float[] a = new float[900];
        float[] b = new float[900];
        for (int i = 0; i < 900; i++) {
            a[i] = 8_000_000 + i % 3;
            b[i] = 8_000_000 + i % 7;
        }
        assertEquals(direct(a, b, 30, 30, 1), Ssim.of(1).mean(a, b, 30, 30), 1e-9);
    }

    @Test
    void whatCannotBeMeasuredIsNamed() {
        float[] image = new float[12];
        float[] bad = image.clone();
        bad[4] = Float.NaN;
        MetricsTest.assertSays("1 of its 12 pixels is NaN", () -> Ssim.of(1).mean(image, bad, 4, 3));
        MetricsTest.assertSays("5x3 pixels does not fit", () -> Ssim.of(1).mean(image, image, 5, 3));
        MetricsTest.assertSays("-4x-3 pixels", () -> Ssim.of(1).mean(image, image, -4, -3));
        MetricsTest.assertSays("range of 0.0", () -> Ssim.of(0));
        MetricsTest.assertSays("range of NaN", () -> Ssim.of(Double.NaN));
    }

    private static float[] scaled(float[] image, float factor, float offset) {
        float[] scaled = new float[image.length];
        for (int i = 0; i < image.length; i++) scaled[i] = factor * image[i] + offset;
        return scaled;
    }

    private static float[] transposed(float[] image, int width) {
        int height = image.length / width;
        float[] transposed = new float[image.length];
        for (int i = 0; i < image.length; i++) transposed[i % width * height + i / width] = image[i];
        return transposed;
    }
}
