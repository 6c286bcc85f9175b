package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
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

/** The ways to learn of the command {@code train}, on a real micrograph. */
class LearningTest {
    private static Context context;
    private static ImagePlus maize;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
        maize = IJ.openImage("samples/maize.tif");
    }

    @AfterAll
    static void close() {
        context.dispose();
    }

    /** Slices of 48x48, a part of the micrograph each, with noise of the seed's when sigma is above 0. */
    private static ImagePlus parts(int slices, double sigma, int seed) {
        ImageStack stack = new ImageStack(48, 48);
        ImageProcessor first = maize.getStack().getProcessor(1);
        for (int i = 0; i < slices; i++) {
            first.setRoi(20 + 30 * i, 40, 48, 48);
            ImageProcessor part = first.crop().convertToFloat();
            java.util.Random random = new java.util.Random(100L * seed + i);
            for (int p = 0; p < 48 * 48; p++) part.setf(p, (float) (part.getf(p) + sigma * random.nextGaussian()));
            stack.addSlice(part);
        }
        return new ImagePlus("parts", stack);
    }

    private Path save(ImagePlus image, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        IJ.saveAsTiff(image, file.toString());
        return file;
    }

    private String train(Object... pairs) {
        Map<String, Object> inputs = new HashMap<>(Map.ofEntries(
                Map.entry("output", folder.resolve("Model.zip").toString()),
                Map.entry("filters", 4),
                Map.entry("depth", 2),
                Map.entry("epochs", 2),
                Map.entry("steps", 10),
                Map.entry("batch", 2),
                Map.entry("patch", 16),
                Map.entry("validation", 4),
                Map.entry("range", "0-255"),
                Map.entry("device", "cpu"),
                Map.entry("warmup", 0)));
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return (String) new CommandRunner(context)
                .run(TrainCommand.class, inputs, Progress.NONE)
                .get("report");
    }

    private ModelPackage model() throws IOException {
        return ModelPackageReader.read(folder.resolve("Model.zip"));
    }

    private void assertDenoises() {
        Map<String, Object> outputs = new CommandRunner(context)
                .run(
                        DenoiseCommand.class,
                        Map.of(
                                "image", parts(1, 20, 9),
                                "model", folder.resolve("Model.zip").toString(),
                                "device", "cpu"),
                        Progress.NONE);
        ImagePlus denoised = (ImagePlus) outputs.values().stream()
                .filter(ImagePlus.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals(48, denoised.getWidth());
        for (int i = 0; i < 48 * 48; i++)
            assertTrue(Float.isFinite(denoised.getProcessor().getf(i)));
    }

    @ParameterizedTest
    @CsvSource({
        "uniform, none, unet",
        "uniform-no-centre, none, residual-unet",
        "mean, none, unet",
        "median, horizontal, unet",
        "median, vertical, dncnn"
    })
    void noisyImagesAloneAreEnough(String replace, String structure, String preset) throws IOException {
        String report = train(
                "image",
                parts(4, 20, 1),
                "learn",
                "noise2void",
                "replace",
                replace,
                "structure",
                structure,
                "mask",
                4.0,
                "preset",
                preset,
                "depth",
                preset.equals("dncnn") ? 3 : 2);
        assertFalse(report.contains("NaN"), report);
        ModelPackage model = model();
        assertTrue(model.noise().words().contains("Noise2Void"), model.noise().words());
        assertEquals(
                preset.equals("dncnn") ? null : "false",
                model.architecture().options().get("residual"));
        assertDenoises();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pairs", "noise2noise"})
    void pairsOfStacks(String learn) throws IOException {
        String report = train(
                "image", parts(4, 20, 1), "targetimage", parts(4, learn.equals("pairs") ? 0 : 20, 2), "learn", learn);
        assertEquals(learn.equals("pairs"), report.contains("PSNR"), report);
        assertFalse(report.contains("NaN"), report);
        assertEquals("true", model().architecture().options().get("residual"));
        assertDenoises();
    }

    @Test
    void pairsOfFoldersAreMatchedByName() throws IOException {
        for (int i = 0; i < 3; i++) {
            save(parts(1, 20, i), "noisy/sub/part " + i + "-noisy.tif");
            save(parts(1, 0, i), "clean/sub/part " + i + ".tif");
        }
        train(
                "input",
                folder.resolve("noisy").toString(),
                "target",
                folder.resolve("clean").toString(),
                "learn",
                "pairs");
        assertEquals(
                "3",
                size(
                        model().record().data().get("training images"),
                        model().record().data().get("validation images")));
    }

    private static String size(String training, String validation) {
        return Integer.toString(Integer.parseInt(training) + Integer.parseInt(validation));
    }

    @Test
    void pairsThatDoNotMatchAreRefusedByName() throws IOException {
        for (int i = 0; i < 3; i++) save(parts(1, 20, i), "noisy/part" + i + ".tif");
        save(parts(1, 0, 0), "clean/part0.tif");
        save(parts(1, 0, 1), "clean/part1.tif");
        assertRefused("part2", "target", "input", noisy(), "target", clean(), "learn", "pairs");
        save(parts(1, 0, 2), "clean/part2.tif");
        save(parts(1, 0, 2), "clean/part3.tif");
        assertRefused("part3", "input", "input", noisy(), "target", clean(), "learn", "pairs");
        Files.delete(folder.resolve("clean/part3.tif"));
        ImagePlus small = parts(1, 0, 2);
        small.setProcessor(small.getProcessor().resize(40, 48));
        save(small, "clean/part2.tif");
        assertRefused("part2.tif", "40x48", "input", noisy(), "target", clean(), "learn", "pairs");
        save(parts(2, 0, 2), "clean/part2.tif");
        assertRefused("part2.tif", "2 slices", "input", noisy(), "target", clean(), "learn", "pairs");
    }

    private String noisy() {
        return folder.resolve("noisy").toString();
    }

    private String clean() {
        return folder.resolve("clean").toString();
    }

    @ParameterizedTest
    @CsvSource({
        "learn, noise2clean, learn=noise2clean",
        "learn, pairs, target",
        "learn, noise2noise, target",
        "replace, mode, replace=mode",
        "structure, diagonal, structure=diagonal",
        "channels, 2, channels=2",
        "latent, 8, latent",
        "sparsity, 0.1, sparsity",
        "activation, tanh, activation=tanh",
        "target, elsewhere, target=elsewhere"
    })
    void wrongTextsAreRefused(String key, String value, String named) {
        assertRefused(named, "", "image", parts(2, 0, 1), key, value);
    }

    @Test
    void wrongNumbersAreRefused() {
        ImagePlus images = parts(2, 0, 1);
        assertRefused("mask=", "", "image", images, "mask", 30.0);
        assertRefused("neighbourhood=4", "odd", "image", images, "neighbourhood", 4);
        assertRefused("length=4", "odd", "image", images, "structure", "vertical", "length", 4);
        assertRefused("share=", "", "image", images, "share", 1.5);
        assertRefused("rotation=", "learn=clean", "image", images, "rotation", 10.0, "learn", "noise2void");
        assertRefused("sides=", "", "image", images, "sides", "32", "learn", "noise2void");
        assertRefused("detail=", "steps", "image", images, "detail", 1.0, "steps", 0);
        assertRefused("patch=15", "multiples of 2", "image", images, "patch", 15);
        assertFalse(Files.exists(folder.resolve("Model.zip")));
    }

    private void assertRefused(String named, String also, Object... pairs) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> train(pairs)).getMessage();
        assertTrue(message.contains(named) && message.contains(also), message);
    }

    /** 5 slices of 48x48 in patches of 16 have 25 places each; a tenth of the slices, one, validates. */
    @Test
    void anEpochOfNoStepsShowsEveryPlaceOnce() throws IOException {
        String report = train(
                "image",
                parts(5, 0, 1),
                "steps",
                0,
                "batch",
                7,
                "validation",
                0,
                "share",
                0.3,
                "rotation",
                30.0,
                "blur",
                1.0);
        assertTrue(report.contains("Trained " + 2 * 15 + " steps"), report);
    }

    @ParameterizedTest
    @CsvSource({"dense, 28, 1", "conv-bn, 64, 3", "conv-latent, 28, 1", "unet, 64, 1"})
    void sizeAndChannelsFollowTheNetwork(String preset, int side, int channels) throws IOException {
        ImagePlus images = parts(2, 0, 1);
        ImagePlus colours = new ImagePlus("colours", images.getProcessor().convertToRGB());
        train(
                "image",
                channels == 3 ? colours : images,
                "preset",
                preset,
                "patch",
                0,
                "filters",
                0,
                "depth",
                0,
                "steps",
                1);
        ModelPackage model = model();
        assertEquals(channels, model.architecture().channels());
        assertEquals(
                model.architecture().fixedSide() > 0 ? side : 0,
                model.architecture().fixedSide());
    }
}
