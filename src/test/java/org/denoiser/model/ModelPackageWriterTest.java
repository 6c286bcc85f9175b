package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.AtomicFile;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackageWriterTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    @Test
    void onlyThePackageIsThereAfterwards() throws IOException {
        ModelPackageWriter.write(SampleModels.tiny(), folder.resolve("a.zip"));
        ModelPackageWriter.write(SampleModels.tiny(), folder.resolve("a.zip"));
        assertEquals(List.of("a.zip"), names());
        assertArrayEquals(SampleModels.bytes(SampleModels.tiny()), Files.readAllBytes(folder.resolve("a.zip")));
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.zip"), "old");
        IOException e = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }));
        assertEquals("No space left on device", e.getMessage());
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IllegalStateException();
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.zip"), names());
    }

    @Test
    void partsThatOthersLeftAreNotTouched() throws IOException {
        String part = ".a.zip." + ProcessHandle.current().pid() + "-0.part";
        Files.writeString(folder.resolve(part), "of another program");
        ModelPackageWriter.write(SampleModels.tiny(), folder.resolve("a.zip"));
        assertEquals(List.of(part, "a.zip"), names());
        assertEquals("of another program", Files.readString(folder.resolve(part)));
    }

    @Test
    void placesThatCannotBeWritten() throws IOException {
        Path lost = folder.resolve("none").resolve("a.zip");
        IOException e = assertThrows(IOException.class, () -> ModelPackageWriter.write(SampleModels.tiny(), lost));
        assertEquals("'" + lost + "' cannot be written: there is no folder '" + lost.getParent() + "'", e.getMessage());
        IOException f = assertThrows(IOException.class, () -> ModelPackageWriter.write(SampleModels.tiny(), folder));
        assertEquals("'" + folder + "' cannot be written: it is a folder", f.getMessage());
        Path below = Files.writeString(folder.resolve("file"), "").resolve("a.zip");
        assertThrows(IOException.class, () -> ModelPackageWriter.write(SampleModels.tiny(), below));
        assertEquals(List.of("file"), names());
    }

    @Test
    void theFileIsForEverybodyWhoMayReadTheFolder() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "");
        Path written = folder.resolve("a.zip");
        ModelPackageWriter.write(SampleModels.tiny(), written);
        for (String view : new String[] {"posix:permissions", "dos:hidden"}) {
            if (plain.getFileSystem().supportedFileAttributeViews().contains(view.substring(0, view.indexOf(':')))) {
                assertEquals(Files.getAttribute(plain, view), Files.getAttribute(written, view));
            }
        }
    }

    @Test
    void theCoverShowsInputAndOutputSideBySide() throws IOException {
        float[] values = new float[9 * 9];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        TestImage ramp = TestImage.of(values, 9, 9, 1);
        float[] turned = ramp.values();
        for (int i = 0; i < turned.length; i++) {
            turned[i] = 80 - i;
        }
        BufferedImage cover = picture(CoverPicture.png(ramp, TestImage.of(turned, 9, 9, 1)));
        assertEquals(18, cover.getWidth());
        assertEquals(9, cover.getHeight());
        for (int y = 0; y < 9; y++) {
            for (int x = 0; x < 9; x++) {
                int left = cover.getRaster().getSample(x, y, 0);
                assertEquals(255 * values[9 * y + x] / 80, left, 4);
                assertEquals(255 - left, cover.getRaster().getSample(9 + x, y, 0), 4);
            }
        }
    }

    @Test
    void coversOfColoursAndOfConstantAndLargeImages() throws IOException {
        float[] red = new float[3 * 4 * 6];
        for (int i = 0; i < red.length; i += 3) {
            red[i] = 200;
        }
        BufferedImage colours = picture(CoverPicture.png(TestImage.of(red, 4, 6, 3), TestImage.of(red, 4, 6, 3)));
        assertEquals(8, colours.getWidth());
        assertEquals(0xffff0000, colours.getRGB(1, 1));
        TestImage large = TestImage.of(new float[300 * 400 * 2], 300, 400, 2);
        BufferedImage constant = picture(CoverPicture.png(large, large));
        assertEquals(512, constant.getWidth());
        assertEquals(256, constant.getHeight());
        assertEquals(128, constant.getRaster().getSample(100, 100, 0));
    }

    private static BufferedImage picture(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void theCardSaysWhatThereIsToSay() {
        ModelPackage model = SampleModels.tiny();
        String card = ModelCard.of(model);
        for (String words : new String[] {
            "# Sample\n",
            "## Validation\n",
            "![",
            model.noise().words(),
            "sigma_max | 55.5",
            "(kept)",
            "61 parameters",
            "Denoiser 0.1.0",
            "CC-BY-SA-4.0",
            "15 photographs: a collection, by several (CC BY-SA 4.0)",
            "https://doi.org/10.48550/arXiv.1505.04597",
            "    denoiser train input=a target=\"b c\" \\\n      epochs=2 | tee log # all: of it\n",
            "from 0 to 255 become 0 to 1"
        }) {
            assertTrue(card.contains(words), words);
        }
        ModelPackage bare = SampleModels.bare(
                        Architecture.of(Preset.CONV_POOL, Map.of("filters", "1")),
                        ScalingRule.parse("1%-99%"),
                        PixelType.GRAY16)
                .build();
        String brief = ModelCard.of(bare);
        assertTrue(brief.contains("No licence is granted") && brief.contains("the 1 and 99 percentiles"));
        assertFalse(brief.contains("The command that made it") || brief.contains("Authors:"));
    }

    @Test
    void theCardNamesTheLimitsOfThisModel() {
        ModelPackage.Builder builder = SampleModels.filled(
                Architecture.of(Preset.DENSE, Map.of("filters", "4")), ScalingRule.auto(), PixelType.GRAY8);
        String hidden = ModelCard.of(builder.record(TrainingRecord.builder()
                        .option("learn", "noise2void")
                        .data("images", "22")
                        .data("noisy test PSNR", "20.1")
                        .data("test PSNR", "28.7")
                        .ending("all epochs were done")
                        .build())
                .build());
        for (String words : new String[] {
            "It knows this noise: white Gaussian noise, sigma 5 to 55 of 255.",
            "hiding pixels",
            "each channel, and each of red",
            "of 28x28 pixels and no others",
            "neither trained nor chosen by",
            "| noisy test PSNR | 20.1 |\n| test PSNR | 28.7 |\n",
            "| images | 22 |\n\n",
            "[CC-BY-SA-4.0](https://spdx.org/licenses/CC-BY-SA-4.0.html)"
        }) {
            assertTrue(hidden.contains(words), words + "\n" + hidden);
        }
        String volumes = ModelCard.of(SampleModels.filled(
                        Architecture.of(Preset.UNET3D, Map.of("filters", "2", "channels", "2")),
                        ScalingRule.auto(),
                        PixelType.GRAY16)
                .build());
        assertTrue(volumes.contains("spacing of planes") && volumes.contains("takes 2 channels together"), volumes);
        assertFalse(volumes.contains("hiding pixels") || volumes.contains("chosen by"), volumes);
    }
}
