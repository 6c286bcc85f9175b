package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.torchscript.Tensor;
import org.denoiser.torchscript.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is what is read, wherever it lies, and written again it is the same file. */
class RoundTripTest {
    @TempDir
    Path folder;

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(Preset.CONV_POOL, Map.of("filters", "2"), "auto", PixelType.GRAY8),
                Arguments.of(Preset.CONV_POOL, Map.of("filters", "1", "channels", "3"), "full", PixelType.RGB),
                Arguments.of(Preset.UNET, Map.of("depth", "1", "filters", "1"), "auto", PixelType.GRAY16),
                Arguments.of(
                        Preset.UNET,
                        Map.of("depth", "2", "filters", "2", "activation", "leaky-relu", "channels", "2"),
                        "1%-99.5%",
                        PixelType.GRAY32),
                Arguments.of(Preset.UNET, Map.of("depth", "3", "filters", "1"), "0-4095", PixelType.GRAY16),
                Arguments.of(
                        Preset.RESIDUAL_UNET,
                        Map.of("depth", "1", "filters", "2", "blocks", "1"),
                        "none",
                        PixelType.GRAY32),
                Arguments.of(
                        Preset.RESIDUAL_UNET,
                        Map.of("depth", "2", "filters", "1", "blocks", "1"),
                        "minmax",
                        PixelType.INDEXED),
                Arguments.of(Preset.DENSE, Map.of("side", "9", "filters", "3", "latent", "2"), "full", PixelType.GRAY8),
                Arguments.of(
                        Preset.VARIATIONAL,
                        Map.of("filters", "1", "latent", "2", "divergence", "0.25"),
                        "full",
                        PixelType.GRAY8));
    }

    @ParameterizedTest
    @MethodSource("models")
    void readAndWrittenAgainItIsTheSameFile(Preset preset, Map<String, String> options, String rule, PixelType type)
            throws IOException {
        Architecture architecture = Architecture.of(preset, options);
        ModelPackage model =
                SampleModels.filled(architecture, ScalingRule.parse(rule), type).build();
        Path first = folder.resolve("first.zip");
        ModelPackageWriter.write(model, first);
        ModelPackage read = ModelPackageReader.read(first);
        Path second = folder.resolve("second.zip");
        ModelPackageWriter.write(read, second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        assertSame(model, read);
    }

    @ParameterizedTest
    @MethodSource("models")
    void storedInHalfTheRoomItIsRoundedOnceAndNoMore(
            Preset preset, Map<String, String> options, String rule, PixelType type) throws IOException {
        Architecture architecture = Architecture.of(preset, options);
        ModelPackage whole =
                SampleModels.filled(architecture, ScalingRule.parse(rule), type).build();
        ModelPackage half = StoredWeights.in(TensorType.FLOAT16, whole).build();
        Path file = folder.resolve("half.zip");
        ModelPackageWriter.write(half, file);
        ModelPackage read = ModelPackageReader.read(file);
        assertSame(half, read);
        assertArrayEquals(Files.readAllBytes(file), SampleModels.bytes(read));
        for (Tensor tensor : read.weights().values()) {
            assertEquals(TensorType.FLOAT32, tensor.type());
        }
        ModelPackage back = StoredWeights.in(TensorType.FLOAT32, read).build();
        assertEquals(TensorType.FLOAT32, back.storedAs());
        assertEquals(read.weights(), back.weights());
        read.weights().forEach((name, tensor) -> {
            Tensor exact = whole.weights().get(name);
            Tensor expected = exact.shape().length < 2 ? exact : exact.rounded(TensorType.FLOAT16);
            assertEquals(expected.as(TensorType.FLOAT32), tensor);
        });
    }

    @Test
    void whatMayBeLeftOutMayBeLeftOut() throws IOException {
        ModelPackage model = SampleModels.bare(SampleModels.tinyNetwork(), ScalingRule.auto(), PixelType.GRAY8)
                .name("A")
                .build();
        Path file = folder.resolve("a.zip");
        ModelPackageWriter.write(model, file);
        ModelPackage read = ModelPackageReader.read(file);
        assertSame(model, read);
        assertEquals("A", read.name());
        assertNull(read.licence());
        assertNull(read.recipe());
        assertTrue(read.authors().isEmpty());
    }

    @Test
    void movedUnpackedOrOverwrittenItIsTheSame() throws IOException {
        ModelPackage model = SampleModels.tiny();
        Path file = folder.resolve("Sample.zip");
        Files.writeString(file, "something else");
        ModelPackageWriter.write(model, file);
        Path moved = Files.createDirectories(folder.resolve("näxt folder")).resolve("renamed.bin");
        Files.move(file, moved);
        assertSame(model, ModelPackageReader.read(moved));
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        try (InputStream in = Files.newInputStream(moved);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(unpacked.resolve(entry.getName()), zip.readAllBytes());
            }
        }
        assertSame(model, ModelPackageReader.read(unpacked));
    }

    @Test
    void theBytesDependOnTheModelAlone() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            byte[] east = SampleModels.bytes(SampleModels.tiny());
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            assertArrayEquals(east, SampleModels.bytes(SampleModels.tiny()));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static void assertSame(ModelPackage expected, ModelPackage actual) {
        assertEquals(expected.name(), actual.name());
        assertEquals(expected.description(), actual.description());
        assertEquals(expected.architecture(), actual.architecture());
        assertEquals(expected.weights(), actual.weights());
        assertEquals(expected.storedAs(), actual.storedAs());
        assertEquals(expected.scaling(), actual.scaling());
        assertEquals(expected.trainedOn(), actual.trainedOn());
        assertEquals(expected.authors(), actual.authors());
        assertEquals(expected.licence(), actual.licence());
        assertEquals(expected.citations(), actual.citations());
        assertEquals(expected.tags(), actual.tags());
        assertEquals(expected.credits(), actual.credits());
        assertEquals(Instant.parse("2026-11-22T03:04:05Z"), actual.created());
        assertEquals(expected.denoiserVersion(), actual.denoiserVersion());
        assertEquals(expected.pytorchVersion(), actual.pytorchVersion());
        assertEquals(expected.noise(), actual.noise());
        assertEquals(expected.record(), actual.record());
        assertEquals(expected.testInput(), actual.testInput());
        assertEquals(expected.testOutput(), actual.testOutput());
        assertEquals(expected.recipe(), actual.recipe());
        assertEquals(expected.attachments(), actual.attachments());
        for (String name : expected.attachments()) {
            assertArrayEquals(expected.attachment(name), actual.attachment(name));
        }
    }
}
