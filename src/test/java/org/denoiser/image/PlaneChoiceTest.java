package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chosen planes, with what belongs to them. */
class PlaneChoiceTest {
    @TempDir
    Path folder;

    private static String text(int first, int last) {
        return first == last ? "" + first : first + "-" + last;
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void everyBlockOfPlanesIsThatBlock(PixelType type) throws IOException {
        for (Shape shape : Shape.values()) {
            if (shape.mode > 0 && type.components() == 3) continue;
            ImagePlus image = TestImages.decorated(type, shape, 9, 5);
            check(image, type + " " + shape);
            if (shape == Shape.SINGLE) continue;
            Path file = folder.resolve("stack.tif");
            ImageFiles.save(image, file);
            check(
                    ImageFiles.open(file, Residence.VIRTUAL, OutputType.SAME, PlaneListener.NONE),
                    type + " " + shape + " on disk");
        }
    }

    private static void check(ImagePlus image, String what) {
        String before = ImageState.of(image).get("pixels");
        int[] n = {image.getNChannels(), image.getNSlices(), image.getNFrames()};
        int[] last = n.clone();
        for (int[] first :
                new int[][] {{1, 1, 1}, {n[0], 1, 1}, {1, n[1], 1}, {1, 1, n[2]}, {(n[0] + 1) / 2, 1, n[2]}}) {
            // with an axis alone, slices mean that axis
            int axes = (n[0] > 1 ? 1 : 0) + (n[1] > 1 ? 1 : 0) + (n[2] > 1 ? 1 : 0);
            String slices = axes == 1 && n[1] == 1 ? "" : text(first[1], last[1]);
            PlaneChoice choice = PlaneChoice.parse(slices, text(first[0], last[0]), text(first[2], last[2]));
            ImagePlus part = choice.of(image);
            String where = what + choice;
            int[] size = {last[0] - first[0] + 1, last[1] - first[1] + 1, last[2] - first[2] + 1};
            assertArrayEquals(new int[] {9, 5, size[0], size[1], size[2]}, part.getDimensions(), where);
            assertEquals(PixelType.of(image), PixelType.of(part), where);
            assertEquals(image.getTitle(), part.getTitle());
            assertEquals(
                    image.getStack().isVirtual() && part.getStackSize() > 1,
                    part.getStack().isVirtual(),
                    where);
            checkPlanes(image, part, first, where);
            assertEquals(image.getLocalCalibration().zOrigin - first[1] + 1, part.getLocalCalibration().zOrigin, where);
            assertEquals(image.getInfoProperty(), part.getInfoProperty(), where);
            assertEquals("" + image.getRoi(), "" + part.getRoi(), where);
            if (part instanceof CompositeImage) {
                assertEquals(((CompositeImage) image).getMode(), ((CompositeImage) part).getMode(), where);
            }
        }
        assertEquals(before, ImageState.of(image).get("pixels"), what + ", the image itself");
    }

    private static void checkPlanes(ImagePlus image, ImagePlus part, int[] first, String where) {
        Planes from = Planes.of(image);
        Planes to = Planes.of(part);
        for (int plane = 0; plane < to.count(); plane++) {
            int[] at = part.convertIndexToPosition(plane + 1);
            int index = image.getStackIndex(at[0] + first[0] - 1, at[1] + first[1] - 1, at[2] + first[2] - 1);
            for (int c = 0; c < to.components(); c++) {
                assertTrue(Arrays.equals(from.read(index - 1, c), to.read(plane, c)), where + " plane " + plane);
            }
            if (part.getStackSize() > 1) {
                String label = image.getStack().getSliceLabel(index);
                assertEquals(label, part.getStack().getSliceLabel(plane + 1), where);
            }
            if (image instanceof CompositeImage && part instanceof CompositeImage) {
                double range = ((CompositeImage) image).getChannelLut(at[0] + first[0] - 1).max;
                assertEquals(range, ((CompositeImage) part).getChannelLut(at[0]).max, where);
            }
        }
    }

    @Test
    void inAStackOfOneAxisSlicesAreItsPlanes() {
        for (Shape shape : List.of(Shape.STACK, Shape.TIME, Shape.CHANNELS, Shape.COMPOSITE)) {
            ImagePlus image = TestImages.decorated(PixelType.GRAY16, shape, 4, 3);
            ImagePlus part = PlaneChoice.parse("2-3", "", "").of(image);
            assertEquals(2, part.getStackSize(), shape.toString());
            assertEquals(List.of(values(image, 1), values(image, 2)), List.of(values(part, 0), values(part, 1)));
        }
    }

    private static String values(ImagePlus image, int plane) {
        return Arrays.toString(Planes.of(image).read(plane, 0));
    }

    @Test
    void overlaysGoWithTheirPlanes() {
        ImagePlus image = TestImages.decorated(PixelType.GRAY8, Shape.HYPERSTACK, 4, 3);
        // one element at the last plane, one at the first channel, slice and frame
        assertEquals(1, PlaneChoice.parse("3", "", "2").of(image).getOverlay().size());
        assertEquals(
                PlaneChoice.parse("3", "", "2").of(image).getStackSize(),
                PlaneChoice.parse("3", "", "2").of(image).getOverlay().get(0).getPosition());
        assertEquals(0, PlaneChoice.parse("2", "", "").of(image).getOverlay().size());
        assertEquals(2, image.getOverlay().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "3-", "5-2", "1,2", "a", "0-4", "1.5", "99999999999"})
    void whatIsNoRangeIsRefused(String text) {
        for (int key = 0; key < 3; key++) {
            String[] texts = {"", "", ""};
            texts[key] = text;
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> PlaneChoice.parse(texts[0], texts[1], texts[2]));
            String name = List.of("slices", "channels", "frames").get(key);
            assertTrue(refused.getMessage().startsWith(name + "=" + text + ": "), refused.getMessage());
        }
    }

    @Test
    void planesThatAreNotThereAreRefused() {
        ImagePlus image = TestImages.decorated(PixelType.GRAY8, Shape.HYPERSTACK, 4, 3);
        for (String[] texts : new String[][] {{"4", "", ""}, {"", "1-3", ""}, {"", "", "3"}}) {
            PlaneChoice choice = PlaneChoice.parse(texts[0], texts[1], texts[2]);
            assertThrows(IllegalArgumentException.class, () -> choice.of(image));
        }
        ImagePlus time = TestImages.decorated(PixelType.GRAY8, Shape.TIME, 4, 3);
        assertThrows(IllegalArgumentException.class, () -> PlaneChoice.parse("1", "", "1")
                .of(time));
        assertSame(image, PlaneChoice.parse(" ", "", "").of(image));
    }
}
