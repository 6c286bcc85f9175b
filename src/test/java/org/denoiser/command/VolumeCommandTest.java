package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ImageStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.denoiser.image.ImageFiles;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** Stacks through the commands: train with {@code preset=unet3d}, then denoise. */
class VolumeCommandTest {
    private static final Path REAL = Path.of("../shared/data/samples/stardist_samples/img3d.tif");

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

    /** A stack of balls, 32-bit, values from 0 to 200. */
    private static ImagePlus balls(int side, int depth, long seed) {
        Random random = new Random(seed);
        float[][] planes = new float[depth][side * side];
        for (int ball = 0; ball < 10; ball++) {
            double x = random.nextDouble() * side;
            double y = random.nextDouble() * side;
            double z = random.nextDouble() * depth;
            float brightness = 50 + 150 * random.nextFloat();
            for (int i = 0; i < depth * side * side; i++) {
                int within = i % (side * side);
                double away = Math.hypot(Math.hypot(within % side - x, within / side - y), i / (side * side) - z);
                if (away < side / 5.0) planes[i / (side * side)][within] = brightness;
            }
        }
        return stack("balls", side, planes);
    }

    private static ImagePlus noisy(ImagePlus clean, double deviation, long seed) {
        Random random = new Random(seed);
        float[][] planes = new float[clean.getStackSize()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = ((float[]) clean.getStack().getPixels(z + 1)).clone();
            for (int i = 0; i < planes[z].length; i++) planes[z][i] += (float) (deviation * random.nextGaussian());
        }
        return stack("noisy", clean.getWidth(), planes);
    }

    private static ImagePlus stack(String title, int width, float[][] planes) {
        ImageStack stack = new ImageStack(width, planes[0].length / width);
        for (float[] plane : planes) stack.addSlice(new FloatProcessor(width, plane.length / width, plane));
        return new ImagePlus(title, stack);
    }

    private static double error(ImagePlus one, ImagePlus other) {
        double sum = 0;
        for (int z = 1; z <= one.getStackSize(); z++) {
            float[] a = (float[]) one.getStack().getPixels(z);
            float[] b = (float[]) other.getStack().getPixels(z);
            for (int i = 0; i < a.length; i++) sum += Math.pow(a[i] - b[i], 2) / a.length / one.getStackSize();
        }
        return Math.sqrt(sum);
    }

    private Map<String, Object> training(Object... pairs) {
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "output",
                folder.resolve("Stacks.zip").toString(),
                "preset",
                "unet3d",
                "range",
                "0-200",
                "validation",
                4,
                "batch",
                4,
                "patch",
                12,
                "device",
                "cpu",
                "warmup",
                5));
        inputs.put("planes", 6);
        inputs.put("filters", 6);
        inputs.put("depth", 2);
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return inputs;
    }

    private static String train(Map<String, Object> inputs) {
        return (String) new CommandRunner(context)
                .run(TrainCommand.class, inputs, Progress.NONE)
                .get("report");
    }

    private ImagePlus denoise(ImagePlus image) {
        Map<String, Object> inputs =
                Map.of("image", image, "model", folder.resolve("Stacks.zip").toString(), "device", "cpu");
        return (ImagePlus) new CommandRunner(context)
                .run(DenoiseCommand.class, new HashMap<>(inputs), Progress.NONE)
                .get("result");
    }

    @Test
    void aTrainedModelTakesNoiseOffAStackAndIsSavedWhole() throws IOException {
        String report = train(training(
                "image", balls(28, 14, 1), "level", "40", "epochs", 4, "steps", 40, "rate", 2e-3, "averaging", 0.9));
        assertTrue(report.contains("MaxPool3d 2x2x2"), report);
        ImagePlus clean = balls(30, 11, 2);
        ImagePlus noisy = noisy(clean, 30, 3);
        ImagePlus result = denoise(noisy);
        assertArrayEquals(noisy.getDimensions(), result.getDimensions());
        assertTrue(error(clean, result) < 0.9 * error(clean, noisy), error(clean, result) + " " + error(clean, noisy));
        ModelPackage model = ModelPackageReader.read(folder.resolve("Stacks.zip"));
        assertTrue(model.architecture().takesVolumes());
        assertTrue(model.testInput().depth() > 1);
        assertEquals("6", model.record().options().get("planes"));
        String info = (String) new CommandRunner(context)
                .run(
                        InfoCommand.class,
                        new HashMap<>(Map.of("model", "" + folder.resolve("Stacks.zip"))),
                        Progress.NONE)
                .get("report");
        assertTrue(info.contains("16x64x64x6"), info);
        ImagePlus single = denoise(new ImagePlus("plane", clean.getStack().getProcessor(4)));
        assertEquals(1, single.getStackSize());
    }

    @ParameterizedTest
    @CsvSource({"pairs", "noise2noise", "noise2void"})
    void everyWayToLearnWorksOnStacks(String learn) throws IOException {
        ImagePlus clean = balls(20, 8, 4);
        Map<String, Object> inputs = training("image", noisy(clean, 30, 5), "learn", learn, "epochs", 1, "steps", 2);
        if (!learn.equals("noise2void")) inputs.put("targetimage", noisy(clean, learn.equals("pairs") ? 0 : 30, 6));
        train(inputs);
        ModelPackage model = ModelPackageReader.read(folder.resolve("Stacks.zip"));
        assertEquals(
                "" + !learn.equals("noise2void"), model.architecture().options().get("residual"));
        train(training(
                "image",
                clean,
                "start",
                "" + folder.resolve("Stacks.zip"),
                "filters",
                0,
                "depth",
                0,
                "range",
                "auto",
                "output",
                "" + folder.resolve("Next.zip"),
                "epochs",
                1,
                "steps",
                1));
        assertTrue(Files.exists(folder.resolve("Next.zip")));
    }

    @ParameterizedTest
    @CsvSource({
        "preset, unet, zpool, 1, zpool",
        "preset, unet, planes, 4, planes=4",
        "preset, unet3d, planes, 3, planes=3",
        "preset, unet3d, patch, 13, patch=13",
        "preset, unet3d, zpool, 9, zpool=9",
        "preset, unet3d, precision, bfloat16, precision=bfloat16"
    })
    void whatDoesNotFitIsRefusedInASentence(String key, String value, String other, String wrong, String words) {
        Map<String, Object> inputs = training("image", balls(20, 8, 1), "epochs", 1, "steps", 1, key, value);
        if (value.equals("unet")) inputs.put("planes", 0);
        inputs.put(other, wrong.matches("[0-9]+") && !other.equals("zpool") ? (Object) Integer.valueOf(wrong) : wrong);
        String message =
                assertThrows(RuntimeException.class, () -> train(inputs)).getMessage();
        assertTrue(message.contains(words), message);
        assertFalse(Files.exists(folder.resolve("Stacks.zip")));
    }

    @Test
    void aPlaneIsNoStackToLearnFrom() {
        Map<String, Object> inputs = training("image", Shapes.image(32, 1), "epochs", 1, "steps", 1);
        String message =
                assertThrows(RuntimeException.class, () -> train(inputs)).getMessage();
        assertTrue(message.contains("has one z slice only"), message);
    }

    @Test
    void aRealStackOf16BitsComesBackInItsTypeAndSize() throws IOException {
        Assumptions.assumeTrue(Files.exists(REAL), "SKIPPED: there is no " + REAL);
        ImagePlus real = ImageFiles.open(REAL);
        train(training("image", real, "range", "auto", "epochs", 1, "steps", 4, "rate", 1e-6));
        ImagePlus result = denoise(real);
        assertArrayEquals(real.getDimensions(), result.getDimensions());
        assertEquals(real.getBitDepth(), result.getBitDepth());
        for (int z = 1; z <= real.getStackSize(); z += 7) {
            ImageStatistics before = real.getStack().getProcessor(z).getStatistics();
            ImageStatistics after = result.getStack().getProcessor(z).getStatistics();
            // A residual network that has hardly learnt anything changes little.
            assertEquals(before.mean, after.mean, 0.2 * before.mean);
        }
    }
}
