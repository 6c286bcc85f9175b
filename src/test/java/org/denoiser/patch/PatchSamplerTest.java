package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pairs are a function of seed and number, and come from everywhere. */
class PatchSamplerTest {
    private static final PatchOptions PLAIN =
            PatchOptions.defaults().noise(NoiseKind.GAUSSIAN, LevelRange.parse("0"), 0);

    private static Stream<PatchOptions> kindsOfOptions() {
        PatchOptions options = PatchOptions.defaults().size(8);
        return Stream.of(
                options,
                options.augment(false).clip(1),
                options.detail(3).seed(-7),
                options.noise(NoiseKind.GAUSSIAN, LevelRange.parse("5-55"), 0),
                options.noise(NoiseKind.POISSON, LevelRange.parse("10-100"), 0),
                options.noise(NoiseKind.POISSON_GAUSSIAN, LevelRange.parse("30"), 2),
                options.noise(NoiseKind.SALT_AND_PEPPER, LevelRange.parse("0-20"), 0));
    }

    private static PatchSampler sampler(PatchOptions options, int channels) {
        return new CleanPatches(
                List.of(
                        Patches.random("a", 30, 17, channels, 1),
                        Patches.random("b", 8, 40, channels, 2),
                        Patches.random("c", 5, 9, channels, 3)),
                options);
    }

    @ParameterizedTest
    @MethodSource("kindsOfOptions")
    void aPairIsAFunctionOfSeedAndNumberWhateverTheBatch(PatchOptions options) {
        PatchSampler sampler = sampler(options, 1);
        Patches.Pair[] alone =
                IntStream.range(0, 24).mapToObj(i -> Patches.draw(sampler, i)).toArray(Patches.Pair[]::new);
        for (int batch : new int[] {2, 5, 24}) {
            for (int first = 24 - batch; first >= 0; first -= batch) {
                Patches.Pair[] pairs = Patches.draw(sampler, first, batch);
                for (int i = 0; i < batch; i++) assertSame(alone[first + i], pairs[i], options + " number " + i);
            }
        }
        PatchSampler again = sampler(options, 1);
        for (int i = 23; i >= 0; i--) assertSame(alone[i], Patches.draw(again, i), options + " drawn again " + i);
    }

    @Test
    void threadsThatShareASamplerGetTheSamePairs() {
        PatchSampler sampler =
                sampler(PatchOptions.defaults().size(8).noise(NoiseKind.POISSON, LevelRange.parse("10-100"), 0), 3);
        List<Patches.Pair> expected =
                IntStream.range(0, 400).mapToObj(i -> Patches.draw(sampler, i)).collect(Collectors.toList());
        List<Patches.Pair> actual = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> Patches.draw(sampler, i))
                .collect(Collectors.toList());
        for (int i = 0; i < 400; i++) assertSame(expected.get(i), actual.get(i), "pair " + i);
    }

    @Test
    void numbersBeyondTheIntegersAreNumbersToo() {
        PatchSampler sampler = sampler(PatchOptions.defaults().size(8), 1);
        long first = (1L << 40) - 1;
        Patches.Pair[] pairs = Patches.draw(sampler, first, 3);
        for (int i = 0; i < 3; i++) assertSame(Patches.draw(sampler, first + i), pairs[i], "pair " + i);
        assertFalse(Arrays.equals(Patches.draw(sampler, (1L << 40)).noisy, Patches.draw(sampler, 0).noisy));
    }

    @Test
    void anotherSeedOrNumberGivesAnotherPair() {
        PatchOptions options = PatchOptions.defaults().size(8);
        Set<String> seen = new TreeSet<>();
        for (long seed : new long[] {0, 1, 2, -1, Long.MAX_VALUE}) {
            PatchSampler sampler = sampler(options.seed(seed), 1);
            for (int number = 0; number < 40; number++) {
                seen.add(Arrays.toString(Patches.draw(sampler, number).noisy));
            }
        }
        assertEquals(200, seen.size());
    }

    @Test
    void buffersOfAnyKindAndPositionAreFilledFromTheirBeginning() {
        PatchSampler sampler = sampler(PatchOptions.defaults().size(8), 3);
        int elements = 3 * sampler.patchElements();
        FloatBuffer noisy = ByteBuffer.allocateDirect((elements + 5) * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        FloatBuffer clean = FloatBuffer.allocate(elements + 5);
        noisy.position(7).limit(9);
        clean.position(3);
        clean.put(elements, 42);
        sampler.fill(5, 3, noisy, clean);
        assertEquals(7, noisy.position());
        assertEquals(3, clean.position());
        assertEquals(42, clean.get(elements));
        noisy.clear();
        Patches.Pair[] pairs = Patches.draw(sampler, 5, 3);
        for (int i = 0; i < elements; i++) {
            Patches.Pair pair = pairs[i / sampler.patchElements()];
            assertEquals(pair.noisy[i % sampler.patchElements()], noisy.get(i));
            assertEquals(pair.clean[i % sampler.patchElements()], clean.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16, 40, 33, 1",
        "16, 16, 16, 1",
        "9, 31, 20, 1",
        "7, 30, 7, 3",
        "2, 11, 5, 1",
        "3, 10, 4, 1",
        "1, 6, 7, 3"
    })
    void everyPlaceOfAPatchIsDrawnAndNoOther(int size, int width, int height, int channels) {
        TrainingImage image = Patches.numbered("image", width, height, channels);
        PatchSampler sampler = new CleanPatches(List.of(image), PLAIN.size(size).augment(false));
        Set<Integer> corners = new TreeSet<>();
        int places = (width - size + 1) * (height - size + 1);
        for (int number = 0; number < 60 * places && corners.size() < places; number++) {
            float[] clean = Patches.draw(sampler, number).clean;
            int corner = Math.round(clean[0] * image.pixels().length) / channels;
            corners.add(corner);
            int x0 = corner % width;
            int y0 = corner / width;
            assertArrayEquals(image.crop(x0, y0, size, size).pixels(), clean, "the patch at " + x0 + ", " + y0);
        }
        assertEquals(places, corners.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void imagesAreDrawnFromAsOftenAsTheyHavePlaces(int channels) {
        List<TrainingImage> images = List.of(
                Patches.numbered("small", 16, 16, channels),
                Patches.constant(2, 32, 16, channels),
                Patches.constant(3, 16, 64, channels));
        PatchSampler sampler = new CleanPatches(images, PLAIN.size(16));
        long[] counts = new long[3];
        int draws = 2000;
        for (Patches.Pair pair : Patches.draw(sampler, 0, draws)) counts[Math.max(1, Math.round(pair.clean[0])) - 1]++;
        // places in steps of half a patch: 1, 3 and 7
        double[] places = {1, 3, 7};
        for (int i = 0; i < 3; i++) {
            Bounds.assertShare(places[i] / 11, counts[i], draws, "draws from image " + i);
        }
        assertEquals(11, sampler.placeCount());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 1, 3", "1, 7, 1", "7, 1, 3", "5, 5, 1", "2, 40, 1", "15, 33, 3", "31, 3, 1"})
    void imagesSmallerThanThePatchAreContinuedByReflection(int width, int height, int channels) {
        int size = 16;
        TrainingImage image = Patches.numbered("small", width, height, channels);
        PatchSampler sampler = new CleanPatches(List.of(image), PLAIN.size(size).augment(false));
        Set<Float> seen = new TreeSet<>();
        for (int number = 0; number < 300; number++) {
            float[] clean = Patches.draw(sampler, number).clean;
            int start = Math.round(clean[0] * image.pixels().length) / channels;
            int x0 = start % width;
            int y0 = start / width;
            for (int i = 0; i < clean.length; i++) {
                int x = mirrored(x0 + i / channels % size, width);
                int y = mirrored(y0 + i / channels / size, height);
                assertEquals(image.pixels()[(y * width + x) * channels + i % channels], clean[i]);
                seen.add(clean[i]);
            }
        }
        assertEquals(width * height * channels, seen.size(), "every pixel is seen");
    }

    /** Walks to the position step by step and turns round at both ends. */
    private static int mirrored(int position, int size) {
        int at = 0;
        int direction = 1;
        for (int step = 0; step < position && size > 1; step++) {
            if (at + direction < 0 || at + direction >= size) direction = -direction;
            at += direction;
        }
        return at;
    }

    @Test
    void imagesThatCannotBeMixedAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CleanPatches(List.of(), PLAIN));
        List<TrainingImage> mixed = List.of(Patches.numbered("grey", 9, 9, 1), Patches.numbered("odd one", 9, 9, 3));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new CleanPatches(mixed, PLAIN));
        assertTrue(refused.getMessage().contains("odd one"), refused.getMessage());
    }

    @Test
    void fingerprintsTellOptionsAndImagesApart() {
        List<TrainingImage> images = List.of(Patches.numbered("a", 40, 40, 1));
        Set<String> prints = new TreeSet<>();
        kindsOfOptions().forEach(options -> prints.add(new CleanPatches(images, options).fingerprint()));
        assertEquals(kindsOfOptions().count(), prints.size());
        PatchOptions options = PatchOptions.defaults().size(8);
        String print = new CleanPatches(images, options).fingerprint();
        assertEquals(print, new CleanPatches(images, options).fingerprint());
        List<TrainingImage> more = List.of(Patches.numbered("a", 40, 48, 1));
        assertFalse(print.equals(new CleanPatches(more, options).fingerprint()));
    }

    private static void assertSame(Patches.Pair expected, Patches.Pair actual, String message) {
        assertArrayEquals(expected.clean, actual.clean, "clean: " + message);
        assertArrayEquals(expected.noisy, actual.noisy, "noisy: " + message);
    }
}
