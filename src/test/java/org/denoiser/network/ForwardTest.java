package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Networks;
import org.denoiser.architecture.Programs;
import org.denoiser.torchscript.Tensor;
import org.denoiser.torchscript.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardTest {
    static Stream<Architecture> networks() {
        return Stream.concat(Networks.all(), Stream.of(Networks.withBatchNorm(4), Networks.withEvenKernels()));
    }

    /** Weights that leave nothing at zero or at its start: biases and statistics too are drawn. */
    private static Map<String, Tensor> lively(Architecture network, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        network.initialWeights(seed).forEach((name, tensor) -> {
            float[] values = tensor.values();
            for (int i = 0; i < values.length; i++) {
                values[i] += name.endsWith("running_var") ? random.nextFloat() : 0.2f * (float) random.nextGaussian();
            }
            weights.put(name, Tensor.of(values, tensor.shape()).trainable(tensor.isTrainable()));
        });
        return weights;
    }

    /** Output of the program for other readers, which takes and gives (batch, channels, height, width). */
    private static float[] exchange(
            Architecture network, Map<String, Tensor> weights, float[] images, int batch, int height, int width) {
        int channels = network.channels();
        int area = height * width;
        float[] planes = new float[images.length];
        for (int i = 0; i < images.length; i++) {
            int channel = i % channels;
            int pixel = i / channels;
            planes[((pixel / area) * channels + channel) * area + pixel % area] = images[i];
        }
        float[] result = new float[images.length];
        try (LoadedModule module =
                LoadedModule.load(Programs.exchange(network, weights), Device.cpu(), Precision.FLOAT32)) {
            LoadedModule.Argument argument =
                    new LoadedModule.Argument(Runs.buffer(planes), batch, channels, height, width);
            module.call(
                    "forward",
                    false,
                    (values, shape) -> {
                        assertArrayEquals(new long[] {batch, channels, height, width}, shape);
                        for (int i = 0; i < result.length; i++) {
                            int plane = i / area;
                            int pixel = (plane / channels) * area + i % area;
                            result[pixel * channels + plane % channels] = values.get(i);
                        }
                    },
                    argument);
        }
        return result;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void inferenceGivesWhatTheExchangedProgramGives(Architecture network) {
        int height = Networks.side(network, 3);
        int width = Networks.side(network, 5);
        Map<String, Tensor> weights = lively(network, 11);
        float[] images = Runs.random(3, 2 * height * width * network.channels());
        float[] expected = exchange(network, weights, images, 2, height, width);
        float[] found = Runs.run(network, weights, images, 2, height, width);
        assertEquals(0, Runs.largestDifference(expected, found), rounding(expected));
        assertTrue(Runs.largestDifference(found, images) > 1e-3, "the network changes nothing");
    }

    /** What results may differ by where the same sums are made in another order, as processors make them for other sizes of a batch. */
    private static double rounding(float[] results) {
        double range = IntStream.range(0, results.length)
                .mapToDouble(i -> Math.abs(results[i]))
                .max()
                .orElseThrow();
        return 2e-6 * Math.max(1, range);
    }

    /** Weights in half the room, vectors among them: other programs cast them, and get what the same numbers give here. */
    @ParameterizedTest
    @MethodSource("networks")
    void weightsOf16BitsAreCastByTheExchangedProgram(Architecture network) {
        int side = Networks.side(network, 3);
        Map<String, Tensor> stored = new LinkedHashMap<>();
        Map<String, Tensor> same = new LinkedHashMap<>();
        lively(network, 14).forEach((name, tensor) -> {
            Tensor rounded = tensor.rounded(TensorType.FLOAT16);
            stored.put(name, rounded);
            same.put(name, rounded.as(TensorType.FLOAT32));
        });
        float[] images = Runs.random(8, side * side * network.channels());
        float[] expected = exchange(network, same, images, 1, side, side);
        assertArrayEquals(expected, exchange(network, stored, images, 1, side, side));
    }

    /** Eight bits of mantissa in every layer; residual networks keep the image itself in float32. */
    @ParameterizedTest
    @MethodSource("org.denoiser.architecture.Networks#all")
    void bfloat16StaysNearFloat32(Architecture network) {
        int side = Networks.side(network, 8);
        Map<String, Tensor> weights = network.initialWeights(5);
        float[] images = Runs.random(4, side * side * network.channels());
        float[] exact = Runs.run(network, weights, images, 1, side, side);
        try (DenoisingNetwork half = DenoisingNetwork.open(network, weights, Runs.CPU, Precision.BFLOAT16)) {
            assertEquals(Precision.BFLOAT16, half.precision());
            float[] rounded = Runs.run(half, images, 1, side, side);
            assertEquals(0, Runs.largestDifference(exact, rounded), 0.01);
            assertTrue(Runs.largestDifference(exact, rounded) > 0, "nothing was rounded");
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void imagesOfABatchDoNotMeet(Architecture network) {
        int side = Networks.side(network, 2);
        int size = side * side * network.channels();
        Map<String, Tensor> weights = lively(network, 12);
        float[] images = Runs.random(5, 3 * size);
        float[] together = Runs.run(network, weights, images, 3, side, side);
        for (int image = 0; image < 3; image++) {
            float[] alone = Arrays.copyOfRange(images, image * size, (image + 1) * size);
            float[] expected = Arrays.copyOfRange(together, image * size, (image + 1) * size);
            float[] found = Runs.run(network, weights, alone, 1, side, side);
            assertEquals(0, Runs.largestDifference(expected, found), rounding(together));
            float[] others = Runs.random(50 + image, 3 * size);
            System.arraycopy(alone, 0, others, image * size, size);
            float[] amongOthers = Runs.run(network, weights, others, 3, side, side);
            assertArrayEquals(
                    expected, Arrays.copyOfRange(amongOthers, image * size, (image + 1) * size), "to the last bit");
        }
    }

    @Test
    void residualUnetScalesWithTheImage() {
        Architecture network = Networks.of("residual-unet", "depth=2 filters=4 blocks=1");
        float[] images = Runs.random(6, 16 * 16);
        float[] bright = images.clone();
        for (int i = 0; i < bright.length; i++) {
            bright[i] *= 64;
        }
        float[] dim = Runs.run(network, lively(network, 13), images, 1, 16, 16);
        float[] found = Runs.run(network, lively(network, 13), bright, 1, 16, 16);
        for (int i = 0; i < dim.length; i++) {
            assertEquals(64 * dim[i], found[i], 1e-4 * 64);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void otherSizesAreRefused(Architecture network) {
        int multiple = network.sizeMultiple();
        ByteBuffer images = DenoisingNetwork.newBuffer(100_000);
        FloatBuffer results = FloatBuffer.allocate(100_000);
        try (DenoisingNetwork open =
                DenoisingNetwork.open(network, network.initialWeights(1), Runs.CPU, Precision.FLOAT32)) {
            int[][] sizes = {
                {0, multiple, multiple},
                {1, 0, multiple},
                {1, multiple, 0},
                {-1, multiple, multiple},
                {1, -multiple, -multiple},
                {1, multiple + 1, multiple},
                {1, multiple, 2 * multiple - 1},
            };
            for (int[] size : sizes) {
                boolean fits = size[0] > 0 && size[1] > 0 && size[2] > 0 && multiple == 1;
                if (!fits) {
                    String message = assertThrows(
                                    IllegalArgumentException.class,
                                    () -> open.run(images, results, size[0], size[1], size[2]))
                            .getMessage();
                    String words = network.fixedSide() > 0 ? "of " + multiple + "x" : "multiples of ";
                    assertTrue(message.contains(words + multiple), message);
                }
            }
        }
    }

    @Test
    void buffersMustBeLargeEnoughAndStayAsTheyAre() {
        Architecture network = Networks.of("unet", "depth=2 filters=2");
        try (DenoisingNetwork open =
                DenoisingNetwork.open(network, network.initialWeights(1), Runs.CPU, Precision.FLOAT32)) {
            FloatBuffer results = FloatBuffer.allocate(64);
            assertThrows(
                    IllegalArgumentException.class, () -> open.run(DenoisingNetwork.newBuffer(63), results, 1, 8, 8));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> open.run(DenoisingNetwork.newBuffer(64), FloatBuffer.allocate(63), 1, 8, 8));
            assertThrows(IllegalArgumentException.class, () -> open.run(ByteBuffer.allocate(4 * 64), results, 1, 8, 8));
            float[] images = Runs.random(7, 2 * 64);
            ByteBuffer larger = Runs.buffer(images);
            larger.position(8).limit(12);
            open.run(larger, results, 1, 8, 8);
            assertEquals(8, larger.position());
            assertEquals(12, larger.limit());
            assertEquals(0, results.position());
            assertArrayEquals(Runs.run(open, Arrays.copyOf(images, 64), 1, 8, 8), results.array());
            float[] both = Runs.run(open, images, 2, 8, 8);
            assertArrayEquals(results.array(), Arrays.copyOf(both, 64), 1e-6f);
        }
    }

    @Test
    void threadsTakeTurns() {
        Architecture network = Networks.of("unet", "depth=2 filters=4");
        float[][] images = new float[16][];
        Arrays.setAll(images, i -> Runs.random(i, 16 * 16));
        try (DenoisingNetwork open =
                DenoisingNetwork.open(network, network.initialWeights(1), Runs.CPU, Precision.FLOAT32)) {
            float[][] expected = new float[16][];
            Arrays.setAll(expected, i -> Runs.run(open, images[i], 1, 16, 16));
            float[][] found = new float[16][];
            IntStream.range(0, 16).parallel().forEach(i -> found[i] = Runs.run(open, images[i], 1, 16, 16));
            for (int i = 0; i < 16; i++) {
                assertArrayEquals(expected[i], found[i], 1e-6f);
            }
        }
    }
}
