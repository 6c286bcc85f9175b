package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.predict.ForeignTest;
import org.denoiser.torchscript.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Packages that version 0.1.0 wrote (NAME-1.zip in format 1, NAME-2.zip in format 2) are read by every later version, and their networks
 * still give what they gave: grey, RGB, volumes, batch normalisation, float16, with attachments, and models of other programs.
 * These files are never written anew; a new format gets files of its own beside them.
 */
class GoldenPackageTest {
    @TempDir
    Path folder;

    private static Path golden(String name) throws URISyntaxException {
        URL url = GoldenPackageTest.class.getResource("/golden/" + name);
        return Path.of(url.toURI());
    }

    @ParameterizedTest
    @CsvSource({
        "unet-1.zip, unet depth=2 filters=2 activation=relu residual=true channels=1, auto, GRAY8, 433, 22",
        "conv-pool-1.zip, conv-pool filters=2 channels=1 depth=2 activation=relu, 1%-99.5%, GRAY16, 337, 32",
        "residual-unet-1.zip, residual-unet depth=1 filters=2 blocks=1 residual=true channels=1 activation=relu, 0-4095, GRAY32, 216, 22",
        "unet-rgb-1.zip, unet depth=1 filters=2 activation=relu residual=true channels=3, full, RGB, 103, 5",
        "unet3d-1.zip, unet3d depth=1 filters=2 zpool=0 activation=relu residual=true channels=1, 1%-99%, GRAY16, 169, 5",
        "conv-bn-1.zip, conv-bn depth=2 filters=2 activation=relu channels=1, auto, GRAY8, 1377, 40",
        "residual-unet-2.zip, residual-unet depth=1 filters=4 blocks=1 residual=true channels=1 activation=relu, 0-255, GRAY8, 576, 22"
    })
    void isReadAndRuns(String name, String network, String rule, PixelType type, int parameters, int side)
            throws Exception {
        ModelPackage model = ModelPackageReader.read(golden(name));
        assertEquals(network, model.architecture().toString());
        assertEquals(ScalingRule.parse(rule), model.scaling());
        assertEquals(type, model.trainedOn());
        assertEquals(
                parameters,
                model.weights().values().stream()
                        .mapToInt(tensor -> tensor.size())
                        .sum());
        assertEquals(side, model.testInput().height());
        assertEquals(name.endsWith("-2.zip") ? TensorType.FLOAT16 : TensorType.FLOAT32, model.storedAs());
        float range = 0;
        for (float value : model.testOutput().values()) {
            range = Math.max(range, Math.abs(value));
        }
        assertTrue(range > 0.1);
        assertArrayEquals(
                model.testOutput().values(), SampleModels.denoised(model).values(), 1e-5f * range);
    }

    @Test
    void everythingInItIsUnderstood() throws Exception {
        ModelPackage model = ModelPackageReader.read(golden("unet-1.zip"));
        assertEquals("Sample", model.name());
        assertEquals("A sample:\n- of several lines, with 'quotes' and \\backslashes\\\n", model.description());
        assertEquals(
                List.of(
                        Author.of("Ada Example").at("Institute of \"Examples\"").orcid("0000-0002-1825-0097"),
                        Author.of("Zo\u00eb \u00dcn\u00efcode \u9855\u5fae\u93e1")),
                model.authors());
        assertEquals("CC-BY-SA-4.0", model.licence());
        assertEquals(
                List.of(
                        Citation.ofDoi("Ronneberger et al. 2015, U-Net", "10.48550/arXiv.1505.04597"),
                        Citation.ofUrl("An example: with a colon", "https://example.org/a?b=c#d")),
                model.citations());
        assertEquals(List.of("denoising", "on", "2026-11-22"), model.tags());
        assertEquals(
                List.of(
                        Credit.of("15 photographs", "a collection, by several", "CC BY-SA 4.0"),
                        Credit.of("0x10", "yes", "~")),
                model.credits());
        assertEquals(Instant.parse("2026-11-22T03:04:05Z"), model.created());
        assertEquals("0.1.0", model.denoiserVersion());
        assertEquals("2.7.1", model.pytorchVersion());
        assertEquals("white Gaussian noise, sigma 5 to 55 of 255", model.noise().words());
        assertEquals(
                Map.of("sigma_min", 5.0, "sigma_max", 55.5, "tiny", 1e-7, "large", 1.5e12),
                model.noise().figures());
        assertEquals("denoiser train input=a target=\"b c\" \\\n  epochs=2 | tee log # all: of it", model.recipe());
        TrainingRecord record = model.record();
        assertEquals(Map.of("epochs", "2", "input", "C:\\images\\\"mine\"", "target", ""), record.options());
        assertEquals(Map.of("images", "22", "size", "512 x 512"), record.data());
        assertEquals(Long.MIN_VALUE, record.seed());
        assertEquals(
                EpochRow.of(1, 100, 0.5, 0.25, 30.125, 1e-3, 12.5),
                record.best().orElseThrow());
        assertEquals(25.5, record.seconds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet-rgb-1.zip", "unet3d-1.zip", "conv-bn-1.zip", "residual-unet-2.zip"})
    void attachmentsAreKept(String name) throws Exception {
        ModelPackage model = ModelPackageReader.read(golden(name));
        assertEquals(List.of("curves.png", "Curves_2-b.csv"), model.attachments());
        assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, -1}, model.attachment("curves.png"));
        assertEquals("epoch,loss\n1,0.5\n", new String(model.attachment("Curves_2-b.csv"), StandardCharsets.UTF_8));
    }

    /** Models of other programs as they lie among the installed ones: a TorchScript file that was imported alone, and a package. */
    @ParameterizedTest
    @CsvSource({
        "script-1.zip, Script, 0.5.7, CC-BY-4.0, scale_linear; after it scale_linear",
        "foreign-1.zip, Foreign model, 0.4.9, MIT, scale_linear; after it nothing"
    })
    void modelsOfOtherProgramsStillRun(String name, String described, String format, String licence, String operations)
            throws Exception {
        assertTrue(Files.size(golden(name)) < 50_000);
        assertTrue(ForeignModelReader.isForeign(golden(name)));
        ForeignModel model = ForeignModelReader.read(golden(name));
        assertEquals(described, model.describedName());
        assertEquals(format, model.formatVersion());
        assertEquals(licence, model.licence());
        assertEquals(List.of("A. Nobody"), model.authors());
        assertEquals("before the network " + operations, model.operations());
        try (DenoisingNetwork network = DenoisingNetwork.open(model, DeviceChoice.ofKey("cpu"))) {
            assertTrue(network.shape().takes(1, 8, 12));
            assertEquals(0, ForeignTest.run(model, network).largest(), 1e-4);
        }
        ZipEditor files = new ZipEditor(Files.readAllBytes(golden(name)));
        for (Map.Entry<String, byte[]> file :
                ForeignModelReader.files(golden(name)).entrySet()) {
            assertArrayEquals(files.get(file.getKey()), file.getValue(), file.getKey());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unet-1.zip",
                "conv-pool-1.zip",
                "residual-unet-1.zip",
                "unet-rgb-1.zip",
                "unet3d-1.zip",
                "conv-bn-1.zip",
                "residual-unet-2.zip"
            })
    void writtenByThisVersionItSaysTheSame(String name) throws Exception {
        assertTrue(Files.size(golden(name)) < 50_000);
        ModelPackage old = ModelPackageReader.read(golden(name));
        Path file = folder.resolve(name);
        ModelPackageWriter.write(old, file);
        ModelPackage now = ModelPackageReader.read(file);
        assertArrayEquals(SampleModels.bytes(old), SampleModels.bytes(now));
        assertEquals(old.weights(), now.weights());
        assertEquals(old.record(), now.record());
    }
}
