package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.ShortProcessor;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.ModelPackageWriter;
import org.denoiser.model.SampleModels;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the preview shows is what comes out. */
class DenoisingPreviewTest {
    private static final ParameterTable TABLE = ParameterTable.of(DenoiseCommand.class);

    private final DenoisingPreview preview = new DenoisingPreview();
    private ImagePlus image;

    @BeforeEach
    void open() throws IOException {
        Path file = Path.of("samples", "maize-noisy.tif");
        Assumptions.assumeTrue(Files.exists(file) && Files.exists(Path.of("models", "General.zip")), "no sample");
        image = ImageFiles.open(file);
    }

    private static Map<String, String> texts(String... pairs) {
        Map<String, String> texts = new HashMap<>(TABLE.print(Map.of()));
        texts.put("model", "models/General.zip");
        texts.put("device", "cpu");
        texts.put("precision", "float32");
        for (int i = 0; i < pairs.length; i += 2) texts.put(pairs[i], pairs[i + 1]);
        return texts;
    }

    private PreviewPictures pictures(String... pairs) throws IOException {
        return preview.pictures(PreviewPart.of(image, 0), texts(pairs), () -> false);
    }

    private ImagePlus whole(String strength, String... more) {
        try (org.scijava.Context context = new org.scijava.Context(org.scijava.command.CommandService.class)) {
            Map<String, Object> inputs = new HashMap<>(TABLE.parse(texts(more)));
            inputs.put("strength", Double.parseDouble(strength));
            inputs.put("image", image);
            return (ImagePlus) new CommandRunner(context)
                    .run(DenoiseCommand.class, inputs, Progress.NONE)
                    .get("result");
        }
    }

    @ParameterizedTest
    @CsvSource({"1,16-bit", "0.4,8-bit"})
    void itShowsThePixelsOfTheResult(String strength, String type) throws IOException {
        if (type.equals("16-bit")) new ij.process.ImageConverter(image).convertToGray16();
        image.setRoi(new Rectangle(101, 203, 40, 30));
        Rectangle shown = PreviewPart.of(image, 0).bounds();
        image.deleteRoi();
        image.setDisplayRange(20, 220);
        ImagePlus result = whole(strength);
        image.setRoi(shown);
        PreviewPictures pictures = pictures("strength", strength);
        assertEquals(shown.width, pictures.denoised().getWidth());
        assertNear(result, shown, pictures.denoised(), 3);
        assertNear(image, shown, pictures.noisy(), 1);
    }

    /** Compares grey values as displayed; mean and not largest difference, as the cut's edge is seen by the network. */
    private static void assertNear(ImagePlus image, Rectangle shown, BufferedImage picture, double tolerance) {
        double sum = 0;
        for (int y = 0; y < shown.height; y++) {
            for (int x = 0; x < shown.width; x++) {
                double value = image.getProcessor().getf(shown.x + x, shown.y + y);
                double level = Math.max(0, Math.min(255, (value - 20) / 200 * 255));
                sum += Math.abs(level - (picture.getRGB(x, y) & 0xFF));
            }
        }
        double mean = sum / shown.width / shown.height;
        assertTrue(mean < tolerance, () -> "mean difference " + mean);
    }

    @ParameterizedTest
    @CsvSource({"8-bit", "16-bit", "32-bit", "RGB"})
    void anotherStrengthNeedsNoNetwork(String type) throws IOException {
        if (type.equals("16-bit")) new ij.process.ImageConverter(image).convertToGray16();
        if (type.equals("32-bit")) new ij.process.ImageConverter(image).convertToGray32();
        if (type.equals("RGB")) new ij.process.ImageConverter(image).convertToRGB();
        PreviewPart part = PreviewPart.of(image, 0, 64);
        preview.pictures(part, texts(), () -> false);
        for (String strength : new String[] {"0.3", "0", "1"}) {
            PreviewPictures cheap = preview.pictures(part, texts("strength", strength), () -> true);
            PreviewPictures fresh = new DenoisingPreview().pictures(part, texts("strength", strength), () -> false);
            assertSame(fresh.denoised(), cheap.denoised());
            assertSame(fresh.noisy(), cheap.noisy());
            if (strength.equals("0")) assertSame(cheap.noisy(), cheap.denoised());
        }
        assertThrows(CancellationException.class, () -> preview.pictures(part, texts("tile", "128"), () -> true));
        PreviewPart changed = PreviewPart.of(image, 1, 64);
        assertThrows(CancellationException.class, () -> preview.pictures(changed, texts(), () -> true));
    }

    private static void assertSame(BufferedImage expected, BufferedImage picture) {
        int width = expected.getWidth();
        int height = expected.getHeight();
        assertArrayEquals(
                expected.getRGB(0, 0, width, height, null, 0, width),
                picture.getRGB(0, 0, width, height, null, 0, width));
    }

    @Test
    void itSaysThatOnlyTheSelectionIsDenoised() throws IOException {
        assertEquals("", pictures().note());
        image.setRoi(new Rectangle(300, 300, 60, 60));
        assertEquals("Only the selection is denoised.", pictures().note());
        assertEquals("", pictures("roi", "all").note());
    }

    @Test
    void outsideOfTheSelectionItShowsTheImage() throws IOException {
        image.setRoi(new Rectangle(300, 300, 60, 60));
        Rectangle shown = PreviewPart.of(image, 0).bounds();
        PreviewPictures pictures = pictures();
        for (int y = 0; y < shown.height; y++) {
            for (int x = 0; x < shown.width; x++) {
                boolean inside = new Rectangle(300, 300, 60, 60).contains(shown.x + x, shown.y + y);
                if (!inside)
                    assertEquals(
                            pictures.noisy().getRGB(x, y), pictures.denoised().getRGB(x, y));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"UNET, auto", "UNET, 0-300", "UNET3D, auto"})
    void channelsThatGoTogetherAreSeenTogether(Preset preset, String range, @TempDir Path folder) throws IOException {
        Architecture network = Architecture.of(preset, Map.of("depth", "1", "filters", "2", "channels", "2"));
        Path file = folder.resolve("two.zip");
        ModelPackageWriter.write(
                SampleModels.bare(network, ScalingRule.parse(range), PixelType.GRAY16)
                        .build(),
                file);
        ImageStack stack = new ImageStack(60, 50);
        Random random = new Random(3);
        for (int i = 0; i < 6; i++) {
            ShortProcessor plane = new ShortProcessor(60, 50);
            for (int p = 0; p < 3000; p++)
                plane.set(p, 30 + (i % 2 == 0 ? 120 : 40) * (p % 60) / 60 + random.nextInt(20));
            stack.addSlice(plane);
        }
        image = new ImagePlus("two channels", stack);
        image.setDimensions(2, 3, 1);
        ImagePlus result = whole("1", "model", file.toString());
        for (int channel = 1; channel <= 2; channel++) {
            image.setSlice(image.getStackIndex(channel, 2, 1));
            image.setDisplayRange(20, 220);
            result.setSlice(image.getCurrentSlice());
            PreviewPictures pictures = pictures("model", file.toString());
            assertNear(result, new Rectangle(60, 50), pictures.denoised(), 1);
            assertNear(image, new Rectangle(60, 50), pictures.noisy(), 1);
        }
    }

    @Test
    void theNoiseIsTold() throws IOException {
        assertTrue(preview.noise(PreviewPart.of(image, 0), texts()).startsWith("Noise seen: "));
    }

    @ParameterizedTest
    @CsvSource({
        "model, nowhere, model=nowhere",
        "range, abc, range=abc",
        "slices, 9, slices=9",
        "roi, selection, roi=selection",
        "strength, 2, strength=2"
    })
    void aWrongValueIsASentence(String key, String value, String begin) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> pictures(key, value));
        assertTrue(error.getMessage().startsWith(begin), error.getMessage());
    }

    @Test
    void anOutdatedRequestEnds() {
        assertThrows(
                CancellationException.class, () -> preview.pictures(PreviewPart.of(image, 0), texts(), () -> true));
    }

    @Test
    void partsDifferWhereThePreviewDoes() {
        PreviewPart before = PreviewPart.of(image, 0);
        assertEquals(before, PreviewPart.of(image, 0));
        assertNotEquals(before, PreviewPart.of(image, 1));
        image.setDisplayRange(3, 99);
        assertNotEquals(before, PreviewPart.of(image, 0));
        image.resetDisplayRange();
        image.setRoi(new Roi(0, 0, 20, 20));
        assertEquals(new Rectangle(0, 0, 256, 256), PreviewPart.of(image, 0).bounds());
        image.setRoi(new Roi(-50, 630, 70, 70));
        assertEquals(new Rectangle(0, 384, 256, 256), PreviewPart.of(image, 0).bounds());
        assertEquals(
                new Rectangle(0, 512, 128, 128), PreviewPart.of(image, 0, 128).bounds());
        assertNotEquals(PreviewPart.of(image, 0), PreviewPart.of(image, 0, 128));
    }
}
