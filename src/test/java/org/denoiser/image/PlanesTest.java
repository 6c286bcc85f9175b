package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanesTest {

    @ParameterizedTest
    @EnumSource(Shape.class)
    void planesFollowTheStackWithChannelsFastest(Shape shape) {
        ImagePlus image = TestImages.plain(PixelType.GRAY16, shape, 4, 3);
        Planes planes = Planes.of(image);
        assertEquals(shape.channels * shape.slices * shape.frames, planes.count());
        assertEquals(shape.channels, planes.channels());
        assertEquals(1, planes.components());
        for (int plane = 0; plane < planes.count(); plane++) {
            assertEquals(image.convertIndexToPosition(plane + 1)[0] - 1, planes.channelOf(plane));
            ImageProcessor slice = image.getStackSize() == 1
                    ? image.getProcessor()
                    : image.getStack().getProcessor(plane + 1);
            float[] values = planes.read(plane, 0);
            for (int i = 0; i < 12; i++) assertEquals(slice.getf(i), values[i]);
        }
    }

    @Test
    void componentsOfColorsAreRedGreenBlue() {
        ColorProcessor color = new ColorProcessor(2, 1, new int[] {0xff010203, 0x00fffefd});
        Planes planes = Planes.of(new ImagePlus("colors", color));
        assertEquals(3, planes.components());
        assertArrayEquals(new float[] {1, 255}, planes.read(0, 0));
        assertArrayEquals(new float[] {2, 254}, planes.read(0, 1));
        assertArrayEquals(new float[] {3, 253}, planes.read(0, 2));
        float[] luminance = planes.luminance(0);
        assertEquals(0.299 + 0.587 * 2 + 0.114 * 3, luminance[0], 1e-6);
    }

    @Test
    void whiteHasTheLuminanceOfWhite() {
        ColorProcessor white = new ColorProcessor(1, 1, new int[] {0xffffffff});
        assertEquals(255, Planes.of(new ImagePlus("white", white)).luminance(0)[0], 1e-4);
    }

    @Test
    void indexedColorsAreReadThroughTheirTable() {
        ImagePlus image = TestImages.plain(PixelType.INDEXED, Shape.STACK, 8, 8);
        Planes planes = Planes.of(image);
        assertEquals(PixelType.INDEXED, planes.type());
        ImageProcessor index = image.getStack().getProcessor(4);
        for (int i = 0; i < 64; i++) {
            int rgb = index.getColorModel().getRGB(index.get(i));
            assertEquals(rgb >> 16 & 0xff, planes.read(3, 0)[i]);
            assertEquals(rgb >> 8 & 0xff, planes.read(3, 1)[i]);
            assertEquals(rgb & 0xff, planes.read(3, 2)[i]);
        }
    }

    @Test
    void aLookUpTableIsNoColor() {
        ImagePlus image = TestImages.decorated(PixelType.GRAY8, Shape.SINGLE, 4, 4);
        assertEquals(PixelType.GRAY8, Planes.of(image).type());
        assertEquals(image.getProcessor().get(5), Planes.of(image).read(0, 0)[5]);
    }

    @Test
    void selectionsAndCalibrationPlayNoPart() {
        ImagePlus image = TestImages.plain(PixelType.GRAY16, Shape.SINGLE, 6, 6);
        float[] values = Planes.of(image).read(0, 0);
        image.setRoi(new Roi(1, 1, 2, 2));
        image.getCalibration().setSigned16BitCalibration();
        assertArrayEquals(values, Planes.of(image).read(0, 0));
    }

    /** Hands out one and the same array for every slice, as some readers do. */
    private static final class OneBuffer extends VirtualStack {
        private final ByteProcessor buffer = new ByteProcessor(7, 5);

        private OneBuffer() {
            super(7, 5, 40);
        }

        @Override
        public ImageProcessor getProcessor(int n) {
            if (n == 40) return null;
            buffer.setColor(n);
            buffer.fill();
            return buffer;
        }
    }

    @Test
    void virtualStacksAreReadSliceBySliceFromManyThreads() {
        Planes planes = Planes.of(new ImagePlus("virtual", new OneBuffer()));
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 39; i++) numbers.add(i);
        numbers.parallelStream().forEach(plane -> {
            for (float value : planes.read(plane, 0)) assertEquals(plane + 1, value);
        });
    }

    @Test
    void aVirtualSliceThatCannotBeReadIsNamed() {
        Planes planes = Planes.of(new ImagePlus("virtual", new OneBuffer()));
        Exception e = assertThrows(UncheckedIOException.class, () -> planes.read(39, 0));
        assertEquals("Virtual stack 'virtual' did not deliver slice 40.", e.getMessage());
    }

    @Test
    void nanAndInfinityAreCountedAndPlaced() {
        ImagePlus image = TestImages.plain(PixelType.GRAY32, Shape.HYPERSTACK, 4, 4);
        List<Long> heard = new ArrayList<>();
        Planes.of(image).requireFinite((done, total) -> heard.add(100 * done + total));
        assertEquals(12, heard.size());
        assertEquals(1212, heard.get(11));
        image.getStack().getProcessor(4).setf(3, Float.NaN);
        image.getStack().getProcessor(4).setf(5, Float.NEGATIVE_INFINITY);
        image.getStack().getProcessor(9).setf(0, Float.POSITIVE_INFINITY);
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> Planes.of(image).requireFinite(PlaneListener.NONE));
        assertEquals(
                "Image 'GRAY32 HYPERSTACK 4x4.tif' has 3 NaN or infinite pixels, first in slice 4 (c2 z2 t1) (2 there);"
                        + " replace them by numbers, for instance with Process > Noise > Remove NaNs.",
                e.getMessage());
    }

    @Test
    void aListenerStopsTheWalkByThrowing() {
        Planes planes = Planes.of(TestImages.plain(PixelType.GRAY32, Shape.STACK, 4, 4));
        assertThrows(
                CancellationException.class,
                () -> planes.requireFinite((done, total) -> {
                    throw new CancellationException();
                }));
    }

    @Test
    void whatIsNotThereIsRefused() {
        Planes planes = Planes.of(new ImagePlus("one", new FloatProcessor(2, 2)));
        assertThrows(IndexOutOfBoundsException.class, () -> planes.read(1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> planes.read(0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> planes.channelOf(-1));
        assertThrows(IllegalArgumentException.class, () -> Planes.of(new ImagePlus()));
    }

    @ParameterizedTest
    @EnumSource
    void namesArePlain(PixelType type) {
        Planes planes = Planes.of(TestImages.plain(type, Shape.STACK, 3, 2));
        assertEquals(type, planes.type());
        assertEquals("slice 3", planes.position(2));
        assertEquals(3, planes.width());
        assertEquals(2, planes.height());
    }

    @ParameterizedTest
    @CsvSource({"7, 5, 7, 5", "7, 5, 3, 1", "8, 6, 3, 3", "1, 9, 1, 4"})
    void theMiddleHasAsMuchAroundItOnBothSides(int width, int height, int wide, int tall) {
        Planes planes = Planes.of(TestImages.plain(PixelType.GRAY32, Shape.SINGLE, width, height));
        float[] plane = planes.read(0, 0);
        float[] middle = planes.middle(0, 0, wide, tall);
        assertEquals(wide * tall, middle.length);
        for (int i = 0; i < middle.length; i++) {
            int x = (width - wide) / 2 + i % wide;
            int y = (height - tall) / 2 + i / wide;
            assertEquals(plane[y * width + x], middle[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreThoseOfThePlane(PixelType type) {
        for (Shape shape : new Shape[] {Shape.SINGLE, Shape.STACK}) {
            Planes planes = Planes.of(TestImages.plain(type, shape, 7, 5));
            for (int component = 0; component < planes.components(); component++) {
                int last = planes.count() - 1;
                float[] plane = planes.read(last, component);
                PlaneRows rows = planes.rows(last);
                for (int first = 0; first <= 5; first++) {
                    for (int count = 0; count <= 5 - first; count++) {
                        float[] expected = Arrays.copyOfRange(plane, 7 * first, 7 * (first + count));
                        assertArrayEquals(expected, rows.read(component, first, count));
                    }
                }
            }
            assertThrows(IndexOutOfBoundsException.class, () -> planes.rows(0).read(planes.components(), 0, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> planes.rows(0).read(0, -1, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> planes.rows(0).read(0, 3, 3));
        }
    }
}
