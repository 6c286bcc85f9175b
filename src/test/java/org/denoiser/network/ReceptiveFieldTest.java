package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Networks;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How far one pixel is seen, found by lighting it. */
class ReceptiveFieldTest {
    static Stream<Architecture> networks() {
        return Stream.of(
                Networks.of("conv-pool", "filters=2"),
                Networks.of("conv-transpose", "filters=1 depth=1 channels=1"),
                Networks.of("dncnn", "depth=5 filters=2"),
                Networks.of("unet", "depth=1 filters=2"),
                Networks.of("unet", "depth=2 filters=2"),
                Networks.of("unet", "depth=3 filters=2"),
                Networks.of("unet-n2v2", "depth=2 filters=2"),
                Networks.of("unet-n2v2", "depth=3 filters=2"),
                Networks.of("residual-unet", "depth=1 filters=2 blocks=1"),
                Networks.of("residual-unet", "depth=2 filters=2 blocks=1"),
                Networks.of("residual-unet", "depth=2 filters=2 blocks=2"),
                Networks.withEvenKernels());
    }

    /** Random weights above zero and no biases: light spreads along every path and no rectifier cuts one off. */
    private static Map<String, Tensor> positive(Architecture network) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        network.initialWeights(21).forEach((name, tensor) -> {
            float[] values = tensor.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = name.endsWith("bias") ? 0 : 0.2f + Math.abs(values[i]);
            }
            weights.put(name, Tensor.of(values, tensor.shape()).trainable(tensor.isTrainable()));
        });
        return weights;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsAsFarAsTheRadiusSeeAPixelAndNoneFarther(Architecture network) {
        int period = network.sizeMultiple();
        int radius = network.receptiveRadius();
        int margin = (radius / period + 2) * period;
        int side = 2 * margin + period;
        int farthest = 0;
        try (DenoisingNetwork open = DenoisingNetwork.open(network, positive(network), Runs.CPU, Precision.FLOAT32)) {
            float[] dark = Runs.run(open, new float[side * side], 1, side, side);
            for (int phase = 0; phase < period; phase++) {
                int at = margin + phase;
                float[] image = new float[side * side];
                image[at * side + at] = 1;
                float[] lit = Runs.run(open, image, 1, side, side);
                for (int i = 0; i < lit.length; i++) {
                    if (lit[i] != dark[i]) {
                        int away = Math.max(Math.abs(i / side - at), Math.abs(i % side - at));
                        farthest = Math.max(farthest, away);
                    }
                }
            }
        }
        assertEquals(radius, farthest);
    }
}
