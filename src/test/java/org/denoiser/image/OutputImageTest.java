package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileInfo;
import ij.measure.Calibration;
import ij.process.FHT;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.util.Arrays;
import java.util.stream.Stream;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutputImageTest {

    static Stream<ImagePlus> images() {
        return TestImages.all();
    }

    @ParameterizedTest
    @MethodSource("images")
    void copyingThroughKeepsPixelsAndMetadata(ImagePlus input) {
        ImageState before = ImageState.of(input);
        ImagePlus result = copy(input, OutputType.SAME);
        ImageState.of(input).assertSame(before, "the input must not change");
        ImageState expected = ImageState.of(input);
        ImageState actual = ImageState.of(result);
        if (input.getType() == ImagePlus.COLOR_256) {
            assertEquals("RGB", actual.get("type"));
            expected.without("type");
            actual.without("type");
        }
        expected.assertSame(actual, input.getTitle());
        assertEquals(Titles.withoutExtension(input.getTitle()) + "-denoised", result.getTitle());
    }

    @ParameterizedTest
    @MethodSource("images")
    void floatOutputKeepsValuesAndRanges(ImagePlus input) {
        ImagePlus result = copy(input, OutputType.FLOAT);
        Planes from = Planes.of(input);
        Planes to = Planes.of(result);
        int components = from.components();
        assertEquals(PixelType.GRAY32, to.type());
        assertEquals(from.count() * components, to.count());
        assertEquals(from.channels() * components, to.channels());
        assertEquals(input.getNSlices(), result.getNSlices());
        assertEquals(input.getNFrames(), result.getNFrames());
        for (int plane = 0; plane < from.count(); plane++) {
            for (int c = 0; c < components; c++) {
                assertArrayEquals(from.read(plane, c), to.read(plane * components + c, 0));
            }
        }
        if (components == 1) {
            String[] typed = {"type", "pixels"};
            ImageState.of(input).without(typed).assertSame(ImageState.of(result).without(typed), input.getTitle());
        } else {
            assertColors((CompositeImage) result);
            assertEquals(result.convertIndexToPosition((input.getCurrentSlice() - 1) * 3 + 1)[1], result.getZ());
        }
    }

    private static void assertColors(CompositeImage result) {
        assertEquals(result.getNChannels() > 8 ? CompositeImage.COLOR : CompositeImage.COMPOSITE, result.getMode());
        for (int i = 0; i < result.getNChannels(); i++) {
            assertEquals(0, result.getLuts()[i].min);
            assertEquals(255, result.getLuts()[i].max);
            int full = result.getLuts()[i].getRGB(255) & 0xffffff;
            assertEquals(0xff0000 >> 8 * (i % 3), full);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GRAY8", "GRAY16", "RGB"})
    void valuesAreClampedAndRoundedHalfUpNeverWrapped(PixelType type) {
        float max = type.maximum();
        float[] values = {
            -1e30f,
            -70000f,
            -1f,
            -0.5f,
            0.49999997f,
            0.5f,
            1.4999f,
            1.5f,
            max - 0.5f,
            max + 0.5f,
            max + 1,
            70000f,
            1e30f,
            Float.NEGATIVE_INFINITY,
            Float.POSITIVE_INFINITY,
            Float.NaN
        };
        float[] stored = {0, 0, 0, 0, 0, 1, 1, 2, max, max, max, max, max, 0, max, 0};
        stored[11] = Math.min(max, 70000f);
        ImagePlus input = TestImages.plain(type, Shape.SINGLE, values.length, 1);
        OutputImage output = OutputImage.of(Planes.of(input), OutputType.SAME, "out");
        for (int c = 0; c < type.components(); c++) output.write(0, c, values);
        Planes result = Planes.of(output.finish());
        for (int c = 0; c < type.components(); c++) assertArrayEquals(stored, result.read(0, c), "component " + c);
    }

    @Test
    void every16BitValueSurvives() {
        short[] all = new short[65536];
        for (int i = 0; i < all.length; i++) all[i] = (short) i;
        ImagePlus input = new ImagePlus("all", new ShortProcessor(256, 256, all, null));
        assertArrayEquals(
                all, (short[]) copy(input, OutputType.SAME).getProcessor().getPixels());
    }

    @Test
    void signed16BitImagesKeepStoredValuesAndCalibration() {
        ImagePlus input = TestImages.plain(PixelType.GRAY16, Shape.STACK, 5, 4);
        input.getCalibration().setSigned16BitCalibration();
        ImagePlus result = copy(input, OutputType.SAME);
        assertTrue(result.getCalibration().isSigned16Bit());
        assertArrayEquals((short[]) input.getStack().getPixels(3), (short[])
                result.getStack().getPixels(3));
        Calibration floats = copy(input, OutputType.FLOAT).getCalibration();
        assertEquals(Calibration.NONE, floats.getFunction());
        assertEquals("Gray Value", floats.getValueUnit());
    }

    @Test
    void aDensityCalibrationStaysWithItsType() {
        ImagePlus input = TestImages.plain(PixelType.GRAY8, Shape.SINGLE, 5, 4);
        input.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {1, 0.5}, "OD");
        ImagePlus result = copy(input, OutputType.SAME);
        assertEquals(2.5, result.getCalibration().getCValue(3));
        assertEquals("OD", result.getCalibration().getValueUnit());
    }

    @Test
    void theUntouchedDisplayRangeOf16BitIsTheInputs() {
        ImagePlus input = new ImagePlus("dim", new ShortProcessor(2, 1, new short[] {100, 200}, null));
        OutputImage output = OutputImage.of(Planes.of(input), OutputType.SAME, "out");
        output.write(0, 0, new float[] {0, 60000});
        ImagePlus result = output.finish();
        assertEquals(100, result.getDisplayRangeMin());
        assertEquals(200, result.getDisplayRangeMax());
        result.updateAndDraw();
        result.getImage();
        assertEquals(200, result.getDisplayRangeMax());
    }

    @Test
    void invertedTablesStay() {
        ImagePlus input = TestImages.plain(PixelType.GRAY8, Shape.STACK, 5, 4);
        input.getProcessor().invertLut();
        assertTrue(input.isInvertedLut());
        assertTrue(copy(input, OutputType.SAME).isInvertedLut());
    }

    @Test
    void theResultSharesNothingWithItsInput() {
        ImagePlus input = TestImages.decorated(PixelType.GRAY8, Shape.SINGLE, 9, 9);
        ImagePlus result = copy(input, OutputType.SAME);
        assertNotSame(input.getRoi(), result.getRoi());
        assertNotSame(input.getOverlay().get(0), result.getOverlay().get(0));
        result.getCalibration().pixelWidth = 99;
        assertEquals(0.25, input.getCalibration().pixelWidth);
        ((byte[]) result.getProcessor().getPixels())[0]++;
        assertTrue(((byte[]) result.getProcessor().getPixels())[0]
                != ((byte[]) input.getProcessor().getPixels())[0]);
    }

    @Test
    void theOriginalFileIsOutOfReach() {
        ImagePlus input = TestImages.plain(PixelType.GRAY8, Shape.SINGLE, 9, 9);
        FileInfo info = new FileInfo();
        info.directory = "/somewhere/";
        info.fileName = "original.tif";
        input.setFileInfo(info);
        input.setProperty("FHT", new FHT(new FloatProcessor(8, 8)));
        ImagePlus result = copy(input, OutputType.SAME);
        assertNull(result.getOriginalFileInfo());
        assertNull(result.getProperty("FHT"));
    }

    @Test
    void aSingleImageGetsNoStackFromBeingRead() {
        ImagePlus input = TestImages.plain(PixelType.GRAY16, Shape.SINGLE, 3, 3);
        input.setProperty("Info", "something");
        ImagePlus result = copy(input, OutputType.SAME);
        assertEquals(false, input.hasImageStack());
        assertNull(input.getProp("Slice_Label"));
        assertNull(result.getProp("Slice_Label"));
    }

    @Test
    void rgbSlicePositionsOfOverlaysBecomePositionsInTime() {
        ImagePlus input = TestImages.plain(PixelType.RGB, Shape.TIME, 3, 3);
        input.setOverlay(new Roi(0, 0, 2, 2), null, 1, null);
        input.getOverlay().get(0).setPosition(3);
        ImagePlus result = copy(input, OutputType.FLOAT);
        assertEquals(0, result.getOverlay().get(0).getCPosition());
        assertEquals(3, result.getOverlay().get(0).getTPosition());
        assertEquals(3, input.getOverlay().get(0).getPosition());
    }

    @Test
    void planesThatWereForgottenAreNamed() {
        ImagePlus input = TestImages.plain(PixelType.RGB, Shape.STACK, 3, 3);
        OutputImage output = OutputImage.of(Planes.of(input), OutputType.SAME, "out");
        for (int plane = 0; plane < 5; plane++) {
            for (int c = 0; c < 3; c++) if (plane != 4 || c != 2) output.write(plane, c, new float[9]);
        }
        String message =
                assertThrows(IllegalStateException.class, output::finish).getMessage();
        assertEquals("Plane 4 of 'out' was not written.", message);
        assertThrows(IllegalArgumentException.class, () -> output.write(4, 2, new float[8]));
        assertThrows(IndexOutOfBoundsException.class, () -> output.write(5, 0, new float[9]));
    }

    @Test
    void componentsMayBeWrittenByManyThreads() {
        ImagePlus input = TestImages.plain(PixelType.RGB, Shape.STACK, 101, 57);
        Planes planes = Planes.of(input);
        OutputImage output = OutputImage.of(planes, OutputType.SAME, "out");
        Stream.iterate(0, i -> i + 1)
                .limit(15)
                .parallel()
                .forEach(i -> output.write(i / 3, i % 3, planes.read(i / 3, i % 3)));
        ImagePlus result = output.finish();
        for (int i = 1; i <= 5; i++) {
            assertTrue(Arrays.equals((int[]) input.getStack().getPixels(i), (int[])
                    result.getStack().getPixels(i)));
        }
    }

    static ImagePlus copy(ImagePlus input, OutputType type) {
        Planes planes = Planes.of(input);
        OutputImage output = OutputImage.of(planes, type, Titles.result(input.getTitle(), "-denoised"));
        for (int plane = 0; plane < planes.count(); plane++) {
            for (int c = 0; c < planes.components(); c++) output.write(plane, c, planes.read(plane, c));
        }
        return output.finish();
    }
}
