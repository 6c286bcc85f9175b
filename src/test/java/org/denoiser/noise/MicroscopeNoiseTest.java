package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MicroscopeNoiseTest {
    private static final int SIDE = 64;
    private static final int CALLS = 400;

    /** The kinds differ from call to call: the standard error is that of the means of the calls. */
    @ParameterizedTest
    @CsvSource({"20,0,255,100", "5,0,1,0.5", "50,0,255,255", "30,100,4095,2000", "10,-100,400,0"})
    void meanAndVarianceAreThoseOfTheMixture(double level, double black, double white, float value) {
        double deviation = level * (white - black) / 255;
        double signal = (value - black) / (white - black);
        double[] means = new double[CALLS];
        double[] variances = new double[CALLS];
        for (int call = 0; call < CALLS; call++) {
            double[] sample =
                    cool(noisy(new MicroscopeNoise(deviation, black, white), value, call), value, black, white);
            means[call] = Statistics.mean(sample);
            variances[call] = Statistics.variance(sample) / (deviation * deviation);
        }
        Statistics.assertMean(value, Statistics.variance(means), means, "mean");
        // photons alone in 0.4, none in 0.25, a share that is 0.5 on average in 0.35 of the calls
        double expected = 0.4 * signal + 0.25 + 0.35 * (0.5 * signal + 0.5);
        // noise that is shared is mirrored at the border of such a patch, which adds a few percent to its variance
        assertEquals(expected, Statistics.mean(variances), 0.06 * expected + 0.01);
    }

    @Test
    void someCallsShareNoiseBetweenNeighboursAndSomeDoNot() {
        int along = 0;
        int alone = 0;
        for (int call = 0; call < CALLS; call++) {
            double[] sample = cool(noisy(new MicroscopeNoise(20, 0, 255), 128, call), 128, 0, 255);
            double correlation = Statistics.correlation(sample, 1);
            along += correlation > 0.3 ? 1 : 0;
            alone += Math.abs(correlation) < 0.08 ? 1 : 0;
        }
        assertTrue(along > CALLS / 5, along + " calls with shared noise");
        assertTrue(alone > 2 * CALLS / 5, alone + " calls without");
    }

    /** A Gaussian of 1.1 pixels, the widest that blurs the rest, leaves a correlation of 0.04 at four pixels. */
    @Test
    void someCallsShareNoiseOverSeveralPixels() {
        int far = 0;
        for (int call = 0; call < CALLS; call++) {
            double[] sample = cool(noisy(new MicroscopeNoise(20, 0, 255), 128, call), 128, 0, 255);
            far += Statistics.correlation(sample, 4) > 0.08 ? 1 : 0;
        }
        assertTrue(far > CALLS / 80 && far < CALLS / 8, far + " calls with coarse noise");
    }

    @Test
    void hotPixelsAreRareAndBright() {
        int calls = 0;
        int pixels = 0;
        for (int call = 0; call < CALLS; call++) {
            float[] noisy = noisy(new MicroscopeNoise(0, 0, 1), 0.25f, call);
            int hot = 0;
            for (float value : noisy) {
                assertTrue(value == 0.25f || value >= 0.35f - 1e-6 && value <= 1.75f + 1e-6, "a value of " + value);
                hot += value == 0.25f ? 0 : 1;
            }
            calls += hot > 0 ? 1 : 0;
            pixels += hot;
        }
        double expected = 0.1 * CALLS;
        assertEquals(expected, calls, 5 * Math.sqrt(expected));
        assertTrue(pixels < 0.001 * CALLS * SIDE * SIDE, pixels + " hot pixels");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void otherDeviationsAreRefused(double deviation) {
        assertThrows(IllegalArgumentException.class, () -> new MicroscopeNoise(deviation, 0, 1));
    }

    /** Without hot pixels, which the laws of the rest are not about: noise hardly ever reaches six deviations. */
    private static double[] cool(float[] pixels, float value, double black, double white) {
        // at least a tenth of the range, which noise below it hardly ever reaches in these samples' hundreds of
        // thousands
        double[] values = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) values[i] = pixels[i];
        double deviation = Math.sqrt(Statistics.variance(values));
        double limit = value + Math.max(6 * deviation, 0.05 * (white - black));
        return Arrays.stream(values).filter(x -> x < limit).toArray();
    }

    private static float[] noisy(NoiseModel model, float value, long seed) {
        float[] pixels = new float[SIDE * SIDE];
        Arrays.fill(pixels, value);
        model.apply(pixels, SIDE, SIDE, 1, Seeds.random(seed, 0));
        return pixels;
    }

    @Test
    void whatSharesTheNoiseBlursTheCleanPictureOfAPairToo() {
        float[] picture = new float[SIDE * SIDE];
        for (int i = 0; i < picture.length; i++) picture[i] = (i * 7919 % 101) / 101f;
        int blurred = 0;
        for (int call = 0; call < CALLS; call++) {
            float[] pixels = picture.clone();
            float[] clean = picture.clone();
            new MicroscopeNoise(0, 0, 1).applyToPair(pixels, clean, SIDE, SIDE, 1, Seeds.random(call, 0));
            blurred += Arrays.equals(clean, picture) ? 0 : 1;
            assertTrue(variance(clean) <= variance(picture), "sharper than it was");
            for (int i = 0; i < pixels.length; i++) {
                float heat = pixels[i] - clean[i];
                assertTrue(heat == 0 || heat > 0.1f - 1e-6f, "pixels differ by " + heat);
            }
            float[] alone = picture.clone();
            new MicroscopeNoise(0, 0, 1).apply(alone, SIDE, SIDE, 1, Seeds.random(call, 0));
            for (int i = 0; i < alone.length; i++) assertEquals(alone[i] - picture[i], pixels[i] - clean[i], 1e-6f);
        }
        Statistics.assertClose(
                0.6, (double) blurred / CALLS, Math.sqrt(0.6 * 0.4 / CALLS), "share of blurred pictures");
    }

    private static double variance(float[] pixels) {
        double[] values = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) values[i] = pixels[i];
        return Statistics.variance(values);
    }
}
