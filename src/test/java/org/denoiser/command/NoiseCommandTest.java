package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.Planes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

class NoiseCommandTest {
    private static Context context;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void close() {
        context.dispose();
    }

    private static ImagePlus run(ImagePlus image, Object... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        if (image != null) inputs.put("image", image);
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return (ImagePlus) new CommandRunner(context)
                .run(NoiseCommand.class, inputs, Progress.NONE)
                .get("result");
    }

    /** A stack with one value everywhere, in the middle of what its type holds so that nothing is clipped. */
    private static ImagePlus flat(String type, int value, int planes) {
        ImagePlus image = IJ.createImage("flat.tif", type, 128, 128, planes);
        for (int plane = 1; plane <= planes; plane++)
            image.getStack().getProcessor(plane).add(value);
        return image;
    }

    private static double variance(float[] values, double mean) {
        double sum = 0;
        for (float value : values) sum += (value - mean) * (value - mean);
        return sum / values.length;
    }

    @ParameterizedTest
    @CsvSource({"8-bit black, 8", "16-bit black, 16", "32-bit black, 32", "rgb black, 24"})
    void gaussianLevelsAreGreyValuesInEveryType(String type, int bits) {
        ImagePlus noisy = run(flat(type, 120, 2), "level", 10.0, "seed", 5L);
        assertEquals(bits, noisy.getBitDepth());
        assertEquals("flat-noisy", noisy.getTitle());
        Planes planes = Planes.of(noisy);
        assertEquals(2, planes.count());
        for (int component = 0; component < planes.components(); component++) {
            // the standard deviation of a standard deviation from 16384 pixels is 0.06
            assertEquals(10, Math.sqrt(variance(planes.read(1, component), 120)), 0.3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // variance of photons: value * white / level; white is 255 where the type says so, else the maximum, here 120
        "8-bit black,  poisson,          100, 0, 306",
        "16-bit black, poisson,          100, 0, 144",
        "32-bit black, poisson,          100, 0, 144",
        "32-bit black, poisson-gaussian, 100, 3, 156.96"
    })
    void photonsAreCountedFromWhite(String type, String noise, double level, double read, double variance) {
        ImagePlus noisy =
                run(flat(type, 120, 1), "noise", noise, "level", level, "read", read, "type", "float", "seed", 2L);
        assertEquals(variance, variance(Planes.of(noisy).read(0, 0), 120), 0.05 * variance);
    }

    @ParameterizedTest
    @CsvSource({"8-bit black, 255", "16-bit black, 120", "32-bit black, 120"})
    void saltIsWhite(String type, float white) {
        float[] values = Planes.of(run(flat(type, 120, 1), "noise", "salt-and-pepper", "level", 50.0))
                .read(0, 0);
        int pepper = 0;
        for (float value : values) {
            assertTrue(value == 0 || value == 120 || value == white, "value " + value);
            if (value == 0) pepper++;
        }
        assertEquals(0.25, (double) pepper / values.length, 0.02);
    }

    @Test
    void blackOfSignedImagesIsWhereZeroIs() {
        ImagePlus image = flat("16-bit black", 32768 + 400, 1);
        image.setCalibration(new Calibration(image));
        image.getCalibration().setSigned16BitCalibration();
        float[] values = Planes.of(run(image, "noise", "poisson", "level", 100.0, "type", "float"))
                .read(0, 0);
        assertEquals(1600, variance(values, 32768 + 400), 80);
    }

    @ParameterizedTest
    @CsvSource({
        // speckle: (value * level / 100)^2; masking of values of 120: 120^2 p (1 - p); neither looks at white
        "8-bit black,  speckle, 10, 120, 144",
        "32-bit black, speckle, 25, 120, 900",
        "16-bit black, masking, 50, 60,  3600",
        "rgb black,    masking, 20, 96,  2304"
    })
    void degradationsFollowTheirLaws(String type, String noise, double level, double mean, double variance) {
        Planes noisy = Planes.of(run(flat(type, 120, 1), "noise", noise, "level", level, "type", "float"));
        for (int component = 0; component < noisy.count(); component++) {
            assertEquals(mean, mean(noisy.read(component, 0)), 2);
            assertEquals(variance, variance(noisy.read(component, 0), mean), 0.06 * variance);
        }
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum / values.length;
    }

    @Test
    void blackImagesHaveNoSpeckleAndNeedNoWhite() {
        for (String noise : new String[] {"speckle", "masking", "blur"}) {
            float[] values = Planes.of(run(flat("16-bit black", 0, 1), "noise", noise, "level", 5.0))
                    .read(0, 0);
            assertArrayEquals(new float[128 * 128], values, noise);
        }
    }

    @Test
    void blurComesBeforeTheNoiseOfTheSeed() {
        ImagePlus image = flat("32-bit black", 0, 2);
        image.getStack().getProcessor(2).setf(64, 64, 1000);
        Planes blurred = Planes.of(run(image, "noise", "blur", "level", 1.5));
        Planes both = Planes.of(run(image, "blur", 1.5, "level", 3.0, "seed", 9L));
        Planes noise = Planes.of(run(flat("32-bit black", 0, 2), "level", 3.0, "seed", 9L));
        assertEquals(1000, 128 * 128 * mean(blurred.read(1, 0)), 1e-2);
        assertEquals(1000 / (2 * Math.PI * 2.25), blurred.read(1, 0)[64 * 128 + 64], 0.1);
        for (int plane = 0; plane < 2; plane++) {
            float[] expected = blurred.read(plane, 0);
            float[] added = noise.read(plane, 0);
            for (int i = 0; i < expected.length; i++) expected[i] += added[i];
            assertArrayEquals(expected, both.read(plane, 0), 1e-4f);
        }
    }

    @ParameterizedTest
    @CsvSource({"8-bit black, 250, 255", "rgb black, 250, 255", "16-bit black, 300, 300", "32-bit black, 250, 250"})
    void clippingCutsAtBlackAndWhiteAndNothingElse(String type, int value, float white) {
        ImagePlus image = flat(type, value, 1);
        float[] free = Planes.of(run(image, "level", 200.0, "type", "float")).read(0, 0);
        float[] cut = Planes.of(run(image, "level", 200.0, "type", "float", "clip", true))
                .read(0, 0);
        int changed = 0;
        for (int i = 0; i < free.length; i++) {
            assertEquals(Math.max(0, Math.min(white, free[i])), cut[i]);
            if (free[i] != cut[i]) changed++;
        }
        assertTrue(changed > 1000, "values cut: " + changed);
    }

    @Test
    void floatIsNeitherRoundedNorClipped() {
        ImagePlus noisy = run(flat("8-bit black", 2, 1), "level", 20.0, "type", "float");
        assertEquals(32, noisy.getBitDepth());
        float[] values = Planes.of(noisy).read(0, 0);
        assertEquals(400, variance(values, 2), 20);
        boolean fraction = false;
        for (float value : values) fraction |= value != Math.rint(value);
        assertTrue(fraction, "values between whole numbers");
    }

    @Test
    void theSeedDecidesAndEveryPlaneAndComponentDiffers() {
        ImagePlus image = flat("rgb black", 120, 2);
        Planes first = Planes.of(run(image, "seed", 7L));
        Planes again = Planes.of(run(image, "seed", 7L));
        Planes other = Planes.of(run(image, "seed", 8L));
        for (int plane = 0; plane < 2; plane++) {
            for (int component = 0; component < 3; component++) {
                float[] values = first.read(plane, component);
                assertArrayEquals(values, again.read(plane, component));
                assertFalse(Arrays.equals(values, other.read(plane, component)));
                if (plane + component > 0) assertFalse(Arrays.equals(values, first.read(0, 0)));
            }
        }
        assertEquals(120, Planes.of(image).read(0, 0)[0], "the input is not modified");
    }

    @Test
    void aFileIsReadAndTheResultSaved() throws IOException {
        Path input = folder.resolve("in.tif");
        Path output = folder.resolve("deeper/out.png");
        ImageFiles.save(flat("8-bit black", 120, 1), input);
        ImagePlus noisy = run(null, "input", input.toString(), "output", output.toString());
        assertEquals("in-noisy", noisy.getTitle());
        assertArrayEquals((byte[]) noisy.getProcessor().getPixels(), (byte[])
                ImageFiles.open(output).getProcessor().getPixels());
    }

    /** As many slices as MNIST has: every step over them takes its time once for each. */
    @Test
    void aDataSetOfSixtyThousandImagesIsReadAndDegraded() throws IOException {
        int count = 60_000;
        ByteBuffer idx = ByteBuffer.allocate(16 + count * 64);
        idx.putInt(0x803).putInt(count).putInt(8).putInt(8);
        Path file = Files.write(folder.resolve("idx"), idx.array());
        ImagePlus noisy = run(null, "input", file.toString(), "noise", "salt-and-pepper", "level", 50.0);
        assertEquals(count, noisy.getStackSize());
        long white = 0;
        Planes planes = Planes.of(noisy);
        for (int plane = 0; plane < count; plane++) {
            for (float value : planes.read(plane, 0)) if (value == 255) white++;
        }
        assertEquals(0.25, white / (64.0 * count), 0.002);
    }

    @Test
    void wrongInputIsRefusedBeforeAnythingIsDone() throws IOException {
        ImagePlus image = flat("8-bit black", 120, 1);
        Exception error = assertThrows(
                IllegalArgumentException.class, () -> run(image, "noise", "salt-and-pepper", "level", 101.0));
        assertTrue(error.getMessage().contains("level=101"), error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> run(image, "noise", "blur", "level", 101.0));
        assertTrue(error.getMessage().contains("level=101 is not allowed for noise=blur"), error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> run(image, "blur", 100.5));
        assertTrue(error.getMessage().contains("blur=100.5"), error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> run(flat("16-bit black", 0, 1), "clip", true));
        assertEquals(
                "clip=true: the image 'flat.tif' has no value above 0, so that there is no white to cut the values at",
                error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> run(image, "input", "other.tif"));
        assertEquals(
                "input=other.tif: an image was given as well as this name; one of the two is needed",
                error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> run(flat("16-bit black", 0, 1), "noise", "poisson"));
        assertEquals(
                "noise=poisson: the image 'flat.tif' has no value above 0, so that there is no white to scale the noise by",
                error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> run(null));
        assertEquals("input: no image is open; open one or give input=FILE", error.getMessage());
        Path broken = Files.writeString(folder.resolve("broken.tif"), "II*\0 and nothing more");
        error = assertThrows(UncheckedIOException.class, () -> run(null, "input", broken.toString()));
        assertTrue(error.getMessage().contains("broken.tif"), error.getMessage());
        Path folderAsFile = folder.resolve("broken.tif/x.tif");
        assertThrows(UncheckedIOException.class, () -> run(image, "output", folderAsFile.toString()));
        assertNotEquals(0, broken.toFile().length());
    }
}
