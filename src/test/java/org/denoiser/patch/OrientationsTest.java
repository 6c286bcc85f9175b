package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patches come in the eight orientations of the square, noisy and clean in the same one. */
class OrientationsTest {
    private static final int DRAWS = 1600;

    /** The quarter turns of an image and of its mirror image, made by turning and mirroring alone. */
    private static List<float[]> orientations(float[] square, int side, int channels) {
        List<float[]> all = new ArrayList<>();
        for (float[] start : List.of(square, mirrored(square, side, channels))) {
            float[] turned = start;
            for (int quarter = 0; quarter < 4; quarter++) {
                all.add(turned);
                turned = turned(turned, side, channels);
            }
        }
        return all;
    }

    private static float[] mirrored(float[] from, int side, int channels) {
        float[] to = new float[from.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                System.arraycopy(from, (y * side + x) * channels, to, (y * side + side - 1 - x) * channels, channels);
            }
        }
        return to;
    }

    private static float[] turned(float[] from, int side, int channels) {
        float[] to = new float[from.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                System.arraycopy(from, (y * side + x) * channels, to, (x * side + side - 1 - y) * channels, channels);
            }
        }
        return to;
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "7, 1", "8, 3", "2, 1"})
    void allEightOccurAlikeAndNoOther(int side, int channels) {
        // the image is as large as the patch, so that nothing but the orientation differs
        TrainingImage image = Patches.numbered("asymmetric", side, side, channels);
        PatchSampler sampler = new CleanPatches(
                List.of(image), PatchOptions.defaults().size(side).noise(NoiseKind.GAUSSIAN, LevelRange.parse("0"), 0));
        Map<String, Integer> counts = new HashMap<>();
        for (Patches.Pair pair : Patches.draw(sampler, 0, DRAWS)) {
            assertArrayEquals(pair.clean, pair.noisy, "without noise both are the same");
            counts.merge(Arrays.toString(pair.clean), 1, Integer::sum);
        }
        List<float[]> expected = orientations(image.pixels(), side, channels);
        assertEquals(8, counts.size());
        for (float[] orientation : expected) {
            int count = counts.getOrDefault(Arrays.toString(orientation), 0);
            Bounds.assertShare(1 / 8.0, count, DRAWS, "an orientation");
        }
    }

    @Test
    void noisyAndCleanAreTurnedTogether() {
        int side = 9;
        TrainingImage image = Patches.random("asymmetric", side, side, 1, 5);
        PatchSampler sampler = new CleanPatches(
                List.of(image),
                PatchOptions.defaults().size(side).noise(NoiseKind.SALT_AND_PEPPER, LevelRange.parse("30"), 0));
        int kept = 0;
        for (Patches.Pair pair : Patches.draw(sampler, 0, 100)) {
            for (int i = 0; i < pair.clean.length; i++) {
                boolean hit = pair.noisy[i] == 0 || pair.noisy[i] == 1;
                if (!hit) {
                    assertEquals(pair.clean[i], pair.noisy[i]);
                    kept++;
                }
            }
        }
        Bounds.assertShare(0.7, kept, 100L * side * side, "pixels that the noise spares");
    }

    @Test
    void withoutAugmentationPatchesStayAsTheyAre() {
        TrainingImage image = Patches.numbered("asymmetric", 8, 8, 1);
        PatchSampler sampler =
                new CleanPatches(List.of(image), PatchOptions.defaults().size(8).augment(false));
        for (Patches.Pair pair : Patches.draw(sampler, 0, 50)) assertArrayEquals(image.pixels(), pair.clean);
    }
}
