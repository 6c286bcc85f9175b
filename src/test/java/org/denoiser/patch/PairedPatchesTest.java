package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Image and target are cut at the same place and turned alike. */
class PairedPatchesTest {
    /** Its target is the image plus 2, everywhere. */
    private static TrainingImage shifted(String name, int width, int height, int channels) {
        TrainingImage image = Patches.numbered(name, width, height, channels);
        float[] more = new float[image.pixels().length];
        for (int i = 0; i < more.length; i++) more[i] = image.pixels()[i] + 2;
        return image.withTarget(new TrainingImage(name + " target", width, height, channels, more));
    }

    private static void assertShifted(Patches.Pair pair) {
        for (int i = 0; i < pair.noisy.length; i++) assertEquals(pair.noisy[i] + 2, pair.clean[i], 1e-5f);
    }

    @ParameterizedTest
    @CsvSource({"40, 30, 1, 16", "40, 30, 3, 16", "5, 9, 1, 16", "16, 16, 2, 16"})
    void bothAreCutAtTheSamePlaceAndTurnedAlike(int width, int height, int channels, int size) {
        PairedPatches sampler = new PairedPatches(
                List.of(shifted("a", width, height, channels)),
                PatchOptions.defaults().size(size));
        Set<Float> corners = new HashSet<>();
        for (Patches.Pair pair : Patches.draw(sampler, 0, 100)) {
            assertShifted(pair);
            corners.add(pair.noisy[0]);
        }
        assertTrue(corners.size() > 3, "places and turns differ: " + corners.size());
        assertFalse(sampler.isMasked());
        assertTrue(sampler.isWithin(2, 3));
        assertFalse(sampler.isWithin(0, 1), "it is the target's range that counts");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5})
    void partsOfASplitKeepTheirTargets(double share) {
        ImageSplit split = ImageSplit.of(List.of(shifted("a", 40, 60, 1)), share, 1);
        PatchOptions options = PatchOptions.defaults().size(8);
        for (List<TrainingImage> side : List.of(split.training(), split.validation())) {
            for (Patches.Pair pair : Patches.draw(new PairedPatches(side, options), 0, 20)) assertShifted(pair);
        }
    }

    @Test
    void aTargetOfAnotherSizeIsRefusedByBothNames() {
        TrainingImage image = Patches.numbered("left.tif", 20, 10, 1);
        for (TrainingImage other : List.of(
                Patches.numbered("right.tif", 10, 20, 1),
                Patches.numbered("right.tif", 20, 11, 1),
                Patches.numbered("right.tif", 20, 10, 3))) {
            String message = assertThrows(IllegalArgumentException.class, () -> image.withTarget(other))
                    .getMessage();
            assertTrue(message.contains("'left.tif'") && message.contains("'right.tif'"), message);
        }
    }

    @Test
    void anImageWithoutATargetIsRefused() {
        List<TrainingImage> images = List.of(shifted("a", 20, 20, 1), Patches.numbered("b", 20, 20, 1));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new PairedPatches(images, PatchOptions.defaults().size(8)))
                .getMessage();
        assertTrue(message.contains("'b'"), message);
    }

    /** A plane stays the same plane when it is turned; its values at the turned positions tell the angle. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 10, 30, 90})
    void rotationsReachTheWholeRangeOfAngles(double most) {
        int width = 96;
        float[] ramp = new float[width * width];
        for (int i = 0; i < ramp.length; i++) ramp[i] = i % width;
        // Flips and quarter turns leave the angle to the nearer axis as it is.
        PatchOptions options = PatchOptions.defaults().size(16).rotation(most);
        PairedPatches sampler =
                new PairedPatches(Patches.own(List.of(new TrainingImage("ramp", width, width, 1, ramp))), options);
        double largest = 0;
        for (Patches.Pair pair : Patches.draw(sampler, 0, 400)) {
            int middle = 8 * 16 + 8;
            double dx = pair.noisy[middle + 1] - pair.noisy[middle];
            double dy = pair.noisy[middle + 16] - pair.noisy[middle];
            assertEquals(1, Math.hypot(dx, dy), 1e-3, "the slope");
            double angle = Math.toDegrees(Math.atan2(Math.abs(dy), Math.abs(dx)));
            largest = Math.max(largest, Math.min(angle, 90 - angle));
            assertArrayEquals(pair.noisy, pair.clean, "turned alike");
        }
        double expected = Math.min(most, 45);
        assertTrue(largest <= expected + 0.1 && largest >= 0.95 * expected - 0.1, "largest angle " + largest);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void theShareIsAugmented(double share) {
        int draws = 4000;
        float[] ramp = new float[32 * 32];
        for (int i = 0; i < ramp.length; i++) ramp[i] = i % 32;
        PairedPatches sampler = new PairedPatches(
                Patches.own(List.of(new TrainingImage("ramp", 32, 32, 1, ramp))),
                PatchOptions.defaults().size(8).share(share));
        long upright = 0;
        for (Patches.Pair pair : Patches.draw(sampler, 0, draws)) upright += pair.noisy[1] - pair.noisy[0] == 1 ? 1 : 0;
        // Two of the eight orientations leave a ramp as it is.
        Bounds.assertShare(1 - share * 0.75, upright, draws, "patches that stand as they did");
    }
}
