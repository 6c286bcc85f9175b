package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.network.DenoisingNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles leave no trace where their overlap covers the receptive field. */
class TiledProcessorTest {
    private static final int[][] SIZES = {
        {1, 1}, {1, 7}, {7, 1}, {2, 3}, {3, 500}, {17, 33}, {64, 64}, {127, 129}, {255, 257}
    };
    private static final float TOLERANCE = 1e-5f;

    static float[][] planes(int width, int height, int channels, long seed) {
        Random random = new Random(seed);
        float[][] planes = new float[channels][width * height];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) plane[i] = random.nextFloat();
        }
        return planes;
    }

    /**
     * The network on the whole plane at once, continued by reflection on all sides as {@link TileOptions} says, rounded up to the
     * size multiple; made without the project's tiles.
     */
    private static float[][] whole(DenoisingNetwork network, float[][] planes, int width, int height) {
        NetworkShape architecture = network.shape();
        int channels = architecture.channels();
        int multiple = architecture.sizeMultiple();
        int border = Math.min(architecture.receptiveRadius(), 16);
        int before = (border + multiple - 1) / multiple * multiple;
        int wide = before + (width + border + multiple - 1) / multiple * multiple;
        int high = before + (height + border + multiple - 1) / multiple * multiple;
        ByteBuffer bytes = DenoisingNetwork.newBuffer(wide * high * channels);
        FloatBuffer input = bytes.asFloatBuffer();
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                int from = mirrored(y - before, height) * width + mirrored(x - before, width);
                for (float[] plane : planes) input.put(plane[from]);
            }
        }
        FloatBuffer output = FloatBuffer.allocate(wide * high * channels);
        network.run(bytes, output, 1, high, wide);
        float[][] results = new float[channels][width * height];
        for (int i = 0; i < width * height; i++) {
            int from = (i / width + before) * wide + i % width + before;
            for (int channel = 0; channel < channels; channel++) {
                results[channel][i] = output.get(from * channels + channel);
            }
        }
        return results;
    }

    private static int mirrored(int position, int size) {
        int at = Math.abs(position);
        if (size == 1) return 0;
        while (at < 0 || at >= size) at = Math.abs(at >= size ? 2 * (size - 1) - at : at);
        return at;
    }

    private static float difference(float[][] one, float[][] other) {
        float most = 0;
        for (int channel = 0; channel < one.length; channel++) {
            for (int i = 0; i < one[channel].length; i++) {
                most = Math.max(most, Math.abs(one[channel][i] - other[channel][i]));
                if (Float.isNaN(one[channel][i] + other[channel][i])) return Float.NaN;
            }
        }
        return most;
    }

    /** Depth 2 has a receptive radius of 9 and tiles of multiples of 2, depth 3 one of 23 and multiples of 4. */
    @ParameterizedTest
    @CsvSource({
        "2, 1, 40",
        "2, 1, 45",
        "2, 1, 96",
        "2, 3, 40",
        "2, 3, 71",
        "3, 1, 96",
        "3, 1, 150",
        "3, 3, 101",
        "3, 3, 200"
    })
    void tiledEqualsUntiled(int depth, int channels, int tile) {
        try (DenoisingNetwork network = Networks.random(depth, channels, depth)) {
            int radius = network.shape().receptiveRadius();
            TileOptions options = TileOptions.defaults().tile(tile).overlap(2 * radius + 1);
            boolean several = false;
            for (int[] size : SIZES) {
                TiledProcessor processor = new TiledProcessor(network, options, size[0], size[1]);
                several |= processor.tileCount() > 1;
                float[][] planes = planes(size[0], size[1], channels, size[0]);
                float[][] tiled = processor.process(planes, 0, processor.tileCount(), DenoisingListener.NONE);
                float most = difference(whole(network, planes, size[0], size[1]), tiled);
                assertTrue(
                        most <= TOLERANCE,
                        size[0] + "x" + size[1] + " differ by " + most + ", " + processor.tileCount());
            }
            assertTrue(several, "some images have several tiles");
        }
    }

    /** So that the test above means something. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void smallerOverlapsDoLeaveTraces(int depth) {
        try (DenoisingNetwork network = Networks.random(depth, 1, depth)) {
            float[][] planes = planes(127, 129, 1, 4);
            TileOptions options = TileOptions.defaults().tile(64).overlap(4);
            TiledProcessor processor = new TiledProcessor(network, options, 127, 129);
            float[][] tiled = processor.process(planes, 0, processor.tileCount(), DenoisingListener.NONE);
            assertTrue(difference(whole(network, planes, 127, 129), tiled) > 100 * TOLERANCE);
        }
    }

    /** A change of one pixel reaches as far as the receptive radius and no farther. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theWholeReceptiveFieldMatters(int depth) {
        int side = 96;
        try (DenoisingNetwork network = Networks.random(depth, 1, depth)) {
            int radius = network.shape().receptiveRadius();
            int farthest = 0;
            float[][] planes = planes(side, side, 1, 8);
            float[][] before = whole(network, planes, side, side);
            for (int phase = 0; phase < network.shape().sizeMultiple(); phase++) {
                int x0 = 44 + phase;
                float[][] changed = {planes[0].clone()};
                changed[0][x0 * side + x0] += 10;
                float[][] after = whole(network, changed, side, side);
                for (int i = 0; i < side * side; i++) {
                    int distance = Math.max(Math.abs(i % side - x0), Math.abs(i / side - x0));
                    if (before[0][i] != after[0][i]) farthest = Math.max(farthest, distance);
                }
            }
            assertEquals(radius, farthest);
        }
    }

    @Test
    void theDefaultsDenoiseImagesOfAnySize() {
        try (DenoisingNetwork network = Networks.random(3, 1, 5)) {
            for (int[] size : SIZES) {
                TiledProcessor processor = new TiledProcessor(network, TileOptions.defaults(), size[0], size[1]);
                float[][] planes = planes(size[0], size[1], 1, 3);
                float[][] result = processor.process(planes, 0, processor.tileCount(), DenoisingListener.NONE);
                assertTrue(Float.isFinite(difference(result, planes)));
                // the receptive radius of 23 is not covered, but nearly
                assertTrue(difference(result, whole(network, planes, size[0], size[1])) < 0.1);
            }
        }
    }

    @Test
    void tilesAreOfOneShapeAndNoLargerThanAskedFor() {
        try (DenoisingNetwork network = Networks.random(3, 1, 5)) {
            for (int tile : new int[] {64, 67, 128}) {
                TiledProcessor processor =
                        new TiledProcessor(network, TileOptions.defaults().tile(tile), 300, 90);
                assertTrue(processor.tileWidth() <= tile && processor.tileHeight() <= tile);
                assertEquals(0, processor.tileWidth() % 4);
                assertEquals(0, processor.tileHeight() % 4);
            }
        }
    }

    @Test
    void planesStayAsTheyAreAndProcessorsServeAgain() {
        try (DenoisingNetwork network = Networks.random(2, 3, 1)) {
            TiledProcessor processor =
                    new TiledProcessor(network, TileOptions.defaults().tile(40).overlap(20), 60, 50);
            float[][] planes = planes(60, 50, 3, 1);
            float[][] others = planes(60, 50, 3, 2);
            float[][] copy = planes(60, 50, 3, 1);
            float[][] first = processor.process(planes, 0, processor.tileCount(), DenoisingListener.NONE);
            processor.process(others, 0, processor.tileCount(), DenoisingListener.NONE);
            float[][] again = processor.process(planes, 0, processor.tileCount(), DenoisingListener.NONE);
            for (int channel = 0; channel < 3; channel++) {
                assertArrayEquals(copy[channel], planes[channel]);
                assertArrayEquals(first[channel], again[channel]);
            }
        }
    }

    @Test
    void everyTileIsHeardOf() {
        try (DenoisingNetwork network = Networks.identity(1)) {
            TiledProcessor processor =
                    new TiledProcessor(network, TileOptions.defaults().tile(40).overlap(8), 100, 70);
            List<Long> heard = new ArrayList<>();
            List<Long> expected = new ArrayList<>();
            processor.process(planes(100, 70, 1, 1), 7, 99, (done, total) -> {
                heard.add(done);
                assertEquals(99, total);
            });
            for (long done = 7; done <= 7 + processor.tileCount(); done++) expected.add(done);
            assertEquals(expected, heard);
            assertTrue(processor.tileCount() > 4);
        }
    }

    @Test
    void whatCannotBeTiledIsRefused() {
        try (DenoisingNetwork network = Networks.random(3, 3, 1)) {
            refused(network, TileOptions.defaults().tile(3), "tile=3", "4");
            refused(network, TileOptions.defaults().tile(0), "tile=0");
            refused(network, TileOptions.defaults().tile(60).overlap(32), "overlap=32", "tile=60");
            refused(network, TileOptions.defaults().overlap(-1), "overlap=-1");
            TiledProcessor processor = new TiledProcessor(network, TileOptions.defaults(), 8, 8);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> processor.process(planes(8, 8, 1, 1), 0, 1, DenoisingListener.NONE));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> processor.process(planes(8, 9, 3, 1), 0, 1, DenoisingListener.NONE));
        }
    }

    private static void refused(DenoisingNetwork network, TileOptions options, String... words) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new TiledProcessor(network, options, 100, 100));
        for (String word : words) assertTrue(refused.getMessage().contains(word), refused.getMessage());
    }
}
