package org.denoiser.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static List<String> table(Architecture architecture, int height, int width) {
        return architecture.layers(height, width).stream()
                .map(row -> row.name() + " | " + row.kind() + " | " + row.output() + " | " + row.parameters())
                .collect(Collectors.toList());
    }

    @Test
    void convPoolIsTheAutoencoderOfTheTextbooks() {
        Architecture network = Architecture.of(Preset.CONV_POOL);
        assertEquals(74_497, network.parameterCount());
        assertEquals(
                List.of(
                        "conv1 | Conv2d 3x3, ReLU | 28x32x32 | 320",
                        "pool1 | MaxPool2d 2x2 | 14x16x32 | 0",
                        "conv2 | Conv2d 3x3, ReLU | 14x16x64 | 18496",
                        "pool2 | MaxPool2d 2x2 | 7x8x64 | 0",
                        "conv3 | Conv2d 3x3, ReLU | 7x8x64 | 36928",
                        "upsample1 | Upsample 2x2 | 14x16x64 | 0",
                        "conv4 | Conv2d 3x3, ReLU | 14x16x32 | 18464",
                        "upsample2 | Upsample 2x2 | 28x32x32 | 0",
                        "conv5 | Conv2d 3x3, Sigmoid | 28x32x1 | 289"),
                table(network, 28, 32));
    }

    @Test
    void unetHasItsKnownSize() {
        Architecture network = Networks.of("unet", "depth=3 filters=32");
        assertEquals(470_977, network.parameterCount());
        assertEquals(Architecture.of(Preset.UNET), network);
        List<String> rows = table(network, 16, 8);
        assertEquals("conv1 | Conv2d 3x3, ReLU | 16x8x32 | 320", rows.get(0));
        assertTrue(rows.contains("concat1 | Concat | 8x4x192 | 0"), rows::toString);
        assertEquals("sum1 | Add | 16x8x1 | 0", rows.get(rows.size() - 1));
    }

    /** Weights and biases of the U-Net counted from its definition. */
    private static int unetParameters(int depth, int filters, int channels) {
        int count = 0;
        int in = channels;
        for (int level = 0; level < depth; level++) {
            int out = filters << level;
            count += 9 * in * out + out + 9 * out * out + out;
            in = out;
        }
        for (int level = depth - 2; level >= 0; level--) {
            int out = filters << level;
            count += 9 * 3 * out * out + out + 9 * out * out + out;
        }
        return count + filters * channels + channels;
    }

    static Stream<Architecture> sweep() {
        List<Architecture> all = new ArrayList<>();
        for (int channels : new int[] {1, 2, 3}) {
            for (int filters : new int[] {1, 2, 5, 32}) {
                all.add(Networks.of("conv-pool", "filters=" + filters + " channels=" + channels));
                for (int depth = 1; depth <= 4; depth++) {
                    String options = "depth=" + depth + " filters=" + filters + " channels=" + channels;
                    all.add(Networks.of("unet", options + " activation=leaky-relu"));
                    all.add(Networks.of("residual-unet", options + " blocks=" + (1 + depth % 3)));
                }
            }
        }
        Networks.small().forEach(all::add);
        all.add(Networks.withBatchNorm(6));
        all.add(Networks.withEvenKernels());
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("sweep")
    void parametersAreCountedAlikeEverywhere(Architecture network) {
        int side = 3 * network.sizeMultiple();
        int inRows = network.layers(side, side).stream()
                .mapToInt(LayerRow::parameters)
                .sum();
        Map<String, Tensor> weights = network.initialWeights(1);
        assertEquals(inRows, network.parameterCount());
        assertEquals(inRows, weights.values().stream().mapToInt(Tensor::size).sum());
        assertEquals(
                network.parameters().stream().map(Parameter::name).collect(Collectors.toList()),
                new ArrayList<>(weights.keySet()));
        assertEquals(
                network.trainableCount(),
                weights.values().stream()
                        .filter(Tensor::isTrainable)
                        .mapToInt(Tensor::size)
                        .sum());
        network.check(weights);
        if (network.preset() == Preset.UNET && network.options().containsKey("depth")) {
            int[] numbers = Stream.of("depth", "filters", "channels")
                    .mapToInt(key -> Integer.parseInt(network.options().get(key)))
                    .toArray();
            assertEquals(unetParameters(numbers[0], numbers[1], numbers[2]), inRows);
        }
    }

    @ParameterizedTest
    @MethodSource("sweep")
    void outputIsAsLargeAsTheInput(Architecture network) {
        int multiple = network.sizeMultiple();
        List<LayerRow> rows = network.layers(multiple, 5 * multiple);
        assertEquals(
                new FeatureShape(network.channels(), multiple, 5 * multiple),
                rows.get(rows.size() - 1).output());
        for (int size = 1; size < multiple; size++) {
            int other = multiple + size;
            assertThrows(IllegalArgumentException.class, () -> network.layers(other, multiple));
            assertThrows(IllegalArgumentException.class, () -> network.layers(multiple, other));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "conv-pool, '', 4, 13",
        "unet, depth=1, 1, 2",
        "unet, depth=2, 2, 9",
        "unet, depth=3, 4, 23",
        "residual-unet, depth=1 blocks=1, 2, 9",
        "residual-unet, depth=3 blocks=2, 8, 91",
    })
    void geometryIsKnown(String preset, String options, int multiple, int radius) {
        Architecture network = Networks.of(preset, options);
        assertEquals(multiple, network.sizeMultiple());
        assertEquals(radius, network.receptiveRadius());
    }

    @Test
    void equalMeansSamePresetAndOptions() {
        Architecture network = Networks.of("unet", "filters=8 depth=2");
        Architecture same = Architecture.of(Preset.UNET, Map.of("depth", "02", "filters", " 8 "));
        assertEquals(network, same);
        assertEquals(network.hashCode(), same.hashCode());
        assertNotEquals(network, Networks.of("unet", "filters=8"));
        assertNotEquals(network, Networks.of("residual-unet", "filters=8 depth=2"));
        assertEquals("unet depth=2 filters=8 activation=relu residual=true channels=1", network.toString());
        assertEquals(
                List.of("depth", "filters", "activation", "residual", "channels"),
                new ArrayList<>(network.options().keySet()));
        assertThrows(
                UnsupportedOperationException.class, () -> network.options().put("depth", "3"));
    }

    @ParameterizedTest
    @EnumSource
    void presetIsFoundByItsKey(Preset preset) {
        assertEquals(preset, Preset.ofKey(preset.key()));
        assertTrue(Preset.keys().contains(preset.key()));
        Architecture defaults = Architecture.of(preset);
        for (Option option : preset.options()) {
            assertEquals(option.fallback(), defaults.options().get(option.key()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unet, depth=0, depth=0: a whole number from 1 to 6 is needed",
        "unet, depth=7, depth=7: a whole number from 1 to 6 is needed",
        "unet, depth=-1, depth=-1: a whole number from 1 to 6 is needed",
        "unet, depth=2.5, depth=2.5: a whole number from 1 to 6 is needed",
        "unet, depth=99999999999, depth=99999999999: a whole number from 1 to 6 is needed",
        "unet, filters=many, filters=many: a whole number from 1 to 512 is needed",
        "unet, activation=tanh, 'activation=tanh: one of relu, leaky-relu is needed'",
        "conv-pool, channels=65, channels=65: a whole number from 1 to 64 is needed",
        "residual-unet, blocks=9, blocks=9: a whole number from 1 to 8 is needed",
        "conv-pool, latent=3, 'preset conv-pool has no option ''latent'', only filters, channels, depth, activation'",
        "sparse, sparsity=-1, sparsity=-1: a number from 0 to 1000 is needed",
        "sparse, sparsity=1e9, sparsity=1e9: a number from 0 to 1000 is needed",
        "sparse, sparsity=NaN, sparsity=NaN: a number from 0 to 1000 is needed",
        "dense, side=1, side=1: a whole number from 2 to 512 is needed",
    })
    void wrongOptionIsNamedWithWhatIsAllowed(String preset, String options, String sentence) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Networks.of(preset, options));
        assertEquals(sentence, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "unet, depth=6 filters=512 channels=64",
        "unet, depth=6 filters=256",
        "residual-unet, depth=5 filters=512 blocks=8"
    })
    void networkTooLargeToTrainIsRefused(String preset, String options) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Networks.of(preset, options));
        assertTrue(refusal.getMessage().matches(preset + " .*would have [0-9]{9,} parameters.*"), refusal::getMessage);
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        Architecture network = Networks.of("unet", "depth=1 filters=2");
        Map<String, Tensor> weights = new LinkedHashMap<>(network.initialWeights(1));
        Tensor bias = weights.remove("conv1_bias");
        assertRefused(network, weights, "lack 'conv1_bias'");
        weights.put("conv1_bias", Tensor.zeros(3));
        assertRefused(network, weights, "'conv1_bias' as FLOAT32[3] instead of [2]");
        weights.put("conv1_bias", bias);
        weights.put("other", bias);
        assertRefused(network, weights, "7 tensors instead of 6");
    }

    private static void assertRefused(Architecture network, Map<String, Tensor> weights, String words) {
        String message = assertThrows(IllegalArgumentException.class, () -> network.check(weights))
                .getMessage();
        assertTrue(message.contains(words), message);
    }

    @ParameterizedTest
    @EnumSource
    void lossIsFoundByItsKey(Loss loss) {
        assertEquals(loss, Loss.ofKey(loss.key()));
        String message = assertThrows(IllegalArgumentException.class, () -> Loss.ofKey("l3"))
                .getMessage();
        assertEquals("loss=l3: one of mse, l1, bce, log is needed", message);
    }

    @ParameterizedTest
    @MethodSource("sweep")
    void foldedGraphHasTheSameParametersInTheSamePlaces(Architecture network) {
        Graph plain = network.graph();
        Graph folded = UpsampleFolding.fold(plain);
        assertEquals(
                plain.parameters().stream()
                        .map(p -> p.name() + Arrays.toString(p.shape()))
                        .collect(Collectors.toList()),
                folded.parameters().stream()
                        .map(p -> p.name() + Arrays.toString(p.shape()))
                        .collect(Collectors.toList()));
        int side = network.sizeMultiple();
        List<FeatureShape> shapes = folded.shapes(1, side, side);
        assertEquals(new FeatureShape(network.channels(), side, side), shapes.get(shapes.size() - 1));
        assertEquals(
                0,
                folded.nodes().stream()
                        .filter(node -> node.layer instanceof Upsample)
                        .count());
    }

    @Test
    void upsampledImageThatTwoReadIsKept() {
        GraphBuilder b = new GraphBuilder(1, true);
        int up = b.upsample(b.pool(GraphBuilder.INPUT));
        b.sum(up, b.conv(up, 1));
        Graph graph = b.build();
        assertEquals(graph.nodes().size(), UpsampleFolding.fold(graph).nodes().size());
        assertTrue(UpsampleFolding.fold(graph).nodes().stream().anyMatch(node -> node.layer instanceof Upsample));
    }

    @Test
    void branchesOfOtherSizesDoNotMeet() {
        for (Merge merge : Merge.values()) {
            List<FeatureShape> shapes = List.of(new FeatureShape(2, 4, 4), new FeatureShape(2, 4, 2));
            assertThrows(IllegalArgumentException.class, () -> merge.outputShape(shapes));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Merge.ADD.outputShape(List.of(new FeatureShape(2, 4, 4), new FeatureShape(1, 4, 4))));
    }
}
