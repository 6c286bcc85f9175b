package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noise of a seed is the same in every version: what was trained or published with it can be made again. */
class GoldenNoiseTest {

    @ParameterizedTest
    @CsvSource({
        "GAUSSIAN, 3478596704615764919",
        "POISSON, -3966062126557769130",
        "POISSON_GAUSSIAN, 1045174441236149853",
        "SALT_AND_PEPPER, 8487432372128964235",
        "SPECKLE, -8560078729329004685",
        "MASKING, -5366944561821786485",
        "MICROSCOPE, -617151444770778860",
        "BLUR, 5548408085686573121",
    })
    void pixelsDoNotChangeBetweenVersions(NoiseKind kind, long expected) {
        float[] pixels = new float[32 * 24 * 3];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (i * 37 % 256) / 255f;
        NoiseModels.model(kind, 20, 3, 0, 1).apply(pixels, 32, 24, 3, Seeds.random(2026, 7));
        long hash = 0;
        for (float pixel : pixels) hash = 31 * hash + Float.floatToIntBits(pixel);
        assertEquals(expected, hash);
    }
}
