package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.LayerRow;
import org.denoiser.architecture.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The layer table holds every layer and the sums that the layers give. */
class LayerTableTest {
    @Test
    void theTextbookAutoencoderReadsAsInTheTextbook() {
        List<String> lines =
                LayerTable.of(Architecture.of(Preset.CONV_POOL), 28, 28).lines().collect(Collectors.toList());
        assertTrue(lines.get(1).matches(".*Conv2d 3x3, ReLU +28x28x32 +320"), lines.get(1));
        assertEquals("Total parameters: 74,497", lines.get(lines.size() - 2));
        assertEquals("Trainable: 74,497", lines.get(lines.size() - 1));
    }

    @ParameterizedTest
    @EnumSource
    void everyLayerHasItsLineAndTheNumbersAddUp(Preset preset) {
        Architecture network = Architecture.of(preset);
        int side = Math.max(1, 32 / network.sizeMultiple()) * network.sizeMultiple();
        List<LayerRow> layers = network.layers(side, side);
        List<String> lines = LayerTable.of(network, side, side).lines().collect(Collectors.toList());
        assertEquals(layers.size() + 3, lines.size());
        long sum = 0;
        for (int i = 0; i < layers.size(); i++) {
            String line = lines.get(i + 1);
            assertEquals(lines.get(0).length(), line.length(), "columns of one width");
            assertTrue(
                    line.startsWith(layers.get(i).name() + " ")
                            && line.contains(layers.get(i).kind()),
                    line);
            sum += Long.parseLong(line.substring(line.lastIndexOf(' ') + 1).replace(",", ""));
        }
        assertEquals(network.parameterCount(), sum);
        assertEquals(String.format("Total parameters: %,d", sum), lines.get(layers.size() + 1));
    }

    @Test
    void aSizeThatTheNetworkDoesNotTakeIsRefused() {
        Architecture network = Architecture.of(Preset.UNET);
        assertThrows(IllegalArgumentException.class, () -> LayerTable.of(network, 30, 31));
    }
}
