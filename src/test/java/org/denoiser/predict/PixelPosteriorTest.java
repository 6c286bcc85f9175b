package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.denoiser.image.Planes;
import org.denoiser.noise.NoiseEstimate;
import org.denoiser.noise.NoiseSpectrum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noise and errors of a network that are independent of each other, as those of hidden pixels are. */
class PixelPosteriorTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 90;

    private static double clean(int i) {
        return 100 + 50 * Math.sin(i % WIDTH / 9.0) * Math.cos(i / WIDTH / 7.0);
    }

    private static float[] spoilt(long seed, double sigma, double gain) {
        Random random = new Random(seed);
        float[] values = new float[WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (clean(i) + Math.sqrt(sigma * sigma + gain * clean(i)) * random.nextGaussian());
        }
        return values;
    }

    private static double mse(float[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) sum += (values[i] - clean(i)) * (values[i] - clean(i)) / values.length;
        return sum;
    }

    /** The best that two independent estimates of variances v and n allow is v n / (v + n). */
    @ParameterizedTest
    @CsvSource({"20, 0, 10", "20, 0, 20", "10, 0, 30", "0, 2, 8", "5, 4, 12"})
    void combinationComesNearTheBestThatTwoIndependentValuesAllow(double sigma, double gain, double error) {
        float[] own = spoilt(1, sigma, gain);
        float[] estimates = spoilt(2, error, 0);
        double noise = sigma * sigma + gain * 100;
        NoiseEstimate known = NoiseEstimate.growing(gain, sigma * sigma, 0, NoiseSpectrum.WHITE);
        new PixelPosterior(known, WIDTH, HEIGHT).apply(estimates, own);
        double best = error * error * noise / (error * error + noise);
        assertEquals(best, mse(estimates), 0.08 * best);
    }

    /** Where the network is right, what is left is the noise itself. */
    @ParameterizedTest
    @CsvSource({"3", "30"})
    void aRightEstimateStaysNearlyAsItIs(double sigma) {
        float[] own = spoilt(3, sigma, 0);
        float[] estimates = spoilt(4, 0, 0);
        new PixelPosterior(NoiseEstimate.constant(sigma, NoiseSpectrum.WHITE), WIDTH, HEIGHT).apply(estimates, own);
        assertTrue(mse(estimates) < 0.02 * sigma * sigma, mse(estimates) + " of " + sigma * sigma);
    }

    @Test
    void withoutNoiseEstimatesStay() {
        float[] estimates = spoilt(5, 10, 0);
        float[] before = estimates.clone();
        new PixelPosterior(NoiseEstimate.constant(0, NoiseSpectrum.WHITE), WIDTH, HEIGHT)
                .apply(estimates, spoilt(6, 10, 0));
        assertArrayEquals(before, estimates);
    }

    @Test
    void equalPlanesAndTinyOnesGiveNumbers() {
        for (int size : new int[] {1, 2, 5, 40}) {
            float[] same = new float[size * size];
            Arrays.fill(same, 7);
            float[] estimates = same.clone();
            new PixelPosterior(NoiseEstimate.constant(2, NoiseSpectrum.WHITE), size, size).apply(estimates, same);
            assertArrayEquals(same, estimates);
        }
    }

    /** Each channel has noise of its own, which is found. */
    @Test
    void noiseIsEstimatedForEachChannel() {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        double[] sigmas = {4, 25};
        for (int plane = 0; plane < 6; plane++) {
            stack.addSlice(new FloatProcessor(WIDTH, HEIGHT, spoilt(10 + plane, sigmas[plane % 2], 0)));
        }
        ImagePlus image = new ImagePlus("cells", stack);
        image.setDimensions(2, 3, 1);
        Planes planes = Planes.of(image);
        List<PixelPosterior> posteriors = PixelPosterior.all(planes);
        assertEquals(2, posteriors.size());
        for (int channel = 0; channel < 2; channel++) {
            float[] estimates = spoilt(30, 12, 0);
            posteriors.get(channel).apply(estimates, planes.read(channel, 0));
            double noise = sigmas[channel] * sigmas[channel];
            double best = 144 * noise / (144 + noise);
            assertEquals(best, mse(estimates), 0.3 * best);
        }
    }
}
