package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.denoiser.noise.NoiseModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandService;

/** The noise that is proposed to train with is the noise that was added. */
class NoiseProposalTest {
    private static final int SIDE = 320;

    @TempDir
    java.nio.file.Path folder;

    /** Smooth cells from black to white of a range, all brightnesses alike often. */
    private static float[] clean(double black, double white) {
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            double x = i % SIDE / 40.0;
            double y = i / SIDE / 55.0;
            pixels[i] = (float) (black + (white - black) * (0.5 + 0.24 * Math.sin(x) + 0.24 * Math.cos(y)));
        }
        return pixels;
    }

    private static ImagePlus image(float[] pixels) {
        return new ImagePlus("cells", new FloatProcessor(SIDE, SIDE, pixels));
    }

    private static ImagePlus noisy(NoiseKind kind, double level, double read, double black, double white) {
        float[] pixels = clean(black, white);
        NoiseModels.model(kind, level, read, black, white).apply(pixels, SIDE, SIDE, 1, new SplittableRandom(5));
        return image(pixels);
    }

    @ParameterizedTest
    @CsvSource({
        "gaussian, 12, 0, 0-255, gaussian",
        "gaussian, 40, 0, 0-255, gaussian",
        "gaussian, 40, 0, 100-4095, gaussian",
        "poisson, 20, 0, 0-255, poisson",
        "poisson, 90, 0, 0-65535, poisson",
        "poisson, 30, 0, 0-1, poisson",
        "poisson-gaussian, 60, 4, 0-255, poisson-gaussian",
        "poisson-gaussian, 60, 4, 200-4000, poisson-gaussian",
    })
    void itIsTheNoiseThatWasAdded(String kind, double level, double read, String range, String proposed) {
        String[] ends = range.split("-");
        ImagePlus image =
                noisy(NoiseKind.fromName(kind), level, read, Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
        NoiseProposal proposal = NoiseProposal.of(image, range);
        assertNotNull(proposal);
        Map<String, String> keys = proposal.keys();
        assertEquals(proposed, keys.get("noise"), proposal.seen());
        LevelRange levels = LevelRange.parse(keys.get("level"));
        assertTrue(levels.min() <= level && level <= levels.max(), keys::toString);
        assertEquals(read > 0, keys.containsKey("read"), keys::toString);
        if (read > 0) assertEquals(read, Double.parseDouble(keys.get("read")), 0.5 * read);
        Map<String, String> texts = new HashMap<>(keys);
        texts.put("input", "x");
        ParameterTable.of(TrainCommand.class).parse(texts);
    }

    @Test
    void correlatedNoiseIsThatOfAMicroscope() {
        float[] noise = new float[SIDE * SIDE];
        NoiseModels.model(NoiseKind.GAUSSIAN, 60, 0, 0, 255).apply(noise, SIDE, SIDE, 1, new SplittableRandom(5));
        FloatProcessor blurred = new FloatProcessor(SIDE, SIDE, noise);
        blurred.blurGaussian(1);
        float[] pixels = clean(0, 255);
        for (int i = 0; i < pixels.length; i++) pixels[i] += blurred.getf(i);
        NoiseProposal proposal = NoiseProposal.of(image(pixels), "0-255");
        assertTrue(proposal.seen().startsWith("correlated noise"), proposal.seen());
        assertEquals("microscope", proposal.keys().get("noise"));
        // what a blur of 1 leaves of white noise: 1 / (2 sqrt(pi))
        double left = 60 / (2 * Math.sqrt(Math.PI));
        LevelRange levels = LevelRange.parse(proposal.keys().get("level"));
        assertTrue(levels.min() <= left && left <= levels.max(), proposal.keys()::toString);
    }

    @ParameterizedTest
    @CsvSource({"-20, 100, true", "80, 200, false"})
    void valuesThatWereCutOffAreLearntFromClippedOnes(double black, double white, boolean clipped) {
        float[] pixels = clean(black, white);
        NoiseModels.model(NoiseKind.GAUSSIAN, 20, 0, 0, 255).apply(pixels, SIDE, SIDE, 1, new SplittableRandom(5));
        NoiseProposal proposal = NoiseProposal.of(
                new ImagePlus("cells", new FloatProcessor(SIDE, SIDE, pixels).convertToByteProcessor(false)), "0-255");
        assertEquals(clipped ? "true" : null, proposal.keys().get("clip"), proposal.seen());
        Map<String, String> texts = new HashMap<>(proposal.keys());
        texts.put("input", "x");
        ParameterTable.of(TrainCommand.class).parse(texts);
    }

    @Test
    void cleanAndTinyImagesAreLeftAlone() {
        assertNull(NoiseProposal.of(image(clean(0, 255)), "0-255"));
        assertNull(NoiseProposal.of(noisy(NoiseKind.GAUSSIAN, 1, 0, 0, 255), "0-255"));
        assertNull(NoiseProposal.of(new ImagePlus("flat", new FloatProcessor(64, 64)), "auto"));
        assertNull(NoiseProposal.of(new ImagePlus("small", new FloatProcessor(20, 20)), "auto"));
    }

    @ParameterizedTest
    @CsvSource({"clean, 30, true", "clean, 0, false", "noise2void, 30, false"})
    void theReportOfATrainingSaysWhatCleanImagesAreNot(String learn, double level, boolean told) {
        ImagePlus image = level == 0 ? image(clean(0, 255)) : noisy(NoiseKind.GAUSSIAN, level, 0, 0, 255);
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("image", image);
        inputs.put("learn", learn);
        inputs.put("range", "0-255");
        inputs.put("output", folder.resolve("model.zip").toString());
        inputs.put("device", "cpu");
        inputs.put("precision", "float32");
        for (String few : List.of("epochs", "steps", "batch", "validation")) inputs.put(few, 2);
        inputs.put("filters", 4);
        inputs.put("depth", 2);
        inputs.put("patch", 32);
        try (Context context = new Context(CommandService.class)) {
            String report = (String) new CommandRunner(context)
                    .run(TrainCommand.class, inputs, Progress.NONE)
                    .get("report");
            assertEquals(told, report.contains("is not clean: white noise, standard deviation "), report);
        }
    }
}
