package org.denoiser.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer of every preset, and how many parameters there are. */
class PresetTableTest {
    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of(
                        Preset.DENSE,
                        "Flatten 784 0; Dense, ReLU 128 100480; Dense, ReLU 64 8256; Dense, ReLU 32 2080;"
                                + " Dense, ReLU 64 2112; Dense, ReLU 128 8320; Dense, Sigmoid 784 101136;"
                                + " Reshape 28x28x1 0"),
                Arguments.of(
                        Preset.CONV_POOL,
                        "Conv2d 3x3, ReLU 28x28x32 320; MaxPool2d 2x2 14x14x32 0; Conv2d 3x3, ReLU 14x14x64 18496;"
                                + " MaxPool2d 2x2 7x7x64 0; Conv2d 3x3, ReLU 7x7x64 36928; Upsample 2x2 14x14x64 0;"
                                + " Conv2d 3x3, ReLU 14x14x32 18464; Upsample 2x2 28x28x32 0;"
                                + " Conv2d 3x3, Sigmoid 28x28x1 289"),
                Arguments.of(
                        Preset.CONV_BN,
                        "Conv2d 3x3, ReLU 32x32x32 896; BatchNorm2d 32x32x32 128; MaxPool2d 2x2 16x16x32 0;"
                                + " Conv2d 3x3, ReLU 16x16x64 18496; BatchNorm2d 16x16x64 256; MaxPool2d 2x2 8x8x64 0;"
                                + " Conv2d 3x3, ReLU 8x8x128 73856; Conv2d 3x3, ReLU 8x8x128 147584;"
                                + " BatchNorm2d 8x8x128 512; Upsample 2x2 16x16x128 0;"
                                + " Conv2d 3x3, ReLU 16x16x64 73792; BatchNorm2d 16x16x64 256;"
                                + " Upsample 2x2 32x32x64 0; Conv2d 3x3, Sigmoid 32x32x3 1731"),
                Arguments.of(
                        Preset.CONV_TRANSPOSE,
                        "Conv2d 3x3, ReLU 32x32x8 224; MaxPool2d 2x2 16x16x8 0; Conv2d 3x3, ReLU 16x16x16 1168;"
                                + " MaxPool2d 2x2 8x8x16 0; ConvTranspose2d 3x3 stride 2, ReLU 16x16x16 2320;"
                                + " ConvTranspose2d 3x3 stride 2, ReLU 32x32x16 2320; Conv2d 3x3, Sigmoid 32x32x3 435"),
                Arguments.of(
                        Preset.CONV_LATENT,
                        "Conv2d 3x3 stride 2, ReLU 14x14x32 320; Conv2d 3x3 stride 2, ReLU 7x7x64 18496;"
                                + " Flatten 3136 0; Dense 128 401536; Dense, ReLU 3136 404544; Reshape 7x7x64 0;"
                                + " ConvTranspose2d 3x3 stride 2, ReLU 14x14x32 18464;"
                                + " ConvTranspose2d 3x3 stride 2, Sigmoid 28x28x1 289"),
                Arguments.of(
                        Preset.CONV_LATENT_DEEP,
                        "Conv2d 3x3 stride 2, LeakyReLU 14x14x32 320; Conv2d 3x3 stride 2, LeakyReLU 7x7x64 18496;"
                                + " Conv2d 3x3 stride 2, LeakyReLU 4x4x128 73856; Flatten 2048 0; Dense 128 262272;"
                                + " Dense, LeakyReLU 2048 264192; Reshape 4x4x128 0;"
                                + " ConvTranspose2d 3x3 stride 2, LeakyReLU 7x7x64 73792;"
                                + " ConvTranspose2d 3x3 stride 2, LeakyReLU 14x14x32 18464;"
                                + " ConvTranspose2d 3x3 stride 2, Sigmoid 28x28x1 289"),
                Arguments.of(
                        Preset.CONV_DEEP,
                        "Conv2d 3x3, ReLU 32x32x32 320; Conv2d 3x3, ReLU 32x32x32 9248; MaxPool2d 2x2 16x16x32 0;"
                                + " Conv2d 3x3, ReLU 16x16x64 18496; Conv2d 3x3, ReLU 16x16x64 36928;"
                                + " MaxPool2d 2x2 8x8x64 0; Conv2d 3x3, ReLU 8x8x64 36928;"
                                + " Conv2d 3x3, ReLU 8x8x64 36928; Upsample 2x2 16x16x64 0;"
                                + " Conv2d 3x3, ReLU 16x16x32 18464; Conv2d 3x3, ReLU 16x16x32 9248;"
                                + " Upsample 2x2 32x32x32 0; Conv2d 3x3, Sigmoid 32x32x1 289"),
                Arguments.of(
                        Preset.SPARSE,
                        "Conv2d 3x3, ReLU 28x28x32 320; MaxPool2d 2x2 14x14x32 0; Conv2d 3x3, ReLU 14x14x64 18496;"
                                + " MaxPool2d 2x2 7x7x64 0; Conv2d 3x3, ReLU 7x7x64 36928; Upsample 2x2 14x14x64 0;"
                                + " Conv2d 3x3, ReLU 14x14x32 18464; Upsample 2x2 28x28x32 0;"
                                + " Conv2d 3x3, Sigmoid 28x28x1 289"),
                Arguments.of(
                        Preset.VARIATIONAL,
                        "Conv2d 3x3 stride 2, ReLU 14x14x32 320; Conv2d 3x3 stride 2, ReLU 7x7x64 18496;"
                                + " Flatten 3136 0; Dense 128 401536; Dense 128 401536; Sample 128 0;"
                                + " Dense, ReLU 3136 404544; Reshape 7x7x64 0;"
                                + " ConvTranspose2d 3x3 stride 2, ReLU 14x14x32 18464;"
                                + " ConvTranspose2d 3x3 stride 2, Sigmoid 28x28x1 289"),
                Arguments.of(Preset.DNCNN, dncnn()),
                Arguments.of(
                        Preset.UNET,
                        "Conv2d 3x3, ReLU 64x64x32 320; Conv2d 3x3, ReLU 64x64x32 9248; MaxPool2d 2x2 32x32x32 0;"
                                + " Conv2d 3x3, ReLU 32x32x64 18496; Conv2d 3x3, ReLU 32x32x64 36928;"
                                + " MaxPool2d 2x2 16x16x64 0; Conv2d 3x3, ReLU 16x16x128 73856;"
                                + " Conv2d 3x3, ReLU 16x16x128 147584; Upsample 2x2 32x32x128 0; Concat 32x32x192 0;"
                                + " Conv2d 3x3, ReLU 32x32x64 110656; Conv2d 3x3, ReLU 32x32x64 36928;"
                                + " Upsample 2x2 64x64x64 0; Concat 64x64x96 0; Conv2d 3x3, ReLU 64x64x32 27680;"
                                + " Conv2d 3x3, ReLU 64x64x32 9248; Conv2d 1x1 64x64x1 33; Add 64x64x1 0"),
                Arguments.of(
                        Preset.UNET_N2V2,
                        "Conv2d 3x3, ReLU 64x64x32 320; Conv2d 3x3, ReLU 64x64x32 9248; BlurPool2d 2x2 32x32x32 0;"
                                + " Conv2d 3x3, ReLU 32x32x64 18496; Conv2d 3x3, ReLU 32x32x64 36928;"
                                + " BlurPool2d 2x2 16x16x64 0; Conv2d 3x3, ReLU 16x16x128 73856;"
                                + " Conv2d 3x3, ReLU 16x16x128 147584; Upsample 2x2 32x32x128 0; Concat 32x32x192 0;"
                                + " Conv2d 3x3, ReLU 32x32x64 110656; Conv2d 3x3, ReLU 32x32x64 36928;"
                                + " Upsample 2x2 64x64x64 0; Conv2d 3x3, ReLU 64x64x32 18464;"
                                + " Conv2d 3x3, ReLU 64x64x32 9248; Conv2d 1x1 64x64x1 33"),
                Arguments.of(Preset.UNET3D, unet3d()),
                Arguments.of(Preset.RESIDUAL_UNET, residualUnet()));
    }

    private static String unet3d() {
        return "Conv3d 3x3x3, ReLU 16x64x64x16 448; Conv3d 3x3x3, ReLU 16x64x64x16 6928; MaxPool3d 1x2x2 16x32x32x16 0;"
                + " Conv3d 3x3x3, ReLU 16x32x32x32 13856; Conv3d 3x3x3, ReLU 16x32x32x32 27680;"
                + " MaxPool3d 2x2x2 8x16x16x32 0; Conv3d 3x3x3, ReLU 8x16x16x64 55360;"
                + " Conv3d 3x3x3, ReLU 8x16x16x64 110656; Upsample 2x2x2 16x32x32x64 0; Concat 16x32x32x96 0;"
                + " Conv3d 3x3x3, ReLU 16x32x32x32 82976; Conv3d 3x3x3, ReLU 16x32x32x32 27680;"
                + " Upsample 1x2x2 16x64x64x32 0; Concat 16x64x64x48 0; Conv3d 3x3x3, ReLU 16x64x64x16 20752;"
                + " Conv3d 3x3x3, ReLU 16x64x64x16 6928; Conv3d 1x1x1 16x64x64x1 17; Add 16x64x64x1 0";
    }

    private static String dncnn() {
        return "Conv2d 3x3, ReLU 64x64x64 640; "
                + "Conv2d 3x3 64x64x64 36864; BatchNorm2d, ReLU 64x64x64 256; ".repeat(15)
                + "Conv2d 3x3 64x64x1 577; Subtract 64x64x1 0";
    }

    private static String blocks(int filters, int side) {
        String shape = side + "x" + side + "x" + filters;
        int count = 9 * filters * filters;
        return ("Conv2d 3x3, ReLU " + shape + " " + count + "; Conv2d 3x3 " + shape + " " + count + "; Add " + shape
                        + " 0; ")
                .repeat(2);
    }

    private static String residualUnet() {
        return "SpaceToDepth 2x2 32x32x4 0; Conv2d 3x3 32x32x64 2304; " + blocks(64, 32)
                + "Conv2d 2x2 stride 2 16x16x128 32768; " + blocks(128, 16)
                + "Conv2d 2x2 stride 2 8x8x256 131072; " + blocks(256, 8)
                + "ConvTranspose2d 2x2 stride 2 16x16x128 131072; Add 16x16x128 0; " + blocks(128, 16)
                + "ConvTranspose2d 2x2 stride 2 32x32x64 32768; Add 32x32x64 0; " + blocks(64, 32)
                + "Conv2d 3x3 32x32x4 2304; DepthToSpace 2x2 64x64x1 0; Add 64x64x1 0";
    }

    @ParameterizedTest
    @MethodSource("tables")
    void layersAreThoseOfTheDefinition(Preset preset, String expected) {
        List<String> found = Architecture.of(preset).layers().stream()
                .map(row -> row.kind() + " " + row.output() + " " + row.parameters())
                .collect(Collectors.toList());
        assertEquals(List.of(expected.split("; ")), found);
    }

    @Test
    void everyPresetHasItsTable() {
        List<Preset> presets = tables().map(table -> (Preset) table.get()[0]).collect(Collectors.toList());
        assertEquals(List.of(Preset.values()), presets);
    }

    @ParameterizedTest
    @CsvSource({
        "dense, 222384, 222384",
        "conv-pool, 74497, 74497",
        "conv-bn, 317507, 316931",
        "conv-transpose, 6467, 6467",
        "conv-latent, 843649, 843649",
        "conv-latent-deep, 711681, 711681",
        "conv-deep, 166849, 166849",
        "sparse, 74497, 74497",
        "variational, 1245185, 1245185",
        "dncnn, 558017, 556097",
        "unet, 470977, 470977",
        "unet-n2v2, 461761, 461761",
        "unet3d, 353281, 353281",
        "residual-unet, 4166144, 4166144",
    })
    void parametersAreAsManyAsPublished(String preset, int all, int trained) {
        Architecture network = Architecture.of(Preset.ofKey(preset));
        assertEquals(all, network.parameterCount());
        assertEquals(trained, network.trainableCount());
    }

    @ParameterizedTest
    @EnumSource
    void shownSizeIsOneThatTheNetworkTakes(Preset preset) {
        Architecture network = Architecture.of(preset);
        assertTrue(network.takes(network.shownSide(), network.shownSide()));
        assertEquals(
                network.layers(network.shownSide(), network.shownSide()).size(),
                network.layers().size());
        assertEquals(preset.has("side"), network.fixedSide() > 0);
        assertEquals(preset == Preset.VARIATIONAL ? 128 : 0, network.draws());
    }

    @ParameterizedTest
    @EnumSource
    void theNextSideIsTheSmallestThatIsLargeEnough(Preset preset) {
        Architecture network = Architecture.of(preset);
        for (int wanted = 1; wanted < 100; wanted++) {
            int side = network.sideFrom(wanted);
            assertTrue(network.takes(side, side), side + " for " + wanted);
            assertTrue(side >= wanted || side == network.fixedSide(), side + " for " + wanted);
            for (int smaller = wanted; smaller < side; smaller++) {
                assertEquals(false, network.takes(smaller, smaller), side + " for " + wanted);
            }
        }
    }

    /** Every option of every preset in two values besides the default. */
    static Stream<Arguments> choices() {
        List<Arguments> all = new ArrayList<>();
        for (Preset preset : Preset.values()) {
            for (Option option : preset.options()) {
                String[] values = {"1", "2"};
                switch (option.key()) {
                    case "side":
                        values = new String[] {"2", "33"};
                        break;
                    case "activation":
                        values = new String[] {"relu", "leaky-relu"};
                        break;
                    case "residual":
                        values = new String[] {"true", "false"};
                        break;
                    case "depth":
                        values = new String[] {"2", "4"};
                        break;
                    default:
                        break;
                }
                for (String value : values) {
                    all.add(Arguments.of(preset, option.key(), value));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyChoiceGivesANetworkOfTheSizeOfItsInput(Preset preset, String key, String value) {
        Architecture network = Architecture.of(preset, Map.of(key, value));
        assertEquals(value, network.options().get(key));
        List<LayerRow> rows = network.layers();
        FeatureShape plane = new FeatureShape(network.channels(), network.shownSide(), network.shownSide());
        FeatureShape expected = network.takesVolumes()
                ? FeatureShape.volume(network.channels(), network.shownDepth(), plane.height(), plane.width())
                : plane;
        assertEquals(expected, rows.get(rows.size() - 1).output());
        assertEquals(
                network.parameterCount(),
                rows.stream().mapToInt(LayerRow::parameters).sum());
    }

    @ParameterizedTest
    @MethodSource("org.denoiser.architecture.Networks#fixed")
    void networkOfOneSizeTakesNoOther(Architecture network) {
        int side = network.fixedSide();
        assertEquals(side, network.sizeMultiple());
        assertEquals(side - 1, network.receptiveRadius());
        assertEquals(side, network.shownSide());
        for (int[] size : new int[][] {{side, 2 * side}, {2 * side, 2 * side}, {side - 1, side}, {0, 0}}) {
            assertEquals(false, network.takes(size[0], size[1]));
        }
        String message = assertThrows(IllegalArgumentException.class, () -> network.layers(2 * side, 2 * side))
                .getMessage();
        assertTrue(message.contains("of " + side + "x" + side + " pixels"), message);
    }

    @ParameterizedTest
    @CsvSource({"1e-3, 0.001", "0.50, 0.5", "00, 0", "0.0, 0", "1E2, 100", "7, 7", "' 3.25 ', 3.25"})
    void decimalsAreKeptInOneForm(String written, String kept) {
        Architecture network = Architecture.of(Preset.SPARSE, Map.of("sparsity", written));
        assertEquals(kept, network.options().get("sparsity"));
    }
}
