package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.denoiser.image.Planes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

class SelfCommandTest {
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

    private static Map<String, Object> run(Progress progress, ImagePlus image, Object... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        if (image != null) inputs.put("image", image);
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return new CommandRunner(context).run(SelfCommand.class, inputs, progress);
    }

    private static ImagePlus result(ImagePlus image, Object... pairs) {
        return (ImagePlus) run(Progress.NONE, image, pairs).get("result");
    }

    private static ImagePlus random(String type, int width, int height, int planes) {
        ImagePlus image = IJ.createImage("cells.tif", type, width, height, planes);
        SplittableRandom random = new SplittableRandom(5);
        for (int plane = 1; plane <= planes; plane++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int grey = 60 + (x > width / 2 ? 80 : 0) + random.nextInt(40);
                    int value = type.startsWith("rgb") ? grey << 16 | grey << 8 | grey : grey;
                    if (type.startsWith("32"))
                        image.getStack().getProcessor(plane).setf(x, y, grey);
                    else image.getStack().getProcessor(plane).set(x, y, value);
                }
            }
        }
        return image;
    }

    private static double variance(float[] values) {
        double mean = 0;
        for (float value : values) mean += value / values.length;
        double sum = 0;
        for (float value : values) sum += (value - mean) * (value - mean);
        return sum / values.length;
    }

    @Test
    void theSampleBecomesCleaner() {
        Map<String, Object> results =
                run(Progress.NONE, null, "input", "samples/maize-noisy.tif", "target", "samples/maize.tif");
        String report = (String) results.get("report");
        assertTrue(report.contains("white noise, standard deviation 2"), report);
        double before = Double.parseDouble(report.replaceAll("(?s).*PSNR ([0-9.]+) dB before.*", "$1"));
        double after = Double.parseDouble(report.replaceAll("(?s).*, ([0-9.]+) dB after.*", "$1"));
        assertTrue(after > before + 6, report);
    }

    @ParameterizedTest
    @CsvSource({"8-bit black, 8, 1", "16-bit black, 16, 3", "32-bit black, 32, 2", "rgb black, 24, 2"})
    void typesAndMetadataStay(String type, int bits, int planes) {
        ImagePlus image = random(type, 40, 30, planes);
        image.getCalibration().setUnit("um");
        image.getCalibration().pixelWidth = 0.25;
        ImagePlus denoised = result(image);
        assertEquals("cells-denoised", denoised.getTitle());
        assertEquals(bits, denoised.getBitDepth());
        assertEquals(planes, denoised.getStackSize());
        assertEquals(0.25, denoised.getCalibration().pixelWidth);
        Planes before = Planes.of(image);
        Planes after = Planes.of(denoised);
        for (int plane = 0; plane < planes; plane++) {
            for (int component = 0; component < before.components(); component++) {
                assertTrue(variance(after.read(plane, component)) < variance(before.read(plane, component)));
            }
        }
    }

    @Test
    void floatResultsAreNotRounded() {
        ImagePlus denoised = result(random("8-bit black", 40, 30, 1), "type", "float");
        assertEquals(32, denoised.getBitDepth());
        int fractions = 0;
        for (float value : Planes.of(denoised).read(0, 0)) if (value != Math.rint(value)) fractions++;
        assertTrue(fractions > 1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "gaussian", "poisson-gaussian", "correlated"})
    void everyAssumptionGivesAReport(String noise) {
        Map<String, Object> results = run(Progress.NONE, random("8-bit black", 64, 48, 1), "noise", noise);
        String report = (String) results.get("report");
        assertEquals(noise.equals("correlated"), report.contains("correlated noise"), report);
    }

    @Test
    void aLevelIsTakenAtItsWord() {
        ImagePlus image = random("8-bit black", 48, 40, 1);
        String report = (String)
                run(Progress.NONE, image, "noise", "gaussian", "level", 30.0).get("report");
        assertTrue(report.contains("standard deviation 30"), report);
        report = (String) run(Progress.NONE, image, "noise", "gaussian", "level", 30.0, "strength", 0.5)
                .get("report");
        assertTrue(report.contains("standard deviation 15"), report);
    }

    @Test
    void constantImagesAreLeftAsTheyAre() {
        ImagePlus image = IJ.createImage("flat", "16-bit black", 50, 20, 1);
        image.getProcessor().add(900);
        Map<String, Object> results = run(Progress.NONE, image);
        assertTrue(((String) results.get("report")).contains("no noise found"));
        for (float value : Planes.of((ImagePlus) results.get("result")).read(0, 0)) assertEquals(900, value);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 6", "2, 2", "5, 3", "7, 7"})
    void tinyImagesComeBack(int width, int height) {
        ImagePlus denoised = result(random("8-bit black", width, height, 1));
        assertEquals(width, denoised.getWidth());
        assertEquals(height, denoised.getHeight());
    }

    @Test
    void imagesWithoutAValueAreRefused() {
        ImagePlus image = random("32-bit black", 20, 20, 1);
        image.getProcessor().setf(3, 4, Float.NaN);
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> result(image));
        assertTrue(thrown.getMessage().contains("NaN"), thrown.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"noise, pink", "level, -1", "strength, 0", "type, 12-bit"})
    void wrongValuesAreRefusedByName(String key, String value) {
        Object given = key.equals("level") || key.equals("strength") ? (Object) Double.valueOf(value) : value;
        RuntimeException thrown = assertThrows(
                IllegalArgumentException.class, () -> result(random("8-bit black", 20, 20, 1), key, given));
        assertTrue(thrown.getMessage().contains(key), thrown.getMessage());
    }

    @Test
    void cancellingLeavesNoFile() {
        Path file = folder.resolve("denoised.tif");
        Progress impatient = new Progress() {
            private volatile boolean cancelled;

            @Override
            public void status(String text) {}

            @Override
            public void progress(long done, long total) {
                if (done > 0) cancelled = true;
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
        assertThrows(
                CancellationException.class,
                () -> run(impatient, random("8-bit black", 200, 200, 4), "output", file.toString()));
        assertFalse(Files.exists(file));
    }

    @Test
    void theResultIsSaved() {
        Path file = folder.resolve("denoised.tif");
        ImagePlus denoised = result(random("16-bit black", 40, 30, 2), "output", file.toString());
        ImagePlus saved = IJ.openImage(file.toString());
        assertEquals(2, saved.getStackSize());
        assertEquals(
                denoised.getStack().getProcessor(2).getPixelValue(7, 9),
                saved.getStack().getProcessor(2).getPixelValue(7, 9));
    }
}
