package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.denoiser.image.ImageFiles;
import org.denoiser.metric.Ssim;
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

class EvaluateCommandTest {
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

    private static ResultsTable run(Object... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return (ResultsTable) new CommandRunner(context)
                .run(EvaluateCommand.class, inputs, Progress.NONE)
                .get("table");
    }

    private static ImagePlus ramp(String title, String type, int planes) {
        return IJ.createImage(title, type + " ramp", 32, 20, planes);
    }

    /** The image with the same number added everywhere. */
    private static ImagePlus shifted(ImagePlus image, double shift) {
        ImagePlus copy = image.duplicate();
        copy.setTitle(image.getTitle() + "+" + shift);
        for (int plane = 1; plane <= copy.getStackSize(); plane++)
            copy.getStack().getProcessor(plane).add(shift);
        return copy;
    }

    @ParameterizedTest
    @CsvSource({
        // a shift of 4 is an error of 16; the range is that of the type, or what the ramp spans
        "8-bit,  auto, 255",
        "16-bit, auto, 63488",
        "32-bit, auto, 0.96875",
        "8-bit,  100,  100",
        "32-bit, 1,    1"
    })
    void theRangeIsThatOfTheReference(String type, String range, double peak) {
        ImagePlus reference = ramp("ramp", type, 1);
        ImagePlus image = shifted(reference, type.equals("8-bit") ? 0 : 4);
        if (type.equals("8-bit"))
            image.getProcessor().set(3, 3, image.getProcessor().get(3, 3) + 101);
        double mse = type.equals("8-bit") ? 101.0 * 101.0 / 640 : 16;
        ResultsTable table = run("image", image, "targetimage", reference, "range", range);
        assertEquals(mse, table.getValue("MSE", 0), 1e-5 * mse);
        assertEquals(10 * Math.log10(peak * peak / mse), table.getValue("PSNR", 0), 1e-4);
    }

    @Test
    void thereIsARowAPlaneAndTheMean() {
        ImagePlus reference = ramp("ramp", "32-bit", 3);
        ImagePlus image = reference.duplicate();
        image.setTitle("judged");
        for (int plane = 1; plane <= 3; plane++)
            image.getStack().getProcessor(plane).add(plane);
        ResultsTable table = run("image", image, "targetimage", reference, "range", "255");
        assertEquals(4, table.size());
        double psnr = 0;
        double ssim = 0;
        for (int plane = 0; plane < 3; plane++) {
            assertEquals("judged", table.getStringValue("Image", plane));
            assertEquals(plane + 1, table.getValue("Slice", plane));
            assertEquals((plane + 1) * (plane + 1), table.getValue("MSE", plane), 1e-5);
            double expected = Ssim.of(255).mean(pixels(image, plane), pixels(reference, plane), 32, 20);
            assertEquals(expected, table.getValue("SSIM", plane), 1e-12);
            psnr += table.getValue("PSNR", plane) / 3;
            ssim += table.getValue("SSIM", plane) / 3;
        }
        assertEquals("mean", table.getStringValue("Image", 3));
        assertEquals(psnr, table.getValue("PSNR", 3), 1e-9);
        assertEquals(ssim, table.getValue("SSIM", 3), 1e-9);
        assertEquals(14.0 / 3, table.getValue("MSE", 3), 1e-5);
    }

    private static float[] pixels(ImagePlus image, int plane) {
        return (float[]) image.getStack().getPixels(plane + 1);
    }

    @Test
    void theErrorOfColoursIsThatOfTheirComponents() {
        ColorProcessor reference = new ColorProcessor(16, 16);
        ColorProcessor image = new ColorProcessor(16, 16);
        for (int i = 0; i < 256; i++) image.set(i, 0x030609);
        ResultsTable table = run("image", new ImagePlus("a", image), "targetimage", new ImagePlus("b", reference));
        assertEquals((9 + 36 + 81) / 3.0, table.getValue("MSE", 0), 1e-9);
    }

    @Test
    void fittingTakesGainAndOffsetAway() {
        ImagePlus reference = ramp("ramp", "32-bit", 2);
        ImagePlus image = reference.duplicate();
        for (int plane = 1; plane <= 2; plane++) {
            ImageProcessor pixels = image.getStack().getProcessor(plane);
            pixels.multiply(0.3 * plane);
            pixels.add(plane);
        }
        assertTrue(run("image", image, "targetimage", reference).getValue("PSNR", 2) < 10);
        assertTrue(run("image", image, "targetimage", reference, "fit", true).getValue("PSNR", 2) > 90);
    }

    @Test
    void foldersAreMatchedByName() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Path references = Files.createDirectory(folder.resolve("references"));
        for (String name : List.of("a2", "a10", "left over")) {
            ImageFiles.save(ramp(name, "8-bit", 1), references.resolve(name + ".png"));
        }
        ImageFiles.save(ramp("x", "8-bit", 1), images.resolve("a10.tif"));
        ImageFiles.save(shifted(ramp("x", "32-bit", 1), 3), images.resolve("a2-denoised.tif"));
        Path csv = folder.resolve("new/table.csv");
        ResultsTable table = run("input", images + "/", "target", references.toString(), "output", csv.toString());
        assertEquals(3, table.size());
        assertEquals("a2-denoised.tif", table.getStringValue("Image", 0));
        assertEquals("a10.tif", table.getStringValue("Image", 1));
        assertEquals(0, table.getValue("MSE", 1));
        List<String> lines = Files.readAllLines(csv);
        assertEquals("Image,Slice,MSE,PSNR,SSIM", lines.get(0));
        assertEquals("a10.tif,1,0,Infinity,1", lines.get(2));
        assertTrue(lines.get(3).startsWith("mean,,"), lines.get(3));
        assertEquals(4, lines.size());
        assertEquals(1, csv.getParent().toFile().list().length, "no other file is left beside it");
    }

    @Test
    void tablesQuoteWhatNeedsIt() throws IOException {
        Path csv = folder.resolve("table.csv");
        ImagePlus image = ramp("a \"b\", c", "8-bit", 1);
        run("image", image, "targetimage", image, "output", csv.toString());
        assertTrue(Files.readAllLines(csv).get(1).startsWith("\"a \"\"b\"\", c\",1,0,"));
    }

    @Test
    void whatCannotBeComparedIsRefused() throws IOException {
        ImagePlus image = ramp("a", "8-bit", 1);
        refused(
                "target: 'b' has 32x20 pixels in 2 planes, but 'a' has 32x20 pixels; they must have the same size",
                "image",
                image,
                "targetimage",
                ramp("b", "8-bit", 2));
        refused(
                "target: 'b' has 32x20 pixels in colour, but 'a' has 32x20 pixels; they must have the same size",
                "image",
                image,
                "targetimage",
                ramp("b", "rgb", 1));
        ImagePlus flat = new ImagePlus("b", new FloatProcessor(32, 20));
        refused(
                "range=auto: the reference 'b' is constant and has no range; give range=NUMBER",
                "image",
                image,
                "targetimage",
                flat);
        refused(
                "range=wide: auto or a number above 0 is needed",
                "image",
                image,
                "targetimage",
                image,
                "range",
                "wide");
        refused("range=0: auto or a number above 0 is needed", "image", image, "targetimage", image, "range", "0");
        refused("target=nowhere.tif: there is no such file", "image", image, "target", "nowhere.tif");
        ImageStack empty = new ImageStack(32, 20);
        empty.addSlice(new FloatProcessor(32, 20, new float[640]));
        empty.getProcessor(1).setf(0, Float.NaN);
        Exception error = assertThrows(
                IllegalArgumentException.class, () -> run("image", new ImagePlus("n", empty), "targetimage", image));
        assertTrue(error.getMessage().contains("NaN"), error.getMessage());
    }

    @Test
    void foldersThatDoNotFitAreRefused() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Path references = Files.createDirectory(folder.resolve("references"));
        assertThrows(
                UncheckedIOException.class, () -> run("input", images.toString(), "target", references.toString()));
        ImageFiles.save(ramp("x", "8-bit", 1), images.resolve("a.tif"));
        ImageFiles.save(ramp("x", "8-bit", 1), references.resolve("b.tif"));
        refused(
                "target=" + references + ": no image in it has the name of 'a.tif'",
                "input",
                images.toString(),
                "target",
                references.toString());
        ImageFiles.save(ramp("x", "8-bit", 1), references.resolve("a.png"));
        ImageFiles.save(ramp("x", "8-bit", 1), references.resolve("a.tif"));
        refused(
                "target=" + references + ": 'a.png' and 'a.tif' have the same name, that of 'a.tif'",
                "input",
                images.toString(),
                "target",
                references.toString());
        Path csv = folder.resolve("images");
        ImagePlus image = ramp("a", "8-bit", 1);
        assertThrows(
                UncheckedIOException.class, () -> run("image", image, "targetimage", image, "output", csv.toString()));
        assertFalse(Files.exists(folder.resolve("table.csv")));
    }

    private static void refused(String sentence, Object... pairs) {
        Exception error = assertThrows(IllegalArgumentException.class, () -> run(pairs));
        assertEquals(sentence, error.getMessage());
    }

    /** A smooth image with Gaussian noise of its own seed. */
    private static ImagePlus noisy(String title, double sigma, int planes) {
        ImagePlus image = IJ.createImage(title, "32-bit ramp", 128, 96, planes);
        Random random = new Random(9);
        for (int plane = 1; plane <= planes; plane++) {
            float[] pixels = (float[]) image.getStack().getPixels(plane);
            for (int i = 0; i < pixels.length; i++) pixels[i] += (float) (sigma * random.nextGaussian());
        }
        return image;
    }

    @ParameterizedTest
    @CsvSource({"0.02, 1", "0.1, 3"})
    void withoutAReferenceTheNoiseIsMeasured(double sigma, int planes) {
        ResultsTable table = run("image", noisy("cells", sigma, planes));
        assertEquals(planes, table.size());
        for (int row = 0; row < planes; row++) {
            assertEquals("cells", table.getStringValue("Image", row));
            assertEquals(sigma, table.getValue("Noise", row), 0.15 * sigma);
            assertEquals(0, table.getValue("Hot pixels", row));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.02, 1", "0.1, 3"})
    void withTheImageBeforeWhatWasTakenIsMeasured(double sigma, int planes) {
        ResultsTable table = run("image", noisy("clean", 0, planes), "noisyimage", noisy("cells", sigma, planes));
        for (int row = 0; row < planes; row++) {
            assertEquals(sigma, table.getValue("Noise before", row), 0.15 * sigma);
            assertEquals(sigma, table.getValue("Taken", row), 0.05 * sigma);
            assertEquals(0, table.getValue("Mean taken", row), 0.05 * sigma);
            assertEquals(0, table.getValue("Taken right", row), 0.05);
            assertEquals(0, table.getValue("Taken down", row), 0.05);
            assertTrue(table.getValue("Noise left", row) < 0.2 * sigma, "noise left");
        }
    }

    @Test
    void foldersAreMeasuredWithoutReferencesToo() throws IOException {
        for (String name : List.of("a", "b")) {
            ImageFiles.save(noisy(name, 0.1, 1), folder.resolve("before/" + name + ".tif"));
            ImageFiles.save(noisy(name, 0, 1), folder.resolve("after/" + name + "-denoised.tif"));
        }
        String after = folder.resolve("after").toString();
        String before = folder.resolve("before").toString();
        assertEquals(2, run("input", before).size());
        assertEquals(0.1, run("input", after, "noisy", before).getValue("Taken", 1), 0.01);
    }

    @Test
    void aReferenceAndTheImageBeforeExcludeEachOther() {
        ImagePlus image = noisy("cells", 0.1, 1);
        IllegalArgumentException problem = assertThrows(
                IllegalArgumentException.class, () -> run("image", image, "targetimage", image, "noisyimage", image));
        assertTrue(problem.getMessage().contains("noisy"), problem.getMessage());
    }
}
