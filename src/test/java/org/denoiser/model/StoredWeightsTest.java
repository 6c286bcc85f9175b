package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.predict.ForeignTest;
import org.denoiser.torchscript.Tensor;
import org.denoiser.torchscript.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredWeightsTest {
    @TempDir
    Path folder;

    private static ModelPackage with(float weight, int axes) {
        Architecture architecture = SampleModels.tinyNetwork();
        Map<String, Tensor> weights = new LinkedHashMap<>(architecture.initialWeights(1));
        for (Map.Entry<String, Tensor> entry : weights.entrySet()) {
            if ((entry.getValue().shape().length > 1) == axes > 1) {
                float[] values = entry.getValue().values();
                values[0] = weight;
                entry.setValue(Tensor.of(values, entry.getValue().shape()));
            }
        }
        ModelPackage bare = SampleModels.bare(architecture, ScalingRule.auto(), PixelType.GRAY8)
                .build();
        return ModelPackage.builder(architecture, weights)
                .name("Sample")
                .description("a sample")
                .scaling(bare.scaling(), bare.trainedOn())
                .created(bare.created())
                .versions("1", "2")
                .noise(bare.noise())
                .record(bare.record())
                .test(bare.testInput(), bare.testOutput())
                .build();
    }

    @ParameterizedTest
    @ValueSource(floats = {65_520, -70_000, 1e30f})
    void whatFloat16CannotHoldIsRefusedAndVectorsMayHoldIt(float weight) {
        ModelPackage model = with(weight, 2);
        String message = assertThrows(IllegalArgumentException.class, () -> StoredWeights.in(TensorType.FLOAT16, model))
                .getMessage();
        assertTrue(message.contains("too large for float16"), message);
        ModelPackage vectors = with(weight, 1);
        assertEquals(
                vectors.weights().values().stream()
                        .filter(tensor -> tensor.shape().length == 1)
                        .findFirst(),
                StoredWeights.in(TensorType.FLOAT16, vectors).build().weights().values().stream()
                        .filter(tensor -> tensor.shape().length == 1)
                        .findFirst());
        StoredWeights.in(TensorType.FLOAT16, with(65_519, 2)).build();
    }

    @ParameterizedTest
    @EnumSource(value = TensorType.class, names = "BFLOAT16", mode = EnumSource.Mode.EXCLUDE)
    void olderVersionsAreTurnedAwayByTheFormatAlone(TensorType type) {
        String description = ZipEditor.of(
                        StoredWeights.in(type, SampleModels.tiny()).build())
                .text("rdf.yaml");
        assertEquals(type == TensorType.FLOAT32, description.contains("format: 1\n"));
        assertEquals(type == TensorType.FLOAT16, description.contains("format: 2\n"));
    }

    @Test
    void theFileIsHalfAsLarge() {
        Architecture architecture = Architecture.of(Preset.UNET, Map.of("filters", "32"));
        ModelPackage whole = SampleModels.bare(architecture, ScalingRule.auto(), PixelType.GRAY8)
                .build();
        int before = ZipEditor.of(whole).get("weights.pt").length;
        int after = ZipEditor.of(StoredWeights.in(TensorType.FLOAT16, whole).build())
                .get("weights.pt")
                .length;
        assertEquals(0.5, (double) after / before, 0.02);
    }

    @Test
    void theCardSaysSo() {
        String words = "holds its weights as float16";
        assertFalse(ModelCard.of(SampleModels.tiny()).contains(words));
        assertTrue(ModelCard.of(StoredWeights.in(TensorType.FLOAT16, SampleModels.tiny())
                        .build())
                .contains(words));
    }

    /** The package as other programs run it: by its description and its TorchScript, which casts the weights. */
    @ParameterizedTest
    @EnumSource(
            value = Preset.class,
            names = {"UNET", "RESIDUAL_UNET", "CONV_BN"})
    void itsTestOutputIsThatOfTheRoundedModel(Preset preset) throws IOException {
        Architecture architecture = Architecture.of(preset, Map.of("filters", "4", "channels", "1"));
        ModelPackage whole = SampleModels.run(architecture, ScalingRule.parse("0-255"), PixelType.GRAY8);
        ModelPackage half = SampleModels.half(whole);
        assertFalse(whole.testOutput().equals(half.testOutput()));
        Path file = folder.resolve("half.zip");
        ModelPackageWriter.write(half, file);
        ForeignModel foreign = ForeignModelReader.read(file);
        try (DenoisingNetwork network = DenoisingNetwork.open(foreign, DeviceChoice.ofKey("cpu"))) {
            ForeignTest test = ForeignTest.run(foreign, network);
            assertTrue(test.isPassed(), test::toString);
            assertEquals(0, test.largest(), 1e-3);
        }
    }
}
