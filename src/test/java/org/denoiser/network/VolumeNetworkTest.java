package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.architecture.AdamRates;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Networks;
import org.denoiser.architecture.TrainingState;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of volumes, held against networks of planes, against themselves with the axes swapped, and against what they say of themselves. */
class VolumeNetworkTest {
    private static float[] run(DenoisingNetwork network, float[] volumes, int batch, int depth, int height, int width) {
        FloatBuffer results = FloatBuffer.allocate(volumes.length);
        network.run(Runs.buffer(volumes), results, batch, depth, height, width);
        return results.array();
    }

    private static float[] run(
            Architecture network, Map<String, Tensor> weights, float[] volumes, int depth, int height, int width) {
        try (DenoisingNetwork open = DenoisingNetwork.open(network, weights, Runs.CPU, Precision.FLOAT32)) {
            return run(open, volumes, 1, depth, height, width);
        }
    }

    /** Larger in the last layer than a training starts with, and biases of all sizes, so that everything shows. */
    private static Map<String, Tensor> weights(Architecture network, long seed) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        network.initialWeights(seed).forEach((name, tensor) -> {
            float[] values = tensor.values();
            float[] random = Runs.random(name.hashCode(), values.length);
            for (int i = 0; i < values.length; i++) {
                values[i] = name.endsWith("bias") ? random[i] - 0.5f : 2 * values[i];
            }
            weights.put(name, Tensor.of(values, tensor.shape()).trainable(true));
        });
        return weights;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 5, 7, 6", "2, 1, 3, 8, 4", "3, 2, 4, 4, 12", "2, 3, 1, 2, 2"})
    void kernelsOfOnePlaneActAsThoseOfTheNetworkOfPlanes(int levels, int channels, int depth, int height, int width) {
        String options = "depth=" + levels + " filters=3 channels=" + channels;
        Architecture planar = Networks.of("unet", options);
        Architecture deep = Networks.of("unet3d", options + " zpool=0");
        Map<String, Tensor> flat = weights(planar, 5);
        Map<String, Tensor> thick = new LinkedHashMap<>();
        deep.parameters().forEach(parameter -> {
            float[] kernel = flat.get(parameter.name()).values();
            float[] values = new float[parameter.size()];
            int taps = values.length == kernel.length ? 1 : 9;
            for (int i = 0; i < kernel.length; i++) {
                values[taps == 1 ? i : i / 9 * 27 + 9 + i % 9] = kernel[i];
            }
            thick.put(parameter.name(), Tensor.of(values, parameter.shape()));
        });
        int area = height * width * channels;
        float[] volume = Runs.random(1, depth * area);
        float[] expected = Runs.run(planar, flat, volume, depth, height, width);
        float[] found = run(deep, thick, volume, depth, height, width);
        assertTrue(Runs.largestDifference(expected, found) < 1e-4, () -> "" + Runs.largestDifference(expected, found));
    }

    /** Where all axes are pooled alike they are alike: what holds for x and y then holds for z. */
    @ParameterizedTest
    @CsvSource({"1, 2, 3, 5, 4", "2, 1, 4, 6, 2", "3, 1, 8, 4, 4"})
    void swappingZAndXOfVolumeAndKernelsSwapsTheResult(int levels, int channels, int depth, int height, int width) {
        Architecture network = Networks.of("unet3d", "depth=" + levels + " filters=3 zpool=5 channels=" + channels);
        Map<String, Tensor> weights = weights(network, 6);
        Map<String, Tensor> swapped = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> {
            int[] shape = tensor.shape();
            int side = shape[shape.length - 1];
            boolean kernel = shape.length == 5;
            float[] values = kernel ? swap(tensor.values(), shape[0] * shape[1], side, side, side, 1) : tensor.values();
            swapped.put(name, Tensor.of(values, shape));
        });
        float[] volume = Runs.random(2, depth * height * width * channels);
        float[] expected = swap(run(network, weights, volume, depth, height, width), 1, depth, height, width, channels);
        float[] found = run(network, swapped, swap(volume, 1, depth, height, width, channels), width, height, depth);
        assertTrue(Runs.largestDifference(expected, found) < 1e-4, () -> "" + Runs.largestDifference(expected, found));
    }

    /** (count, depth, height, width, channels) to (count, width, height, depth, channels). */
    private static float[] swap(float[] values, int count, int depth, int height, int width, int channels) {
        float[] swapped = new float[values.length];
        int from = 0;
        for (int n = 0; n < count; n++) {
            for (int z = 0; z < depth; z++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        for (int c = 0; c < channels; c++) {
                            swapped[(((n * width + x) * height + y) * depth + z) * channels + c] = values[from++];
                        }
                    }
                }
            }
        }
        return swapped;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 0", "2, 1", "3, 1"})
    void outputsAsFarAsTheRadiusSeeAVoxelAndNoneFarther(int levels, int zpool) {
        Architecture network = Networks.of("unet3d", "depth=" + levels + " filters=1 zpool=" + zpool);
        int across = network.sizeMultiple();
        int along = network.depthMultiple();
        int side = 2 * (network.receptiveRadius() / across + 1) * across + across;
        int depth = 2 * (network.depthRadius() / along + 1) * along + along;
        Map<String, Tensor> positive = new LinkedHashMap<>();
        network.initialWeights(21).forEach((name, tensor) -> {
            float[] values = tensor.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = name.endsWith("bias") ? 0 : 0.05f + Math.abs(values[i]) / 8;
            }
            positive.put(name, Tensor.of(values, tensor.shape()).trainable(true));
        });
        int[] farthest = new int[2];
        try (DenoisingNetwork open = DenoisingNetwork.open(network, positive, Runs.CPU, Precision.FLOAT32)) {
            float[] dark = run(open, new float[depth * side * side], 1, depth, side, side);
            for (int phase = 0; phase < across; phase++) {
                int x = side / 2 / across * across + phase;
                int z = depth / 2 / along * along + phase % along;
                float[] volume = new float[depth * side * side];
                volume[(z * side + x) * side + x] = 1;
                float[] lit = run(open, volume, 1, depth, side, side);
                for (int i = 0; i < lit.length; i++) {
                    if (lit[i] != dark[i]) {
                        farthest[0] = Math.max(farthest[0], Math.abs(i % side - x));
                        farthest[1] = Math.max(farthest[1], Math.abs(i / side / side - z));
                    }
                }
            }
        }
        assertEquals(network.receptiveRadius(), farthest[0]);
        assertEquals(network.depthRadius(), farthest[1]);
    }

    @Test
    void volumesOfABatchDoNotSeeEachOther() {
        Architecture network = Networks.of("unet3d", "depth=2 filters=2");
        Map<String, Tensor> weights = weights(network, 8);
        float[] two = Runs.random(3, 2 * 4 * 6 * 8);
        float[] second = java.util.Arrays.copyOfRange(two, two.length / 2, two.length);
        try (DenoisingNetwork open = DenoisingNetwork.open(network, weights, Runs.CPU, Precision.FLOAT32)) {
            float[] together = run(open, two, 2, 4, 6, 8);
            float[] alone = run(open, second, 1, 4, 6, 8);
            float[] found = java.util.Arrays.copyOfRange(together, alone.length, together.length);
            assertTrue(Runs.largestDifference(alone, found) < 1e-5);
        }
    }

    @Test
    void trainingInBfloat16IsRefused() {
        Architecture network = Networks.of("unet3d", "depth=1 filters=1");
        TrainingState start = TrainingState.start(network, network.initialWeights(1));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> TrainingNetwork.open(network, start, Loss.MSE, false, Runs.CPU, Precision.BFLOAT16))
                .getMessage();
        assertTrue(message.startsWith("precision=bfloat16: "), message);
        try (TrainingNetwork open = TrainingNetwork.open(network, start, Loss.MSE, false, Runs.CPU, Precision.AUTO)) {
            assertEquals(Precision.FLOAT32, open.precision());
        }
    }

    @Test
    void stepsLowerTheLoss() {
        Architecture network = Networks.of("unet3d", "depth=2 filters=4");
        TrainingState start = TrainingState.start(network, network.initialWeights(1));
        int values = 2 * 4 * 8 * 8;
        float[] noisy = Runs.random(4, values);
        float[] clean = new float[values];
        java.util.Arrays.fill(clean, 0.5f);
        ByteBuffer from = Runs.buffer(noisy);
        ByteBuffer to = Runs.buffer(clean);
        try (TrainingNetwork open =
                TrainingNetwork.open(network, start, Loss.MSE, false, Runs.CPU, Precision.FLOAT32)) {
            double first = open.step(from, to, 2, 4, 8, 8, new AdamRates(1, 2e-3, 0.9, 1), 1);
            double last = first;
            for (int step = 2; step <= 40; step++) {
                last = open.step(from, to, 2, 4, 8, 8, new AdamRates(step, 2e-3, 0.9, 1), step);
            }
            assertEquals(1 / 12.0, first, 0.03);
            assertTrue(last < 0.5 * first, first + " " + last);
        }
    }

    @Test
    void bfloat16StaysNear() {
        Architecture network = Networks.of("unet3d", "depth=2 filters=4");
        Map<String, Tensor> weights = network.initialWeights(9);
        float[] volume = Runs.random(5, 4 * 8 * 8);
        float[] expected = run(network, weights, volume, 4, 8, 8);
        try (DenoisingNetwork open = DenoisingNetwork.open(network, weights, Runs.CPU, Precision.BFLOAT16)) {
            float[] found = run(open, volume, 1, 4, 8, 8);
            assertTrue(Runs.largestDifference(expected, found) < 0.02);
            assertTrue(Runs.largestDifference(expected, found) > 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unet3d, 3, 4, 4, multiple of 2",
        "unet3d, 0, 4, 4, multiple of 2",
        "unet3d, 2, 4, 6, multiples of 4",
        "unet, 2, 4, 4, 2x4x4"
    })
    void otherSizesAreRefused(String preset, int depth, int height, int width, String words) {
        Architecture network = Networks.of(preset, "filters=1");
        try (DenoisingNetwork open =
                DenoisingNetwork.open(network, network.initialWeights(1), Runs.CPU, Precision.FLOAT32)) {
            float[] volume = new float[Math.max(1, depth) * height * width];
            String message = assertThrows(
                            IllegalArgumentException.class, () -> run(open, volume, 1, depth, height, width))
                    .getMessage();
            assertTrue(message.contains(words), message);
        }
    }
}
