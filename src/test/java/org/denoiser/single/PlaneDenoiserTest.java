package org.denoiser.single;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.denoiser.noise.NoiseAssumption;
import org.denoiser.noise.NoiseEstimate;
import org.denoiser.noise.NoiseEstimator;
import org.denoiser.noise.NoiseKind;
import org.denoiser.noise.NoiseModels;
import org.denoiser.noise.NoiseSpectrum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlaneDenoiserTest {
    private static final int WIDTH = 72;
    private static final int HEIGHT = 61;

    /** Stripes and a step, from 50 to 200. */
    private static float[] clean() {
        float[] plane = new float[WIDTH * HEIGHT];
        for (int i = 0; i < plane.length; i++) {
            int x = i % WIDTH;
            plane[i] = (float) (100 + 50 * Math.sin(x / 5.0) + (i / WIDTH > 30 ? 50 : 0));
        }
        return plane;
    }

    private static float[] noisy(double sigma) {
        float[] plane = clean();
        NoiseModels.model(NoiseKind.GAUSSIAN, sigma, 0, 0, 255).apply(plane, WIDTH, HEIGHT, 1, new SplittableRandom(6));
        return plane;
    }

    private static NoiseSpectrum falling() {
        double[] power = new double[256];
        for (int i = 0; i < 256; i++) power[i] = Math.exp(-(i / 16 + i % 16) / 4.0);
        return NoiseSpectrum.of(16, power);
    }

    static Stream<Arguments> noises() {
        return Stream.of(
                Arguments.of(NoiseEstimate.constant(20, NoiseSpectrum.WHITE)),
                Arguments.of(NoiseEstimate.growing(3, 10, 5, NoiseSpectrum.WHITE)),
                Arguments.of(NoiseEstimate.constant(20, falling())),
                Arguments.of(NoiseEstimate.growing(3, 10, 5, falling())));
    }

    private static float[] denoise(float[] plane, int width, int height, NoiseEstimate noise, int threads) {
        return new PlaneDenoiser(threads).denoise(plane, width, height, noise, Share.NONE);
    }

    private static double error(float[] plane) {
        float[] clean = clean();
        double sum = 0;
        for (int i = 0; i < plane.length; i++) sum += (plane[i] - clean[i]) * (plane[i] - clean[i]);
        return sum / plane.length;
    }

    @ParameterizedTest
    @MethodSource("noises")
    void theErrorFalls(NoiseEstimate noise) {
        float[] noisy = noisy(20);
        float[] kept = noisy.clone();
        float[] denoised = denoise(noisy, WIDTH, HEIGHT, noise, 2);
        assertArrayEquals(kept, noisy);
        assertTrue(error(denoised) < 0.5 * error(noisy), error(denoised) + " of " + error(noisy));
    }

    @Test
    void whiteNoiseOfKnownStrengthNearlyGoes() {
        float[] denoised = denoise(noisy(20), WIDTH, HEIGHT, NoiseEstimate.constant(20, NoiseSpectrum.WHITE), 2);
        assertTrue(error(denoised) < 0.1 * 400, "" + error(denoised));
    }

    @ParameterizedTest
    @MethodSource("noises")
    void theNumberOfThreadsDoesNotMatter(NoiseEstimate noise) {
        float[] one = denoise(noisy(20), WIDTH, HEIGHT, noise, 1);
        for (int threads : new int[] {2, 3, 5}) {
            assertArrayEquals(one, denoise(noisy(20), WIDTH, HEIGHT, noise, threads));
        }
    }

    @ParameterizedTest
    @MethodSource("noises")
    void constantPlanesStayConstant(NoiseEstimate noise) {
        float[] plane = new float[40 * 33];
        Arrays.fill(plane, 77f);
        assertArrayEquals(plane, denoise(plane, 40, 33, noise, 2), 1e-3f);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "2, 2", "3, 5", "7, 7", "8, 9", "15, 17", "16, 16", "31, 33", "100, 4"})
    void everySizeComesBackFinite(int width, int height) {
        SplittableRandom random = new SplittableRandom(2);
        float[] plane = new float[width * height];
        for (int i = 0; i < plane.length; i++) plane[i] = (float) (100 + 60 * random.nextDouble());
        List<NoiseEstimate> all = new ArrayList<>();
        noises().forEach(arguments -> all.add((NoiseEstimate) arguments.get()[0]));
        for (NoiseAssumption assumption : NoiseAssumption.values()) {
            all.add(NoiseEstimator.estimate(plane, width, height, assumption));
        }
        for (NoiseEstimate noise : all) {
            float[] denoised = denoise(plane, width, height, noise, 2);
            assertEquals(plane.length, denoised.length);
            for (float value : denoised) assertTrue(value > 40 && value < 220, value + " with " + noise);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0", "1000, 0", "1, 5000"})
    void unitsOfTheImageDoNotMatter(float factor, float shift) {
        NoiseEstimate noise = NoiseEstimate.constant(20, NoiseSpectrum.WHITE);
        float[] expected = denoise(noisy(20), WIDTH, HEIGHT, noise, 2);
        float[] plane = noisy(20);
        for (int i = 0; i < plane.length; i++) plane[i] = plane[i] * factor + shift;
        float[] denoised = denoise(plane, WIDTH, HEIGHT, noise.times(factor), 2);
        for (int i = 0; i < plane.length; i++) assertEquals(expected[i], (denoised[i] - shift) / factor, 0.2);
    }

    @Test
    void withoutNoiseThePlaneIsCopied() {
        float[] plane = noisy(20);
        float[] result = denoise(plane, WIDTH, HEIGHT, NoiseEstimate.constant(0, NoiseSpectrum.WHITE), 2);
        assertArrayEquals(plane, result);
        assertTrue(plane != result);
    }

    @ParameterizedTest
    @MethodSource("noises")
    void progressRisesToTheEnd(NoiseEstimate noise) {
        List<Double> shares = new ArrayList<>();
        new PlaneDenoiser(2).denoise(noisy(20), WIDTH, HEIGHT, noise, shares::add);
        assertTrue(shares.size() >= 2);
        for (int i = 1; i < shares.size(); i++) assertTrue(shares.get(i) >= shares.get(i - 1));
        assertTrue(shares.get(shares.size() - 1) <= 1);
    }

    @ParameterizedTest
    @MethodSource("noises")
    void theListenerCanStopIt(NoiseEstimate noise) {
        CancellationException stop = new CancellationException("enough");
        CancellationException thrown = assertThrows(CancellationException.class, () -> new PlaneDenoiser(2)
                .denoise(noisy(20), WIDTH, HEIGHT, noise, share -> {
                    if (share > 0.1) throw stop;
                }));
        assertEquals(stop, thrown);
    }

    @Test
    void threadsAreAtLeastOne() {
        assertThrows(IllegalArgumentException.class, () -> new PlaneDenoiser(0));
    }
}
