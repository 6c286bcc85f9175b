package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Epochs in which every place comes once. */
class PermutationTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 16, 17, 63, 64, 65, 255, 1000, 60_000, 65_536, 100_003})
    void isABijection(int count) {
        for (long seed : new long[] {0, 1, -7}) {
            Permutation permutation = new Permutation(count, seed);
            BitSet seen = new BitSet(count);
            for (int i = 0; i < count; i++) {
                int place = permutation.at(i);
                assertTrue(place >= 0 && place < count, "place " + place + " of " + count);
                assertFalse(seen.get(place), "place " + place + " came before");
                seen.set(place);
            }
        }
    }

    /** Where the first number goes is close to uniform over the seeds. */
    @ParameterizedTest
    @ValueSource(ints = {5, 12, 100})
    void everyPlaceIsAsLikelyToComeFirst(int count) {
        int tries = 20_000;
        int[] first = new int[count];
        for (int seed = 0; seed < tries; seed++) first[new Permutation(count, seed).at(0)]++;
        for (int hits : first) Bounds.assertShare(1.0 / count, hits, tries, "of a place to come first");
    }

    private static List<TrainingImage> images(int count) {
        List<TrainingImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] pixels = new float[16];
            java.util.Arrays.fill(pixels, i);
            images.add(new TrainingImage("image " + i, 4, 4, 1, pixels));
        }
        return images;
    }

    /** Every image comes once in each epoch, and the last batch is filled up with others. */
    @ParameterizedTest
    @CsvSource({"12, 4", "13, 4", "10, 3", "1, 4", "7, 100", "60, 1"})
    void everyImageComesInEveryEpoch(int count, int batch) {
        PatchOptions options = PatchOptions.defaults().size(4).epochsOf(batch);
        PairedPatches sampler = new PairedPatches(Patches.own(images(count)), options);
        assertEquals(count, sampler.placeCount());
        int patches = (count + batch - 1) / batch * batch;
        List<List<Integer>> orders = new ArrayList<>();
        for (int epoch = 0; epoch < 3; epoch++) {
            List<Integer> order = new ArrayList<>();
            for (Patches.Pair pair : Patches.draw(sampler, (long) epoch * patches, patches)) {
                order.add((int) pair.noisy[0]);
            }
            Set<Integer> once = new HashSet<>(order.subList(0, count));
            assertEquals(count, once.size(), "images in epoch " + epoch);
            orders.add(order);
        }
        if (count >= 7) assertFalse(orders.get(0).equals(orders.get(1)), "epochs in the same order");
    }

    @Test
    void theSeedDecidesOnTheOrder() {
        PatchOptions options = PatchOptions.defaults().size(4).epochsOf(4);
        List<TrainingImage> images = Patches.own(images(20));
        Set<List<Float>> orders = new HashSet<>();
        for (int seed = 0; seed < 4; seed++) {
            List<Float> order = new ArrayList<>();
            for (Patches.Pair pair : Patches.draw(new PairedPatches(images, options.seed(seed)), 0, 20)) {
                order.add(pair.noisy[0]);
            }
            orders.add(order);
        }
        assertEquals(4, orders.size());
    }
}
