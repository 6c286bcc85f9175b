package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.network.DenoisingNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Volumes: tiles leave no trace where their overlap covers the receptive field, and planes pass through in order. */
class VolumeProcessorTest {
    private static final float TOLERANCE = 1e-5f;

    /** By plane and channel. */
    private static float[][][] stack(int width, int height, int depth, int channels) {
        float[][][] stack = new float[depth][][];
        for (int z = 0; z < depth; z++) stack[z] = TiledProcessorTest.planes(width, height, channels, 31 + z);
        return stack;
    }

    private static float[][][] process(VolumeProcessor processor, float[][][] stack) {
        float[][][] results = new float[stack.length][][];
        processor.process(z -> stack[z], (z, planes) -> results[z] = planes, 0, 0, DenoisingListener.NONE);
        return results;
    }

    private static int mirrored(int position, int size) {
        if (size == 1) return 0;
        int at = Math.floorMod(position, 2 * size - 2);
        return Math.min(at, 2 * size - 2 - at);
    }

    /** Positions along an axis that is extended by reflection as {@link TileOptions} says; made without the project's tiles. */
    private static int[] extended(int size, int radius, int mostBorder, int multiple) {
        int border = Math.min(radius, mostBorder);
        int before = (border + multiple - 1) / multiple * multiple;
        int all = before + (size + border + multiple - 1) / multiple * multiple;
        return IntStream.range(-before, all - before).toArray();
    }

    private static float[][][] whole(DenoisingNetwork network, float[][][] stack, int width, int height) {
        NetworkShape architecture = network.shape();
        int channels = architecture.channels();
        int[] xs = extended(width, architecture.receptiveRadius(), 16, architecture.sizeMultiple());
        int[] ys = extended(height, architecture.receptiveRadius(), 16, architecture.sizeMultiple());
        int[] zs = extended(stack.length, architecture.depthRadius(), 4, architecture.depthMultiple());
        ByteBuffer bytes = DenoisingNetwork.newBuffer(xs.length * ys.length * zs.length * channels);
        FloatBuffer input = bytes.asFloatBuffer();
        for (int z : zs) {
            for (int y : ys) {
                for (int x : xs) {
                    for (float[] plane : stack[mirrored(z, stack.length)]) {
                        input.put(plane[mirrored(y, height) * width + mirrored(x, width)]);
                    }
                }
            }
        }
        FloatBuffer output = FloatBuffer.allocate(input.capacity());
        network.run(bytes, output, 1, zs.length, ys.length, xs.length);
        float[][][] results = new float[stack.length][channels][width * height];
        for (int z = 0; z < stack.length; z++) {
            for (int i = 0; i < width * height; i++) {
                int from = ((z - zs[0]) * ys.length + i / width - ys[0]) * xs.length + i % width - xs[0];
                for (int c = 0; c < channels; c++) results[z][c][i] = output.get(from * channels + c);
            }
        }
        return results;
    }

    private static float difference(float[][][] one, float[][][] other) {
        float most = 0;
        for (int z = 0; z < one.length; z++) {
            for (int c = 0; c < one[z].length; c++) {
                for (int i = 0; i < one[z][c].length; i++) {
                    if (Float.isNaN(one[z][c][i] + other[z][c][i])) return Float.NaN;
                    most = Math.max(most, Math.abs(one[z][c][i] - other[z][c][i]));
                }
            }
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1, 20, 8, 1, 1, 1",
        "1, 0, 1, 20, 8, 7, 5, 3",
        "1, 0, 2, 16, 9, 33, 17, 25",
        "2, 0, 1, 48, 28, 60, 50, 33",
        "2, 1, 1, 48, 44, 31, 70, 65",
        "2, 1, 3, 48, 44, 9, 64, 47",
    })
    void tiledEqualsUntiled(int levels, int zpool, int channels, int tile, int slab, int width, int height, int depth) {
        try (DenoisingNetwork network = Networks.randomVolumes(levels, zpool, channels, 3)) {
            NetworkShape architecture = network.shape();
            assertTrue(slab >= 4 * architecture.depthRadius(), "the overlap along z must cover the receptive field");
            TileOptions options =
                    TileOptions.defaults().tile(tile).slab(slab).overlap(2 * architecture.receptiveRadius());
            float[][][] stack = stack(width, height, depth, channels);
            VolumeProcessor processor = new VolumeProcessor(network, options, width, height, depth, 1, null);
            assertTrue(processor.tileWidth() <= tile && processor.tileDepth() <= slab);
            float[][][] expected = whole(network, stack, width, height);
            float[][][] found = process(processor, stack);
            float difference = difference(expected, found);
            assertTrue(difference <= TOLERANCE, difference + " of " + processor.tileCount() + " tiles");
            assertTrue(difference(found, stack) > 0.01, "the network must do something");
        }
    }

    /** Weights sum to one whatever the overlap: an identity comes back from any tiles. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 8, 2", "37, 21, 40, 16, 8", "8, 100, 9, 12, 4", "64, 64, 33, 512, 32", "5, 4, 70, 20, 16"})
    void theIdentityGivesTheStackBack(int width, int height, int depth, int tile, int slab) {
        try (DenoisingNetwork network = Networks.volumeIdentity()) {
            TileOptions options = TileOptions.defaults().tile(tile).slab(slab);
            float[][][] stack = stack(width, height, depth, 1);
            float difference = difference(
                    stack, process(new VolumeProcessor(network, options, width, height, depth, 1, null), stack));
            assertTrue(difference <= 1e-6f, "" + difference);
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 16", "33, 8", "5, 32", "1, 32", "64, 12"})
    void planesAreReadOnceAndWrittenInOrderAsSoonAsTheyCanBe(int depth, int slab) {
        try (DenoisingNetwork network = Networks.volumeIdentity()) {
            VolumeProcessor processor =
                    new VolumeProcessor(network, TileOptions.defaults().slab(slab), 6, 5, depth, 1, null);
            List<Integer> read = new ArrayList<>();
            List<Integer> written = new ArrayList<>();
            float[][][] stack = stack(6, 5, depth, 1);
            long[] progress = {0, 0};
            processor.process(
                    z -> {
                        read.add(z);
                        assertTrue(read.size() - written.size() <= 2 * processor.tileDepth(), "planes pile up");
                        return stack[z];
                    },
                    (z, planes) -> written.add(z),
                    7,
                    99,
                    (done, total) -> {
                        assertEquals(99, total);
                        assertTrue(done == 7 || done == progress[0] + 1);
                        progress[0] = done;
                    });
            List<Integer> all = IntStream.range(0, depth).boxed().collect(Collectors.toList());
            assertEquals(all, read);
            assertEquals(all, written);
            assertEquals(7 + processor.tileCount(), progress[0]);
        }
    }

    @Test
    void tilesOfVolumesAreBoundedInVoxelsAndPlanes() {
        try (DenoisingNetwork network = Networks.randomVolumes(3, 1, 1, 1)) {
            VolumeProcessor large = new VolumeProcessor(network, TileOptions.defaults(), 2048, 2048, 200, 1, null);
            assertTrue(large.tileDepth() >= 8 && large.tileDepth() <= 32);
            assertTrue((long) large.tileDepth() * large.tileWidth() * large.tileHeight() <= 1 << 20);
            VolumeProcessor wide =
                    new VolumeProcessor(network, TileOptions.defaults().overlap(100), 2048, 2048, 200, 1, null);
            assertTrue(wide.tileWidth() >= 200);
        }
    }
}
