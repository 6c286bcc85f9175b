package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.denoiser.image.ImageFiles;
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

class CompareCommandTest {
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

    private static Map<String, Object> outputs(Object... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return new CommandRunner(context).run(CompareCommand.class, inputs, Progress.NONE);
    }

    private static ImageProcessor run(Object... pairs) {
        return ((ImagePlus) outputs(pairs).get("result")).getProcessor();
    }

    /** Random pixels: no piece of it lies anywhere else. */
    private static ImagePlus image(String title, String type, int width, int height, int planes, long seed) {
        ImagePlus image = IJ.createImage(title, type + " black", width, height, planes);
        Random random = new Random(seed);
        ImageStack stack = image.getStack();
        for (int plane = 1; plane <= planes; plane++) {
            ImageProcessor pixels = stack.getProcessor(plane);
            for (int i = 0; i < width * height; i++) {
                if (type.equals("RGB")) pixels.set(i, random.nextInt(1 << 24));
                else pixels.setf(i, random.nextInt(256));
            }
        }
        return image;
    }

    /** Whether a picture stands somewhere in a montage, each pixel enlarged. */
    private static boolean shows(ImageProcessor montage, ImageProcessor picture, int zoom) {
        ImageProcessor colour = picture.convertToRGB();
        for (int y = 0; y + zoom * colour.getHeight() <= montage.getHeight(); y++) {
            for (int x = 0; x + zoom * colour.getWidth() <= montage.getWidth(); x++) {
                if (isAt(montage, colour, x, y, zoom)) return true;
            }
        }
        return false;
    }

    private static boolean isAt(ImageProcessor montage, ImageProcessor picture, int x, int y, int zoom) {
        for (int v = 0; v < zoom * picture.getHeight(); v++) {
            for (int u = 0; u < zoom * picture.getWidth(); u++) {
                int expected = picture.get(u / zoom, v / zoom) & 0xFFFFFF;
                if ((montage.get(x + u, y + v) & 0xFFFFFF) != expected) return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @CsvSource({"8-bit, 1", "8-bit, 3", "RGB, 2", "16-bit, 1", "32-bit, 4"})
    void everyPictureStandsInTheMontagePixelByPixel(String type, int zoom) {
        ImagePlus clean = image("clean", type, 28, 20, 3, 1);
        ImagePlus noisy = image("noisy", type, 28, 20, 3, 2);
        ImagePlus denoised = image("denoised", type, 28, 20, 3, 3);
        String display = type.equals("RGB") || type.equals("8-bit") ? "auto" : "0-255";
        ImageProcessor montage = run(
                "referenceimage",
                clean,
                "noisyimage",
                noisy,
                "denoisedimage",
                denoised,
                "zoom",
                zoom,
                "display",
                display);
        for (ImagePlus image : List.of(clean, noisy, denoised)) {
            for (int plane = 1; plane <= 3; plane++) {
                ImageProcessor pixels = image.getStack().getProcessor(plane).duplicate();
                pixels.setMinAndMax(0, 255);
                assertTrue(shows(montage, pixels, zoom), image.getTitle() + " slice " + plane);
            }
        }
    }

    @Test
    void planesAreSpreadOverTheStack() {
        ImagePlus clean = image("clean", "8-bit", 16, 16, 10, 1);
        ImageProcessor montage = run("referenceimage", clean, "noisyimage", clean, "count", 2, "zoom", 1);
        List<Integer> shown = IntStream.rangeClosed(1, 10)
                .filter(plane -> shows(montage, clean.getStack().getProcessor(plane), 1))
                .boxed()
                .collect(Collectors.toList());
        assertEquals(List.of(3, 8), shown);
    }

    @Test
    void patchesAreThoseOfTheSeed() {
        ImagePlus clean = image("clean", "8-bit", 64, 48, 2, 1);
        ImagePlus noisy = image("noisy", "8-bit", 64, 48, 2, 2);
        Object[] keys = {"referenceimage", clean, "noisyimage", noisy, "patch", 16, "count", 4, "seed", 5L};
        int[] first = (int[]) run(keys).getPixels();
        assertArrayEquals(first, (int[]) run(keys).getPixels());
        keys[keys.length - 1] = 6L;
        assertFalse(Arrays.equals(first, (int[]) run(keys).getPixels()));
    }

    @Test
    void figuresAreThoseOfEvaluate() {
        ImagePlus clean = image("clean", "8-bit", 40, 30, 4, 1);
        ImagePlus noisy = image("noisy", "8-bit", 40, 30, 4, 2);
        Evaluation evaluation = new Evaluation(Double.NaN, false, Progress.NONE);
        evaluation.add(noisy, clean);
        String report = (String) outputs("referenceimage", clean, "noisyimage", noisy, "count", 100)
                .get("report");
        double psnr = evaluation.meanPsnr();
        double ssim = evaluation.table().getValue("SSIM", 4);
        assertEquals(String.format("Compared 4 pictures%nnoisy: mean PSNR %.2f dB, SSIM %.4f", psnr, ssim), report);
        String same = (String)
                outputs("referenceimage", clean, "denoisedimage", clean).get("report");
        assertTrue(same.endsWith("denoised: mean PSNR infinite dB, SSIM 1.0000"), same);
        String without =
                (String) outputs("noisyimage", clean, "denoisedimage", noisy).get("report");
        assertEquals("Compared 4 pictures", without);
    }

    @Test
    void differencesAreGreyWhereThereAreNone() {
        ImagePlus clean = image("clean", "8-bit", 30, 30, 1, 1);
        ImageProcessor grey = IJ.createImage("grey", "8-bit black", 30, 30, 1).getProcessor();
        grey.add(128);
        ImageProcessor with = run("referenceimage", clean, "denoisedimage", clean, "difference", true, "zoom", 1);
        assertTrue(shows(with, grey, 1));
        assertFalse(shows(run("referenceimage", clean, "denoisedimage", clean, "zoom", 1), grey, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12})
    void foldersAreMatchedByNameAndThePictureIsSaved(int patch) throws IOException {
        for (String name :
                List.of("clean/a.png", "clean/b.png", "noisy/a.tif", "noisy/b-noisy.png", "den/a-denoised.png")) {
            ImageFiles.save(image("x", "8-bit", 20, 14, 1, name.hashCode()), folder.resolve(name));
        }
        Path file = folder.resolve("new/montage.png");
        String[] folders = {"clean", "noisy", "den"};
        for (int i = 0; i < 3; i++) folders[i] = folder.resolve(folders[i]).toString();
        ImageProcessor montage = run(
                "reference",
                folders[0],
                "noisy",
                folders[1],
                "denoised",
                folders[2],
                "output",
                file.toString(),
                "patch",
                patch,
                "zoom",
                2,
                "count",
                1);
        int[] saved = (int[]) ImageFiles.open(file).getProcessor().getPixels();
        assertArrayEquals((int[]) montage.getPixels(), saved);
        ImagePlus only = ImageFiles.open(folder.resolve("noisy/a.tif"));
        assertEquals(patch == 0, shows(montage, only.getProcessor(), 2), "a is in all three folders");
    }

    @Test
    void whatCannotBeComparedIsRefused() throws IOException {
        ImagePlus image = image("a", "8-bit", 20, 10, 1, 1);
        refused("denoised: at least two of reference, noisy, denoised are needed", "referenceimage", image);
        refused("reference: at least two of reference, noisy, denoised are needed", "denoisedimage", image);
        refused(
                "noisy: 'b' has 9x9 pixels, but 'a' has 20x10 pixels; they must have the same size",
                "referenceimage",
                image,
                "noisyimage",
                image("b", "8-bit", 9, 9, 1, 1));
        refused(
                "patch=11: the image 'a' has only 20x10 pixels",
                "referenceimage",
                image,
                "noisyimage",
                image,
                "patch",
                11);
        refused(
                "display=wide is not allowed; allowed are auto,",
                "referenceimage",
                image,
                "noisyimage",
                image,
                "display",
                "wide");
        refused(
                "noisy: a folder is needed, since reference=" + folder + " is one",
                "reference",
                folder.toString(),
                "noisyimage",
                image);
        refused(
                "count: the montage would have",
                "referenceimage",
                image("a", "8-bit", 800, 800, 2, 1),
                "noisyimage",
                image("b", "8-bit", 800, 800, 2, 1),
                "zoom",
                8);
        assertEquals(0, folder.toFile().list().length, "nothing is written");
    }

    private static void refused(String sentence, Object... pairs) {
        Exception error = assertThrows(IllegalArgumentException.class, () -> run(pairs));
        assertTrue(error.getMessage().startsWith(sentence), error.getMessage());
    }
}
