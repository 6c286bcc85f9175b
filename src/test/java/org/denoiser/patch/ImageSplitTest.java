package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images to validate with are never learnt from. */
class ImageSplitTest {
    private static final double[] SHARES = {0.01, 0.1, 0.25, 0.5, 0.9, 0.99};

    /** Every name stands for copies of two sizes. */
    private static List<TrainingImage> images(int names) {
        return IntStream.range(0, 2 * names)
                .mapToObj(i -> Patches.numbered("image " + i / 2, 4 + i % 2, 3, 1))
                .collect(Collectors.toList());
    }

    private static Set<String> names(List<TrainingImage> images) {
        return images.stream().map(TrainingImage::name).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 10, 37})
    void wholeNamesGoToOneSide(int count) {
        List<TrainingImage> images = images(count);
        for (double share : SHARES) {
            for (long seed = 0; seed < 10; seed++) {
                ImageSplit split = ImageSplit.of(images, share, seed);
                Set<String> training = names(split.training());
                Set<String> validation = names(split.validation());
                Set<TrainingImage> both = new HashSet<>(split.training());
                both.addAll(split.validation());
                assertEquals(new HashSet<>(images), both, "nothing is lost");
                assertEquals(
                        images.size(),
                        split.training().size() + split.validation().size(),
                        "nothing is doubled");
                assertEquals(count, training.size() + validation.size(), "no name is on both sides");
                assertTrue(!training.isEmpty() && !validation.isEmpty());
                double wanted = Math.max(1, Math.min(count - 1, share * count));
                assertTrue(Math.abs(validation.size() - wanted) <= 0.5, validation.size() + " for " + wanted);
            }
        }
    }

    @Test
    void theSeedDecidesWhichAndNothingElse() {
        Set<Set<String>> held = new HashSet<>();
        for (long seed = 0; seed < 40; seed++) {
            ImageSplit split = ImageSplit.of(images(10), 0.2, seed);
            assertEquals(
                    names(split.validation()),
                    names(ImageSplit.of(images(10), 0.2, seed).validation()));
            held.add(names(split.validation()));
        }
        Set<String> ever = new HashSet<>();
        held.forEach(ever::addAll);
        assertTrue(held.size() > 10, held.size() + " different choices");
        assertEquals(10, ever.size(), "every image is held back by some seed");
    }

    @Test
    void imagesKeepTheirOrder() {
        List<TrainingImage> images = images(12);
        ImageSplit split = ImageSplit.of(images, 0.3, 4);
        for (List<TrainingImage> side : List.of(split.training(), split.validation())) {
            List<TrainingImage> ordered = new ArrayList<>(images);
            ordered.retainAll(side);
            assertEquals(ordered, side);
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 0.1, 1", "10, 0.25, 3", "100, 0.5, 50", "2, 0.1, 1", "2, 0.9, 1", "3, 0.01, 1", "10, 0.99, 9"})
    void aSingleImageIsCutInTwo(int height, double share, int held) {
        TrainingImage image = Patches.numbered("only", 7, height, 3);
        ImageSplit split = ImageSplit.of(List.of(image), share, 1);
        assertEquals(1, split.training().size());
        assertEquals(1, split.validation().size());
        TrainingImage above = split.training().get(0);
        TrainingImage below = split.validation().get(0);
        assertEquals(held, below.height());
        assertArrayEquals(image.crop(0, 0, 7, height - held).pixels(), above.pixels());
        assertArrayEquals(image.crop(0, height - held, 7, held).pixels(), below.pixels());
    }

    @Test
    void allSizesOfASingleImageAreCutAtTheSamePlace() {
        List<TrainingImage> sizes = List.of(Patches.numbered("only", 40, 80, 1), Patches.numbered("only", 20, 40, 1));
        ImageSplit split = ImageSplit.of(sizes, 0.25, 1);
        assertEquals(
                List.of(60, 30),
                split.training().stream().map(TrainingImage::height).collect(Collectors.toList()));
        assertEquals(
                List.of(20, 10),
                split.validation().stream().map(TrainingImage::height).collect(Collectors.toList()));
    }

    @Test
    void aSingleRowIsOnBothSides() {
        TrainingImage row = Patches.numbered("row", 50, 1, 1);
        ImageSplit split = ImageSplit.of(List.of(row), 0.1, 1);
        assertEquals(List.of(row), split.training());
        assertEquals(List.of(row), split.validation());
    }

    @Test
    void manyImagesAreSplitToo() {
        ImageSplit split = ImageSplit.of(images(60_000), 0.1, 3);
        assertEquals(6_000, names(split.validation()).size());
    }

    @Test
    void whatCannotBeSplitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ImageSplit.of(List.of(), 0.1, 1));
        for (double share : new double[] {0, 1, -0.1, 1.5, Double.NaN}) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> ImageSplit.of(images(3), share, 1));
            assertTrue(refused.getMessage().contains("split=" + share), refused.getMessage());
        }
    }
}
