package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network that a package holds makes the test output from the test input, after it was written and read. */
class NetworkAgreementTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "conv-pool, filters, 3, full, GRAY8",
        "unet, filters, 3, 1%-99%, GRAY16",
        "unet, channels, 3, auto, RGB",
        "residual-unet, filters, 4, 0-300, GRAY32",
        "unet3d, filters, 2, full, GRAY16",
        "unet3d, zpool, 0, 1%-99%, GRAY8",
        "dense, side, 11, full, GRAY8",
        "conv-bn, filters, 2, full, RGB",
        "conv-latent-deep, filters, 3, full, GRAY8"
    })
    void theNetworkGivesTheTestOutput(String preset, String key, String value, String rule, PixelType type)
            throws IOException {
        Architecture architecture = Architecture.of(Preset.ofKey(preset), Map.of(key, value));
        ModelPackage model = SampleModels.run(architecture, ScalingRule.parse(rule), type);
        Path file = folder.resolve("model.zip");
        ModelPackageWriter.write(model, file);
        ModelPackage read = ModelPackageReader.read(file);
        assertNotEquals(read.testInput(), read.testOutput());
        TestImage result = SampleModels.denoised(read);
        assertArrayEquals(read.testOutput().values(), result.values(), 1e-3f);
    }
}
