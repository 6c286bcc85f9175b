package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.denoiser.model.ModelPackageReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** The key {@code test} of {@code train}: figures of the finished model on other images. */
class TrainingTestKeyTest {
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

    private static String train(Path output, ImagePlus image, Object... pairs) {
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "image", image,
                "output", output.toString(),
                "epochs", 1,
                "steps", 2,
                "batch", 4,
                "patch", 16,
                "filters", 4,
                "device", "cpu",
                "precision", "float32"));
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return (String) new CommandRunner(context)
                .run(TrainCommand.class, inputs, Progress.NONE)
                .get("report");
    }

    private static Map<String, String> data(Path model) throws IOException {
        return ModelPackageReader.read(model).record().data();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3"})
    void allFiguresAreOnRecordAndInTheReport(String channels) throws IOException {
        Path model = folder.resolve("Model.zip");
        boolean colour = channels.equals("3");
        ImagePlus learn = colour ? Shapes.colour(64, 1) : Shapes.image(64, 1);
        ImagePlus test = colour ? Shapes.colour(40, 2) : Shapes.image(40, 2);
        String report = train(model, learn, "testimage", test, "channels", channels, "level", "25");
        Map<String, String> data = data(model);
        // 40 pixels hold patches of 16 at 0, 8, 16 and 24
        assertEquals("16", data.get("test patches"));
        assertTrue(report.contains("Test on 16 patches: loss "), report);
        double noisy = Double.parseDouble(data.get("noisy test PSNR"));
        assertEquals(-20 * Math.log10(25.0 / 255), noisy, 0.5, "the level of the noise");
        for (String figure : new String[] {"loss", "MSE", "PSNR", "SSIM"}) {
            assertTrue(Double.isFinite(Double.parseDouble(data.get("test " + figure))), figure);
        }
        assertEquals(data.get("test loss"), data.get("test MSE"), "the loss is the mean squared error");
        assertEquals(colour, data.containsKey("test accuracy"));
        assertEquals(colour, data.containsKey("noisy test accuracy"));
    }

    @Test
    void theTestIsTheSameWhateverIsValidatedWith() throws IOException {
        Path one = folder.resolve("One.zip");
        Path all = folder.resolve("All.zip");
        ImagePlus test = Shapes.image(40, 2);
        train(one, Shapes.image(64, 1), "testimage", test, "validation", 1);
        train(all, Shapes.image(64, 1), "testimage", test, "validation", 0);
        assertEquals(data(one).get("test PSNR"), data(all).get("test PSNR"));
    }

    @Test
    void withoutTestImagesThereAreNoFigures() throws IOException {
        Path model = folder.resolve("Model.zip");
        String report = train(model, Shapes.image(64, 1));
        assertFalse(report.contains("Test on"), report);
        assertTrue(data(model).keySet().stream().noneMatch(key -> key.contains("test")), data(model)::toString);
        assertTrue(report.startsWith("Layer ") && report.contains("\nTotal parameters: "), report);
    }

    @Test
    void whereNoNoiseIsAddedThereIsNothingToTest() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> train(
                        folder.resolve("Model.zip"),
                        Shapes.image(64, 1),
                        "testimage",
                        Shapes.image(40, 2),
                        "learn",
                        "noise2void"));
        assertTrue(
                refused.getMessage().startsWith("test=") && refused.getMessage().contains("learn=clean"),
                () -> refused.getMessage());
        assertFalse(Files.exists(folder.resolve("Model.zip")));
    }
}
