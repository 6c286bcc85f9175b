package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseSpectrumTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 16, 32})
    void theTransformIsOrthonormal(int side) {
        SplittableRandom random = new SplittableRandom(side);
        float[] block = new float[side * side];
        for (int i = 0; i < block.length; i++) block[i] = (float) random.nextDouble();
        float[] changed = block.clone();
        float[] scratch = new float[block.length];
        Dct dct = new Dct(side);
        dct.forward(changed, scratch);
        assertEquals(energy(block), energy(changed), 1e-4 * energy(block));
        double sum = 0;
        for (float value : block) sum += value;
        assertEquals(sum / side, changed[0], 1e-4 * side);
        dct.inverse(changed, scratch);
        assertArrayEquals(block, changed, 1e-5f);
    }

    private static double energy(float[] values) {
        double sum = 0;
        for (float value : values) sum += value * value;
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 32})
    void whiteNoiseHasTheSamePowerEverywhere(int side) {
        float[] expected = new float[side * side];
        Arrays.fill(expected, 1f);
        assertArrayEquals(expected, NoiseSpectrum.WHITE.power(new Dct(side)), 1e-5f);
        double[] flat = new double[256];
        Arrays.fill(flat, 7);
        NoiseSpectrum measured = NoiseSpectrum.of(16, flat);
        assertFalse(measured.isWhite());
        assertArrayEquals(expected, measured.power(new Dct(side)), 1e-5f);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32})
    void powerSumsToTheVarianceAndFallsWithTheSpectrum(int side) {
        double[] falling = new double[256];
        for (int i = 0; i < 256; i++) falling[i] = 1.0 / (1 + i / 16 + i % 16);
        NoiseSpectrum spectrum = NoiseSpectrum.of(16, falling);
        assertEquals(1, spectrum.correlation(0, 0), 1e-12);
        assertTrue(spectrum.correlation(1, 0) > spectrum.correlation(3, 0));
        assertEquals(spectrum.correlation(2, -5), spectrum.correlation(-2, 5));
        assertEquals(0, spectrum.correlation(16, 0));
        float[] power = spectrum.power(new Dct(side));
        double sum = 0;
        for (float value : power) sum += value;
        assertEquals(side * side, sum, 1e-3 * side * side);
        assertTrue(power[0] > power[side * side - 1]);
    }
}
