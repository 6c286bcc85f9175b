package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.denoiser.network.DenoisingNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The average over orientations is the same whatever way up an image lies. */
class EnsembleTest {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;
    private static final float TOLERANCE = 1e-5f;

    /** Volumes, or a batch of planes: count x height x width x channels values. */
    private static final class Images {
        final float[] values;
        final int count;
        final int height;
        final int width;
        final int channels;

        Images(float[] values, int count, int height, int width, int channels) {
            this.values = values;
            this.count = count;
            this.height = height;
            this.width = width;
            this.channels = channels;
        }

        Images transposed() {
            Images turned = new Images(new float[values.length], count, width, height, channels);
            forEach((i, y, x, c) -> turned.values[turned.index(i, x, y, c)] = values[index(i, y, x, c)]);
            return turned;
        }

        Images mirrored(boolean alongX) {
            Images turned = new Images(new float[values.length], count, height, width, channels);
            forEach((i, y, x, c) ->
                    turned.values[alongX ? index(i, y, width - 1 - x, c) : index(i, height - 1 - y, x, c)] =
                            values[index(i, y, x, c)]);
            return turned;
        }

        private interface Place {
            void visit(int image, int y, int x, int channel);
        }

        private void forEach(Place place) {
            for (int i = 0; i < count; i++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        for (int c = 0; c < channels; c++) place.visit(i, y, x, c);
                    }
                }
            }
        }

        private int index(int image, int y, int x, int channel) {
            return ((image * height + y) * width + x) * channels + channel;
        }
    }

    private static DenoisingNetwork network(String kind, int channels) {
        return kind.equals("volumes") ? Networks.randomVolumes(2, 1, channels, 3) : Networks.random(2, channels, 3);
    }

    private static Images images(int channels) {
        float[] values = TiledProcessorTest.planes(WIDTH, 4 * HEIGHT * channels, 1, 5)[0];
        return new Images(values, 4, HEIGHT, WIDTH, channels);
    }

    private static Images run(DenoisingNetwork network, int size, Images images) {
        ByteBuffer bytes = DenoisingNetwork.newBuffer(images.values.length);
        bytes.asFloatBuffer().put(images.values);
        FloatBuffer results = FloatBuffer.allocate(images.values.length);
        List<Integer> heard = new ArrayList<>();
        boolean volumes = network.shape().takesVolumes();
        new Ensemble(network, size)
                .run(
                        bytes,
                        results,
                        volumes ? 1 : images.count,
                        volumes ? images.count : 1,
                        images.height,
                        images.width,
                        heard::add);
        assertArrayEquals(
                IntStream.rangeClosed(1, size).toArray(),
                heard.stream().mapToInt(Integer::intValue).toArray());
        return new Images(results.array(), images.count, images.height, images.width, images.channels);
    }

    private static void assertSame(Images expected, Images found, String what) {
        assertEquals(expected.height, found.height);
        assertArrayEquals(expected.values, found.values, TOLERANCE, what);
    }

    @ParameterizedTest
    @CsvSource({"planes, 1, 4", "planes, 1, 8", "planes, 3, 8", "volumes, 1, 4", "volumes, 1, 8", "volumes, 2, 8"})
    void itDoesNotMatterWhatWayUpImagesLie(String kind, int channels, int size) {
        try (DenoisingNetwork network = network(kind, channels)) {
            Images images = images(channels);
            Images results = run(network, size, images);
            for (boolean alongX : new boolean[] {false, true}) {
                assertSame(results.mirrored(alongX), run(network, size, images.mirrored(alongX)), "mirrored");
            }
            Images turned = run(network, size, images.transposed());
            if (size == 8) assertSame(results.transposed(), turned, "transposed");
            else assertTrue(difference(results.transposed(), turned) > 100 * TOLERANCE, "4 knows rows from columns");
        }
    }

    @ParameterizedTest
    @CsvSource({"planes, 1", "planes, 3", "volumes, 1"})
    void itIsTheMeanOfWhatTheNetworkMakesOfEach(String kind, int channels) {
        try (DenoisingNetwork network = network(kind, channels)) {
            Images images = images(channels);
            float[] mean = new float[images.values.length];
            for (int way = 0; way < 8; way++) {
                Images turned = images;
                if ((way & 1) != 0) turned = turned.mirrored(true);
                if ((way & 2) != 0) turned = turned.mirrored(false);
                if ((way & 4) != 0) turned = turned.transposed();
                Images back = run(network, 1, turned);
                if ((way & 4) != 0) back = back.transposed();
                if ((way & 2) != 0) back = back.mirrored(false);
                if ((way & 1) != 0) back = back.mirrored(true);
                for (int i = 0; i < mean.length; i++) mean[i] += back.values[i] / 8;
            }
            assertArrayEquals(mean, run(network, 8, images).values, TOLERANCE);
        }
    }

    private static float difference(Images one, Images other) {
        float most = 0;
        for (int i = 0; i < one.values.length; i++) most = Math.max(most, Math.abs(one.values[i] - other.values[i]));
        return most;
    }

    @Test
    void ofOneIsTheNetworkItself() {
        try (DenoisingNetwork network = Networks.random(2, 1, 1)) {
            Images images = images(1);
            ByteBuffer bytes = DenoisingNetwork.newBuffer(images.values.length);
            bytes.asFloatBuffer().put(images.values);
            FloatBuffer results = FloatBuffer.allocate(images.values.length);
            network.run(bytes, results, 4, HEIGHT, WIDTH);
            assertArrayEquals(results.array(), run(network, 1, images).values);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void planesAreTiledAsEver(int size) {
        try (DenoisingNetwork network = Networks.random(2, 1, 1)) {
            TileOptions once = TileOptions.defaults().tile(40).overlap(18);
            TiledProcessor single = new TiledProcessor(network, once, 90, 70);
            TiledProcessor several = new TiledProcessor(network, once.ensemble(size), 90, 70);
            assertEquals(size * single.tileCount(), several.tileCount());
            float[][] planes = TiledProcessorTest.planes(90, 70, 1, 2);
            List<Long> heard = new ArrayList<>();
            float[] results = several.process(planes, 0, several.tileCount(), (done, all) -> heard.add(done))[0];
            assertEquals(
                    IntStream.rangeClosed(0, several.tileCount())
                            .mapToObj(Long::valueOf)
                            .collect(Collectors.toList()),
                    heard);
            float[] rows = new float[results.length];
            several.processRows(
                    (first, count) -> Arrays.copyOfRange(planes[0], first * 90, (first + count) * 90),
                    (first, values) -> System.arraycopy(values, 0, rows, first * 90, values.length),
                    0,
                    several.tileCount(),
                    DenoisingListener.NONE);
            assertArrayEquals(results, rows);
            TiledProcessor whole =
                    new TiledProcessor(network, TileOptions.defaults().tile(128).ensemble(size), 90, 70);
            float[] untiled = whole.process(planes, 0, size, DenoisingListener.NONE)[0];
            assertArrayEquals(untiled, results, TOLERANCE, "tiles leave no trace");
        }
    }

    @Test
    void itCanBeStoppedBetweenOrientations() {
        try (DenoisingNetwork network = Networks.random(2, 1, 1)) {
            TiledProcessor processor =
                    new TiledProcessor(network, TileOptions.defaults().ensemble(8), 64, 64);
            assertEquals(8, processor.tileCount());
            CancellationException stopped = new CancellationException("enough");
            float[][] planes = TiledProcessorTest.planes(64, 64, 1, 2);
            List<Long> heard = new ArrayList<>();
            DenoisingListener listener = (done, all) -> {
                heard.add(done);
                if (done == 3) throw stopped;
            };
            assertThrows(CancellationException.class, () -> processor.process(planes, 0, 8, listener));
            assertEquals(List.of(0L, 1L, 2L, 3L), heard);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 3, 5, 16})
    void otherNumbersAreRefused(int size) {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> TileOptions.defaults().ensemble(size));
        assertEquals("ensemble=" + size + ": 1, 4 or 8 is needed", refused.getMessage());
    }
}
