package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandService;

/** What is said of noise that was made, with the model that ships: white, of 5 to 55 of 255. */
class SeenNoiseTest {
    private static final ScalingRule RULE = ScalingRule.parse("0-255");

    @TempDir
    Path folder;

    /** Smooth, with noise of {@code sigma + gain * sqrt(value)}, blurred where wanted, in the type of that many bits. */
    private static Planes image(double sigma, double gain, boolean blurred, int bits, int planes) {
        Random random = new Random(4);
        ImageStack stack = new ImageStack(160, 140);
        for (int plane = 0; plane < planes; plane++) {
            FloatProcessor noise = new FloatProcessor(160, 140);
            for (int i = 0; i < 160 * 140; i++) noise.setf(i, (float) random.nextGaussian());
            if (blurred) noise.blurGaussian(1);
            FloatProcessor pixels = new FloatProcessor(160, 140);
            for (int i = 0; i < 160 * 140; i++) {
                double value = 128 + 60 * Math.sin(i % 160 / 25.0);
                pixels.setf(i, (float) (value + noise.getf(i) * (sigma + Math.sqrt(gain * value))));
            }
            ImageProcessor typed = bits == 8
                    ? pixels.convertToByteProcessor(false)
                    : bits == 16 ? pixels.convertToShortProcessor(false) : pixels;
            stack.addSlice(typed);
        }
        return Planes.of(new ImagePlus("cells", stack));
    }

    private static String doubt(Planes planes) throws IOException {
        ModelPackage general = ModelPackageReader.read(Path.of("models/General.zip"));
        return SeenNoise.of(planes).doubt(new LearntNoise(general, RULE));
    }

    @ParameterizedTest
    @CsvSource({"8, 1, 10", "16, 1, 25", "32, 1, 50", "32, 3, 6"})
    void noiseThatTheModelHasLearntRaisesNoDoubt(int bits, int planes, double sigma) throws IOException {
        Planes image = image(sigma, 0, false, bits, planes);
        assertEquals("", doubt(image));
        String seen = SeenNoise.of(image).toString();
        assertTrue(seen.startsWith("white noise, standard deviation "), seen);
        assertEquals(sigma, Double.parseDouble(seen.replaceAll("[^0-9.]", "")), 0.15 * sigma);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 0, false, is weaker",
        "90, 0, false, is stronger",
        "0, 4, false, grows with brightness",
        "40, 0, true, is correlated",
    })
    void noiseThatItHasNotLearntIsToldFrom(double sigma, double gain, boolean blurred, String doubt)
            throws IOException {
        String found = doubt(image(sigma, gain, blurred, 32, 1));
        assertTrue(found.contains(doubt), found);
        assertTrue(found.contains("General"), found);
    }

    @Test
    void hotPixelsAreCounted() {
        Planes image = image(5, 0, false, 16, 1);
        for (int i = 0; i < 7; i++) image.image().getProcessor().set(20 + 13 * i, 30 + 5 * i, 4000);
        String seen = SeenNoise.of(image).toString();
        assertTrue(seen.endsWith(", 7 hot pixels"), seen);
    }

    @ParameterizedTest
    @CsvSource({"false, true", "0, true", "0.0, true", "true, false", "0.4, false", "1, false"})
    void valuesThatWereCutOffAreToldAndDoubtedWhereNoneWereLearnt(String clip, boolean doubtful) throws IOException {
        FloatProcessor dark = new FloatProcessor(160, 140);
        Random random = new Random(7);
        for (int i = 0; i < 160 * 140; i++) {
            dark.setf(i, (float) (20 + 20 * Math.sin(i % 160 / 25.0) + 20 * random.nextGaussian()));
        }
        SeenNoise seen = SeenNoise.of(Planes.of(new ImagePlus("dark", dark.convertToByteProcessor(false))));
        assertTrue(seen.toString().matches("white noise.*, [0-9.]+ % of the values cut off at 0"), seen.toString());
        ModelPackage model = learnt("model", "2-50", false, clip);
        String doubt = seen.doubt(new LearntNoise(model, RULE));
        assertEquals(doubtful, doubt.contains("has values that were cut off"), doubt);
    }

    @Test
    void whatIsTooSmallOrNotANumberIsLeftOut() {
        assertNull(SeenNoise.of(Planes.of(new ImagePlus("small", new FloatProcessor(31, 200)))));
        FloatProcessor pixels = new FloatProcessor(64, 64);
        pixels.setf(40, 30, Float.NaN);
        assertNull(SeenNoise.of(Planes.of(new ImagePlus("odd", pixels))));
        assertEquals(
                "no noise",
                SeenNoise.of(Planes.of(new ImagePlus("flat", new FloatProcessor(64, 64))))
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({
        "15, 0, false, ''",
        "0, 4, false, ''",
        "40, 0, true, ''",
        "0.5, 0, false, is weaker",
        "90, 0, false, is stronger",
    })
    void modelsOfMicroscopesAreJudgedByTheNoiseAtWhite(double sigma, double gain, boolean blurred, String doubt)
            throws IOException {
        ModelPackage model = learnt("model", "2-50", false);
        String found = SeenNoise.of(image(sigma, gain, blurred, 32, 1)).doubt(new LearntNoise(model, RULE));
        if (doubt.isEmpty()) assertEquals("", found);
        else assertTrue(found.contains(doubt), found);
    }

    /** Dark pictures: a level of 20 of white is one of 60 at the brightness of the picture itself. */
    @ParameterizedTest
    @CsvSource({"20, false", "60, false", "1, true", "90, true"})
    void modelsOfExposedPicturesAreJudgedByTheImagesOwnBrightness(double levelAtBrightest, boolean doubtful)
            throws IOException {
        ModelPackage model = learnt("model", "12-60", true);
        FloatProcessor dark = new FloatProcessor(160, 140);
        Random random = new Random(6);
        for (int i = 0; i < 160 * 140; i++) {
            double value = 40 + 40 * Math.sin(i % 160 / 25.0);
            dark.setf(i, (float) (value + random.nextGaussian() * levelAtBrightest / 255 * 85));
        }
        String found = SeenNoise.of(Planes.of(new ImagePlus("dark", dark))).doubt(new LearntNoise(model, RULE));
        assertEquals(doubtful, !found.isEmpty(), found);
    }

    @Test
    void installedModelsThatHaveLearntSuchNoiseAreNamed() throws IOException {
        String before = System.getProperty("denoiser.models");
        System.setProperty("denoiser.models", folder.toString());
        try {
            learnt("Cells", "2-50", false);
            learnt("Faint", "0.1-0.5", false);
            Files.write(folder.resolve("Broken.zip"), new byte[] {1, 2, 3});
            String correlated = doubt(image(40, 0, true, 32, 1));
            assertTrue(
                    correlated.endsWith("compare with Cells, which learnt such noise, and Denoise This Image."),
                    correlated);
            String strong = doubt(image(120, 0, false, 32, 1));
            assertTrue(strong.endsWith("compare with Denoise This Image, or train a model."), strong);
        } finally {
            if (before == null) System.clearProperty("denoiser.models");
            else System.setProperty("denoiser.models", before);
        }
    }

    /** A network that has learnt next to nothing, with the record of one that has learnt to remove such noise. */
    private ModelPackage learnt(String name, String level, boolean exposed) throws IOException {
        return learnt(name, level, exposed, "false");
    }

    private ModelPackage learnt(String name, String level, boolean exposed, String clip) throws IOException {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("image", image(0, 0, false, 32, 1).image());
        inputs.put("output", folder.resolve(name + ".zip").toString());
        inputs.put("noise", "microscope");
        inputs.put("level", level);
        inputs.put("expose", exposed);
        inputs.put("clip", clip);
        inputs.put("range", "0-255");
        for (String few : List.of("epochs", "steps", "batch", "validation")) inputs.put(few, 1);
        inputs.put("filters", 4);
        inputs.put("depth", 2);
        inputs.put("patch", 32);
        try (Context context = new Context(CommandService.class)) {
            new CommandRunner(context).run(TrainCommand.class, inputs, Progress.NONE);
        }
        return ModelPackageReader.read(folder.resolve(name + ".zip"));
    }
}
