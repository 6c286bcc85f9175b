package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options say at once what is wrong with them, and change nothing but what was asked for. */
class PatchOptionsTest {
    private static final PatchOptions DEFAULTS = PatchOptions.defaults();

    @Test
    void settersGiveChangedCopies() {
        PatchOptions changed = DEFAULTS.size(17)
                .noise(NoiseKind.POISSON_GAUSSIAN, LevelRange.parse("3-9"), 1.5)
                .clip(0.5)
                .augment(false)
                .detail(2.5)
                .seed(-3);
        assertEquals(
                "patch=17 noise=poisson-gaussian level=3-9 read=1.5 blur=0.0 clip=0.5 augment=false rotation=0.0 share=1.0 detail=2.5"
                        + " epochsof=0 seed=-3",
                changed.toString());
        assertEquals(
                "patch=64 noise=gaussian level=25 read=0.0 blur=0.0 clip=false augment=true rotation=0.0 share=1.0"
                        + " detail=0.0 epochsof=0 seed=1",
                DEFAULTS.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 16385, Integer.MAX_VALUE})
    void sizesNeedRoomInAnArray(int size) {
        refused(() -> DEFAULTS.size(size), "patch=" + size);
    }

    @Test
    void levelsMustBeThoseOfTheNoise() {
        refused(() -> DEFAULTS.noise(NoiseKind.POISSON, LevelRange.parse("0-10"), 0), "level=0");
        refused(() -> DEFAULTS.noise(NoiseKind.SALT_AND_PEPPER, LevelRange.parse("10-101"), 0), "level=101");
        for (double read : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(() -> DEFAULTS.noise(NoiseKind.POISSON_GAUSSIAN, LevelRange.parse("10"), read), "read=" + read);
        }
        refused(() -> DEFAULTS.detail(-0.5), "detail=-0.5");
        refused(() -> DEFAULTS.detail(Double.NaN), "detail=NaN");
        refused(() -> DEFAULTS.clip(1.5), "clip=1.5");
        refused(() -> DEFAULTS.clip(Double.NaN), "clip=NaN");
    }

    private static void refused(Runnable what, String word) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, what::run);
        assertTrue(refused.getMessage().contains(word), refused.getMessage());
    }
}
