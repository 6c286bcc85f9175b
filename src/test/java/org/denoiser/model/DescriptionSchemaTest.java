package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.torchscript.TensorType;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Descriptions are valid by the schema that bioimage.io publishes, and keep the rules that its own program checks beyond. */
class DescriptionSchemaTest {
    private static final Path SCHEMA = Path.of("../shared/data/bioimageio/schemas/bioimageio_schema_model_0.5.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonSchema schema;

    @BeforeAll
    static void load() throws IOException {
        Assumptions.assumeTrue(Files.exists(SCHEMA), "SKIPPED: the schema of bioimage.io is not at " + SCHEMA);
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(SCHEMA.toFile()));
    }

    static Stream<ModelPackage> models() {
        Architecture small = SampleModels.tinyNetwork();
        Stream.Builder<ModelPackage> models = Stream.builder();
        models.add(SampleModels.bare(small, ScalingRule.auto(), PixelType.GRAY8)
                .name("A")
                .build());
        for (PixelType type : PixelType.values()) {
            for (String rule : new String[] {"auto", "full", "minmax", "1%-99.9%", "none", "-7-4095", "1e-9-1e9"}) {
                models.add(SampleModels.filled(small, ScalingRule.parse(rule), type)
                        .build());
            }
        }
        models.add(StoredWeights.in(TensorType.FLOAT16, SampleModels.tiny()).build());
        for (Architecture architecture : new Architecture[] {
            Architecture.of(Preset.CONV_POOL, Map.of("channels", "3", "filters", "2")),
            Architecture.of(Preset.UNET, Map.of("depth", "4", "filters", "1")),
            Architecture.of(Preset.RESIDUAL_UNET, Map.of("depth", "2", "filters", "1")),
            Architecture.of(Preset.UNET3D, Map.of("filters", "1")),
            Architecture.of(Preset.UNET3D, Map.of("depth", "2", "filters", "1", "zpool", "0", "channels", "3")),
            Architecture.of(Preset.DENSE, Map.of("filters", "4", "latent", "2")),
            Architecture.of(Preset.VARIATIONAL, Map.of("filters", "2", "channels", "3", "side", "9")),
            Architecture.of(Preset.CONV_BN, Map.of("filters", "2"))
        }) {
            models.add(SampleModels.filled(architecture, ScalingRule.auto(), PixelType.RGB)
                    .build());
        }
        return models.build();
    }

    @ParameterizedTest
    @MethodSource("models")
    void validBySchema(ModelPackage model) {
        assertEquals(Set.of(), schema.validate(description(model)));
    }

    @Test
    void theSchemaNoticesWhatIsWrong() {
        ObjectNode description = (ObjectNode) description(SampleModels.tiny());
        description.put("license", "my own");
        assertFalse(schema.validate(description).isEmpty());
        ObjectNode other = (ObjectNode) description(SampleModels.tiny());
        ((ObjectNode) other.path("outputs").path(0).path("axes").path(2)).put("halo", 0);
        assertFalse(schema.validate(other).isEmpty());
        ObjectNode third = (ObjectNode) description(SampleModels.tiny());
        ((ObjectNode) third.path("inputs").path(0)).put("halo", 1);
        assertFalse(schema.validate(third).isEmpty());
    }

    /** Rules that bioimageio.spec 0.5 checks in Python and its JSON schema leaves out. */
    @ParameterizedTest
    @MethodSource("models")
    void validByTheRulesBeyondTheSchema(ModelPackage model) {
        JsonNode description = description(model);
        assertTrue(description.path("name").asText().matches("[A-Za-z0-9_+() -]{5,128}"));
        JsonNode input = description.path("inputs").path(0);
        JsonNode output = description.path("outputs").path(0);
        int space = model.architecture().takesVolumes() ? 3 : 2;
        assertEquals(2 + space, input.path("axes").size());
        for (int axis = 2; axis < 2 + space; axis++) {
            JsonNode size = input.path("axes").path(axis).path("size");
            JsonNode described = output.path("axes").path(axis);
            String id = "zyx".substring(axis - 2 + 3 - space, axis - 2 + 4 - space);
            assertEquals(id, described.path("id").asText());
            assertEquals(input.path("id"), described.path("size").path("tensor_id"));
            assertEquals(
                    input.path("axes").path(axis).path("id"),
                    described.path("size").path("axis_id"));
            int halo = described.path("halo").asInt();
            int side = Map.of(
                            "z", model.testInput().depth(),
                            "y", model.testInput().height(),
                            "x", model.testInput().width())
                    .get(id);
            if (model.architecture().fixedSide() > 0) {
                assertEquals(model.architecture().fixedSide(), size.asInt());
                assertEquals(size.asInt(), side);
                assertEquals(0, halo);
            } else {
                assertTrue(halo % 2 == 0 && size.path("min").asInt() - 2 * halo >= 1);
                assertEquals(
                        0, (side - size.path("min").asInt()) % size.path("step").asInt());
            }
        }
        for (JsonNode step : input.path("preprocessing")) {
            assertFalse(isRedundant(step), step::toString);
        }
        for (JsonNode step : output.path("postprocessing")) {
            assertFalse(isRedundant(step), step::toString);
        }
        float largest = 0;
        for (float value : model.testOutput().values()) {
            largest = Math.max(largest, value);
        }
        JsonNode tolerance = description.at("/config/bioimageio/reproducibility_tolerance/0/absolute_tolerance");
        assertTrue(tolerance.asDouble() <= 0.01 * largest);
    }

    private static boolean isRedundant(JsonNode step) {
        return step.path("id").asText().equals("scale_linear")
                && step.path("kwargs").path("gain").asDouble() == 1
                && step.path("kwargs").path("offset").asDouble() == 0;
    }

    private static JsonNode description(ModelPackage model) {
        ZipEditor files = ZipEditor.of(model);
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(files.text("rdf.yaml"));
        return JSON.valueToTree(tree);
    }
}
