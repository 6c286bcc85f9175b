package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPackageTest {
    private static ModelPackage.Builder bare() {
        return SampleModels.bare(SampleModels.tinyNetwork(), ScalingRule.auto(), PixelType.GRAY8);
    }

    static Stream<Arguments> badValues() {
        TestImage good = SampleModels.testInput(SampleModels.tinyNetwork(), 1);
        return Stream.of(
                bad("name=a/b", b -> b.name("a/b")),
                bad("name", b -> b.name(null)),
                bad("description", b -> b.description(" ")),
                bad("description has 1025", b -> b.description("x".repeat(1025))),
                bad("description holds the character U+0000", b -> b.description("a\0")),
                bad("description holds the character U+D800", b -> b.description("a\ud800")),
                bad("description holds the character U+FFFE", b -> b.description("a\ufffe")),
                bad("scaling", b -> b.scaling(null, PixelType.GRAY8)),
                bad("range=0%-1%", b -> b.scaling(ScalingRule.percentile(0, 1), PixelType.GRAY8)),
                bad("training images", b -> b.scaling(ScalingRule.auto(), null)),
                bad("licence=a b", b -> b.licence("a b")),
                bad("tag", b -> b.tag("a\nb")),
                bad("time of creation", b -> b.created(null)),
                bad("PyTorch", b -> b.versions("1", "")),
                bad("noise", b -> b.noise(null)),
                bad("record", b -> b.record(null)),
                bad("test input is missing", b -> b.test(null, good)),
                bad("test output is missing", b -> b.test(good, null)),
                bad("4x4", b -> b.test(good.square(4), good.square(4))),
                bad("6x6", b -> b.test(good, good.square(6))),
                bad("2 channels", b -> b.test(TestImage.of(new float[50], 5, 5, 2), good)),
                bad("recipe is missing", b -> b.recipe("")));
    }

    private static Arguments bad(String named, Consumer<ModelPackage.Builder> change) {
        return Arguments.of(named, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badValues")
    void whatIsWrongIsNamed(String named, Consumer<ModelPackage.Builder> change) {
        ModelPackage.Builder builder = bare();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> {
            change.accept(builder);
            builder.build();
        });
        assertTrue(e.getMessage().contains(named), e.getMessage());
    }

    @Test
    void theWeightsAreThoseOfTheNetworkAndFinite() {
        Architecture architecture = SampleModels.tinyNetwork();
        Map<String, Tensor> weights = new LinkedHashMap<>(architecture.initialWeights(1));
        String first = weights.keySet().iterator().next();
        Tensor tensor = weights.get(first);
        float[] values = tensor.values();
        values[1] = Float.NaN;
        weights.put(first, Tensor.of(values, tensor.shape()));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ModelPackage.builder(architecture, weights));
        assertTrue(e.getMessage().contains(first) && e.getMessage().contains("NaN"), e.getMessage());
        weights.remove(first);
        assertThrows(IllegalArgumentException.class, () -> ModelPackage.builder(architecture, weights));
    }

    @Test
    void aModelDoesNotChange() {
        ModelPackage.Builder builder = bare().tag("one");
        ModelPackage model = builder.build();
        builder.tag("two").name("Other");
        assertEquals(1, model.tags().size());
        assertEquals("Sample", model.name());
        assertThrows(UnsupportedOperationException.class, () -> model.tags().clear());
        assertThrows(UnsupportedOperationException.class, () -> model.weights().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> model.noise().figures().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> model.record().options().clear());
    }

    static Stream<Architecture> networks() {
        return Stream.of(
                Architecture.of(Preset.CONV_POOL),
                Architecture.of(Preset.UNET),
                Architecture.of(Preset.UNET, Map.of("depth", "1")),
                Architecture.of(Preset.UNET, Map.of("depth", "6", "filters", "1")),
                Architecture.of(Preset.RESIDUAL_UNET),
                Architecture.of(Preset.RESIDUAL_UNET, Map.of("depth", "5", "filters", "1")));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void sizesAreThoseThatTheFormatAllows(Architecture architecture) {
        Blocks blocks = Blocks.of(architecture);
        assertEquals(0, blocks.halo() % 2);
        assertTrue(blocks.halo() >= architecture.receptiveRadius());
        assertTrue(blocks.smallest() - 2 * blocks.halo() >= 1);
        assertTrue(blocks.smallest() - blocks.step() - 2 * blocks.halo() < 1);
        for (int wanted = 0; wanted < blocks.smallest() + 3 * blocks.step(); wanted++) {
            int side = ModelPackage.testSide(architecture, wanted);
            assertTrue(side >= wanted && blocks.allows(side), () -> architecture + " gives " + side);
            assertEquals(0, side % architecture.sizeMultiple());
            assertTrue(side - wanted < blocks.step() || side == blocks.smallest());
        }
        assertFalse(blocks.allows(blocks.smallest() - blocks.step()));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 28})
    void networkOfOneSizeIsDescribedByIt(int side) {
        Architecture architecture = Architecture.of(Preset.DENSE, Map.of("side", Integer.toString(side)));
        Blocks blocks = Blocks.of(architecture);
        assertTrue(blocks.isFixed() && blocks.allows(side));
        assertEquals(0, blocks.halo());
        for (int wanted = 0; wanted < 100; wanted++) {
            assertEquals(side, ModelPackage.testSide(architecture, wanted));
            assertEquals(wanted == side, blocks.allows(wanted));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"})
    void orcidsWithTheirCheckDigit(String id) {
        assertDoesNotThrow(() -> Author.of("A").orcid(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0000-0002-1825-0098", "0000-0002-1694-2330", "0000000218250097", "0000-0002-1825-00977"})
    void orcidsWithoutIt(String id) {
        assertThrows(IllegalArgumentException.class, () -> Author.of("A").orcid(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://a.b/",
                "www.example.org",
                "https://",
                "javascript:alert(1)",
                "https://a b/",
                "file:///etc"
            })
    void addressesOfCitations(String url) {
        assertThrows(IllegalArgumentException.class, () -> Citation.ofUrl("text", url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://doi.org/10.1000/1", "10.1/x", "10.1000 1"})
    void identifiersOfCitations(String doi) {
        assertThrows(IllegalArgumentException.class, () -> Citation.ofDoi("text", doi));
    }

    @Test
    void partsOfAModelRefuseBadValues() {
        assertThrows(IllegalArgumentException.class, () -> Author.of("A/B"));
        assertThrows(IllegalArgumentException.class, () -> Credit.of("a", "b", ""));
        assertThrows(IllegalArgumentException.class, () -> NoiseSummary.of("a").with("A b", 1));
        assertThrows(IllegalArgumentException.class, () -> NoiseSummary.of("a").with("a", Double.NaN));
    }
}
