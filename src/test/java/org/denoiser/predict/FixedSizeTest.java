package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that take one size alone. */
class FixedSizeTest {
    private static final int SIDE = 28;

    private static Architecture dense(int channels) {
        return Architecture.of(
                Preset.DENSE, Map.of("filters", "16", "latent", "8", "channels", Integer.toString(channels)));
    }

    private static DenoisingNetwork random(int channels) {
        return Networks.open(dense(channels), dense(channels).initialWeights(5));
    }

    private static float[][] process(DenoisingNetwork network, TileOptions options, float[][] planes, int width) {
        TiledProcessor processor = new TiledProcessor(network, options, width, planes[0].length / width);
        assertEquals(SIDE, processor.tileWidth());
        assertEquals(SIDE, processor.tileHeight());
        return processor.process(planes, 0, processor.tileCount(), DenoisingListener.NONE);
    }

    /** The network's answer to one image, the channels taken together as it takes them. */
    private static float[][] answer(DenoisingNetwork network, float[][] planes) {
        int channels = planes.length;
        int area = SIDE * SIDE;
        ByteBuffer bytes = DenoisingNetwork.newBuffer(area * channels);
        for (int i = 0; i < area * channels; i++) {
            bytes.asFloatBuffer().put(i, planes[i % channels][i / channels]);
        }
        FloatBuffer result = FloatBuffer.allocate(area * channels);
        network.run(bytes, result, 1, SIDE, SIDE);
        float[][] answer = new float[channels][area];
        for (int i = 0; i < area * channels; i++) {
            answer[i % channels][i / channels] = result.get(i);
        }
        return answer;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void planeOfTheNetworksSizeGetsItsVeryAnswer(int channels) {
        try (DenoisingNetwork network = random(channels)) {
            float[][] planes = TiledProcessorTest.planes(SIDE, SIDE, channels, 1);
            float[][] expected = answer(network, planes);
            for (TileOptions options : new TileOptions[] {
                TileOptions.defaults(), TileOptions.defaults().overlap(3)
            }) {
                float[][] found = process(network, options, planes, SIDE);
                for (int channel = 0; channel < channels; channel++) {
                    assertArrayEquals(expected[channel], found[channel]);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 28", "20, 27", "28, 9"})
    void smallerPlaneGoesOnByReflection(int width, int height) {
        try (DenoisingNetwork network = random(1)) {
            float[][] planes = TiledProcessorTest.planes(width, height, 1, 2);
            float[][] large = new float[1][SIDE * SIDE];
            for (int i = 0; i < SIDE * SIDE; i++) {
                large[0][i] = planes[0][mirrored(i / SIDE, height) * width + mirrored(i % SIDE, width)];
            }
            float[] expected = answer(network, large)[0];
            float[] found = process(network, TileOptions.defaults(), planes, width)[0];
            for (int i = 0; i < found.length; i++) {
                assertEquals(expected[i / width * SIDE + i % width], found[i], 0f);
            }
        }
    }

    private static int mirrored(int position, int size) {
        int at = position;
        int step = 1;
        int here = 0;
        for (; at > 0 && size > 1; at--) {
            step = here == size - 1 ? -1 : here == 0 ? 1 : step;
            here += step;
        }
        return here;
    }

    /** A last layer that is nothing but its bias gives one value everywhere, if the weights of the tiles sum to one. */
    @ParameterizedTest
    @CsvSource({"29, 28", "28, 56", "100, 41", "61, 300"})
    void tilesCoverLargerPlanesWithWeightsThatSumToOne(int width, int height) {
        Architecture architecture = dense(1);
        Map<String, Tensor> weights = new LinkedHashMap<>(architecture.initialWeights(3));
        int[] shape = weights.get("dense6_weight").shape();
        weights.put("dense6_weight", Tensor.zeros(shape).trainable(true));
        float[][] planes = TiledProcessorTest.planes(width, height, 1, 3);
        try (DenoisingNetwork network = Networks.open(architecture, weights)) {
            for (int overlap : new int[] {0, 1, 7, 14}) {
                for (float value : process(network, TileOptions.defaults().overlap(overlap), planes, width)[0]) {
                    assertEquals(0.5f, value);
                }
            }
        }
    }

    /** Far from all seams there is one tile's answer, but for the rounding of a batch. */
    @Test
    void cornersAreTheAnswerToTheTileThere() {
        int width = 97;
        int height = 64;
        float[][] planes = TiledProcessorTest.planes(width, height, 1, 4);
        float[][] corner = new float[1][SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            corner[0][i] = planes[0][i / SIDE * width + i % SIDE];
        }
        try (DenoisingNetwork network = random(1)) {
            float[] found = process(network, TileOptions.defaults(), planes, width)[0];
            float[] expected = answer(network, corner)[0];
            for (int i = 0; i < 49; i++) {
                assertEquals(expected[i / 7 * SIDE + i % 7], found[i / 7 * width + i % 7], 1e-6f);
            }
        }
    }

    @Test
    void tilesThatTheNetworkCannotTakeAreRefused() {
        assertSays(
                "tile=16 is too small: this network takes tiles of 28 pixels",
                TileOptions.defaults().tile(16));
        assertSays("overlap=15 is too large", TileOptions.defaults().overlap(15));
    }

    private static void assertSays(String words, TileOptions options) {
        try (DenoisingNetwork network = random(1)) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> new TiledProcessor(network, options, 50, 50))
                    .getMessage();
            assertTrue(message.contains(words), message);
        }
    }
}
