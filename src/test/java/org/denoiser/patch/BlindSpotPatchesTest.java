package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pixels a blind-spot training hides, and behind what. All values of the images differ, so that each tells where it is from. */
class BlindSpotPatchesTest {
    private static final int SIZE = 32;

    private static PatchOptions upright(int size) {
        return PatchOptions.defaults().size(size).augment(false);
    }

    private static BlindSpotPatches sampler(int channels, MaskOptions mask) {
        return new BlindSpotPatches(List.of(Patches.numbered("numbers", 80, 70, channels)), upright(SIZE), mask);
    }

    /** Pixels whose target counts. */
    private static List<Integer> masked(Patches.Pair pair, int channels) {
        List<Integer> masked = new ArrayList<>();
        for (int i = 0; i < pair.clean.length / channels; i++) {
            if (!Float.isNaN(pair.clean[i * channels])) masked.add(i);
        }
        return masked;
    }

    /** What the patch was like before: its value at {@code x, y} follows from that of any pixel that was not touched. */
    private static float[] before(Patches.Pair pair, int channels) {
        float[] numbers = Patches.numbered("numbers", 80, 70, channels).pixels();
        for (int top = 0; top <= 70 - SIZE; top++) {
            for (int left = 0; left <= 80 - SIZE; left++) {
                float[] patch = new float[SIZE * SIZE * channels];
                int same = 0;
                for (int i = 0; i < patch.length; i++) {
                    int pixel = i / channels;
                    int from = (top + pixel / SIZE) * 80 + left + pixel % SIZE;
                    patch[i] = numbers[from * channels + i % channels];
                    same += patch[i] == pair.noisy[i] ? 1 : 0;
                }
                if (same > patch.length / 2) return patch;
            }
        }
        throw new AssertionError("the patch is from nowhere");
    }

    @ParameterizedTest
    @CsvSource({"1.5625, 8, 1", "1.5625, 8, 3", "0.198, 22, 1", "4, 5, 1", "6.25, 4, 1", "25, 2, 1", "0.01, 32, 1"})
    void aPixelIsMaskedInEachBox(double percent, int box, int channels) {
        BlindSpotPatches sampler = sampler(channels, MaskOptions.defaults().percent(percent));
        int whole = SIZE / box;
        for (Patches.Pair pair : Patches.draw(sampler, 0, 50)) {
            Map<Integer, Integer> boxes = new HashMap<>();
            for (int pixel : masked(pair, channels)) {
                int number = pixel / SIZE / box * SIZE + pixel % SIZE / box;
                assertEquals(1, boxes.merge(number, 1, Integer::sum), "pixels in a box");
            }
            for (int y = 0; y < whole; y++) {
                for (int x = 0; x < whole; x++) assertTrue(boxes.containsKey(y * SIZE + x), "a box without one");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5625, 4, 0.198})
    void everyPixelIsAsLikelyAsEveryOther(double percent) {
        int draws = 20_000;
        long side = Math.round(Math.sqrt(100 / percent));
        int[] hits = new int[SIZE * SIZE];
        BlindSpotPatches sampler = sampler(1, MaskOptions.defaults().percent(percent));
        long all = 0;
        for (int i = 0; i < draws / 500; i++) {
            for (Patches.Pair pair : Patches.draw(sampler, 500L * i, 500)) {
                for (int pixel : masked(pair, 1)) {
                    hits[pixel]++;
                    all++;
                }
            }
        }
        double share = 1.0 / (side * side);
        double error = Math.sqrt(share * (1 - share) * draws);
        for (int hit : hits) assertEquals(share * draws, hit, 5.5 * error, "times that a pixel is masked");
        Bounds.assertShare(share, all, (long) draws * SIZE * SIZE, "masked pixels");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void targetsAreWhatWasThereAndAllElseIsLeft(int channels) {
        for (Patches.Pair pair : Patches.draw(sampler(channels, MaskOptions.defaults()), 7, 20)) {
            float[] before = before(pair, channels);
            List<Integer> masked = masked(pair, channels);
            for (int i = 0; i < before.length; i++) {
                if (masked.contains(i / channels)) {
                    assertEquals(before[i], pair.clean[i], "target");
                    assertFalse(before[i] == pair.noisy[i], "the value of a masked pixel shines through");
                } else {
                    assertTrue(Float.isNaN(pair.clean[i]), "a target that counts");
                    assertEquals(before[i], pair.noisy[i], "a pixel that is not masked");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UNIFORM, 11, 1",
        "UNIFORM, 3, 1",
        "UNIFORM_NO_CENTRE, 11, 1",
        "UNIFORM_NO_CENTRE, 5, 3",
        "UNIFORM_NO_CENTRE, 3, 1"
    })
    void drawnReplacementsComeFromTheWholeNeighbourhood(Replacement kind, int side, int channels) {
        int radius = side / 2;
        int[] seen = new int[side * side];
        int inside = 0;
        MaskOptions mask = MaskOptions.defaults().percent(4).neighbourhood(side).replacement(kind);
        for (Patches.Pair pair : Patches.draw(sampler(channels, mask), 0, 300)) {
            float[] before = before(pair, channels);
            for (int pixel : masked(pair, channels)) {
                int x = pixel % SIZE;
                int y = pixel / SIZE;
                int from = indexOf(before, pair.noisy[pixel * channels]);
                assertEquals(0, from % channels, "channel that a channel's value comes from");
                for (int c = 1; c < channels; c++) {
                    assertEquals(before[from + c], pair.noisy[pixel * channels + c], "colours stay together");
                }
                int dx = from / channels % SIZE - x;
                int dy = from / channels / SIZE - y;
                assertTrue(Math.abs(dx) <= radius && Math.abs(dy) <= radius, "outside of the neighbourhood");
                if (x >= radius && y >= radius && x < SIZE - radius && y < SIZE - radius) {
                    seen[(dy + radius) * side + dx + radius]++;
                    inside++;
                }
            }
        }
        int centre = side * side / 2;
        int others = kind == Replacement.UNIFORM ? side * side : side * side - 1;
        for (int i = 0; i < seen.length; i++) {
            double share = i == centre && kind != Replacement.UNIFORM ? 0 : 1.0 / others;
            Bounds.assertShare(share, seen[i], inside, "replacements from " + i);
        }
    }

    private static int indexOf(float[] values, float value) {
        for (int i = 0; i < values.length; i++) if (values[i] == value) return i;
        throw new AssertionError(value + " is from nowhere");
    }

    @ParameterizedTest
    @CsvSource({"MEAN, 3, 1", "MEAN, 11, 3", "MEDIAN, 3, 1", "MEDIAN, 5, 3", "MEDIAN, 11, 1"})
    void meanAndMedianAreThoseOfTheOtherPixels(Replacement kind, int side, int channels) {
        MaskOptions mask = MaskOptions.defaults().neighbourhood(side).replacement(kind);
        for (Patches.Pair pair : Patches.draw(sampler(channels, mask), 0, 20)) {
            float[] before = before(pair, channels);
            for (int pixel : masked(pair, channels)) {
                for (int c = 0; c < channels; c++) {
                    double[] others = others(before, pixel, side, channels, c);
                    double mean = Arrays.stream(others).average().orElseThrow();
                    Arrays.sort(others);
                    double median = (others[(others.length - 1) / 2] + others[others.length / 2]) / 2;
                    double expected = kind == Replacement.MEAN ? mean : median;
                    assertEquals(expected, pair.noisy[pixel * channels + c], 1e-6);
                }
            }
        }
    }

    private static double[] others(float[] before, int pixel, int side, int channels, int channel) {
        List<Double> others = new ArrayList<>();
        for (int i = 0; i < SIZE * SIZE; i++) {
            boolean near =
                    Math.abs(i % SIZE - pixel % SIZE) <= side / 2 && Math.abs(i / SIZE - pixel / SIZE) <= side / 2;
            if (near && i != pixel) others.add((double) before[i * channels + channel]);
        }
        return others.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @ParameterizedTest
    @CsvSource({"HORIZONTAL, 3", "HORIZONTAL, 7", "VERTICAL, 5"})
    void stripsAreHiddenButDoNotCount(MaskStructure structure, int length) {
        MaskOptions mask = MaskOptions.defaults().percent(0.4).structure(structure, length);
        for (Patches.Pair pair : Patches.draw(sampler(1, mask), 0, 30)) {
            float[] before = before(pair, 1);
            List<Integer> masked = masked(pair, 1);
            for (int i = 0; i < before.length; i++) {
                boolean hidden = false;
                for (int pixel : masked) hidden |= inStrip(i, pixel, structure, length);
                assertEquals(!hidden, before[i] == pair.noisy[i], "pixel " + i % SIZE + ", " + i / SIZE);
                assertEquals(!masked.contains(i), Float.isNaN(pair.clean[i]));
            }
            if (masked.size() == 1) {
                assertFalse(
                        inStrip(indexOf(before, pair.noisy[masked.get(0)]), masked.get(0), structure, length),
                        "a replacement from the strip");
            }
        }
    }

    private static boolean inStrip(int pixel, int centre, MaskStructure structure, int length) {
        int dx = Math.abs(pixel % SIZE - centre % SIZE);
        int dy = Math.abs(pixel / SIZE - centre / SIZE);
        return structure == MaskStructure.HORIZONTAL ? dy == 0 && dx <= length / 2 : dx == 0 && dy <= length / 2;
    }

    /** Rows of equal values stay rows in every patch where the noise runs along rows. */
    @ParameterizedTest
    @EnumSource(names = {"HORIZONTAL", "VERTICAL"})
    void structuredPatchesAreFlippedButKeepTheirRows(MaskStructure structure) {
        float[] pixels = new float[64 * 64];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (i / 64) / 64f;
        BlindSpotPatches sampler = new BlindSpotPatches(
                List.of(new TrainingImage("rows", 64, 64, 1, pixels)),
                PatchOptions.defaults().size(SIZE),
                MaskOptions.defaults().structure(structure, 5));
        int up = 0;
        for (Patches.Pair pair : Patches.draw(sampler, 0, 60)) {
            for (int pixel : masked(pair, 1)) {
                int row = pixel / SIZE;
                assertEquals(
                        pair.clean[pixel],
                        (pixel % SIZE + 8 < SIZE ? pair.noisy[row * SIZE + SIZE - 1] : pair.noisy[row * SIZE]),
                        1 / 4f);
            }
            float first = pair.noisy[0];
            float last = pair.noisy[SIZE * SIZE - 1];
            assertTrue(Math.abs(first - last) > 0.2f, "rows that became columns");
            up += first > last ? 1 : 0;
        }
        assertTrue(up > 10 && up < 50, "patches that are upside down: " + up);
    }

    @Test
    void aPairFollowsFromItsNumberAlone() {
        BlindSpotPatches sampler = sampler(1, MaskOptions.defaults());
        Patches.Pair[] batch = Patches.draw(sampler, 40, 6);
        for (int i = 0; i < batch.length; i++) {
            Patches.Pair alone = Patches.draw(sampler(1, MaskOptions.defaults()), 40 + i);
            assertArrayEquals(batch[i].noisy, alone.noisy);
            assertArrayEquals(batch[i].clean, alone.clean);
        }
        assertFalse(Arrays.equals(batch[0].noisy, batch[1].noisy));
    }

    @Test
    void theFingerprintTellsOptionsApart() {
        MaskOptions mask = MaskOptions.defaults();
        String first = sampler(1, mask).fingerprint();
        assertEquals(first, sampler(1, mask).fingerprint());
        for (MaskOptions other : List.of(
                mask.percent(2),
                mask.neighbourhood(9),
                mask.replacement(Replacement.MEDIAN),
                mask.structure(MaskStructure.VERTICAL, 3))) {
            assertFalse(first.equals(sampler(1, other).fingerprint()), other.toString());
        }
        assertTrue(sampler(1, mask).isMasked());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mask 0", "mask 26", "mask NaN", "neighbourhood 4", "neighbourhood 1", "length 11", "length 4"})
    void whatIsNotAllowedIsRefused(String wrong) {
        String key = wrong.split(" ")[0];
        double value = Double.parseDouble(wrong.split(" ")[1]);
        MaskOptions mask = MaskOptions.defaults();
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> {
            if (key.equals("mask")) mask.percent(value);
            if (key.equals("neighbourhood")) mask.neighbourhood((int) value);
            if (key.equals("length")) mask.structure(MaskStructure.HORIZONTAL, (int) value);
        });
        assertTrue(refused.getMessage().startsWith(key + "="), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aNeighbourhoodReachesBeyondTheStripWhicheverIsSetFirst(MaskStructure structure) {
        MaskOptions mask = MaskOptions.defaults().structure(structure, 5);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> mask.neighbourhood(5));
        assertEquals("neighbourhood=5: an odd number from 7 to 65 is needed", refused.getMessage());
        assertEquals(7, mask.neighbourhood(7).neighbourhood());
        assertEquals(3, MaskOptions.defaults().neighbourhood(3).neighbourhood());
    }
}
