package org.denoiser.predict;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.denoiser.image.Selection;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.tile.AxisTiling;
import org.denoiser.tile.Tile;
import org.denoiser.tile.TileBlender;
import org.denoiser.tile.TileGrid;
import org.denoiser.tile.TileReader;

/**
 * Runs a network over planes of one size, tile by tile. All tiles have the same shape, since each new shape costs the network two
 * slow calls. Those of networks that take one small size alone go in batches. Holds the buffers of one batch; used by one thread at a time.
 */
public final class TiledProcessor {
    /** Pixels of a batch: more gain nothing, a single small tile takes ten times as long as one of a hundred. */
    private static final int ENOUGH = 1 << 17;

    private final Ensemble ensemble;
    private final TileGrid grid;
    private final List<Tile> tiles = new ArrayList<>();
    private final TileReader reader;
    private final TileBlender blender;
    private final int channels;
    private final int elements;
    private final int batch;
    private final ByteBuffer images;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final FloatBuffer planar;

    /**
     * @param network stays the caller's to close
     * @param width of the planes, at least 1
     * @param height of the planes, at least 1
     * @throws IllegalArgumentException when the tile is too small for the network or the overlap
     */
    public TiledProcessor(DenoisingNetwork network, TileOptions options, int width, int height) {
        this.ensemble = new Ensemble(network, options.ensemble());
        this.channels = network.shape().channels();
        this.grid = TileGrid.plane(width, height, options.ofPlanes(network.shape(), Math.max(width, height)));
        within(null);
        this.reader = new TileReader(grid);
        this.blender = new TileBlender(grid);
        this.elements = grid.tileElements();
        this.batch = network.shape().seesAll() ? Math.max(1, Math.min(grid.size(), ENOUGH / elements)) : 1;
        int floats = Math.multiplyExact(Math.multiplyExact(batch, elements), channels);
        this.images = DenoisingNetwork.newBuffer(floats);
        this.input = images.asFloatBuffer();
        this.output = FloatBuffer.allocate(floats);
        this.planar = FloatBuffer.allocate(elements);
    }

    /** Tiles of one plane, each as often as the network sees it. */
    public int tileCount() {
        return tiles.size() * ensemble.size();
    }

    /**
     * Leaves out the tiles that add to no pixel of a selection; the results are 0 where they alone would have been, and elsewhere the
     * same to the last bit.
     *
     * @param selection null for the whole plane
     */
    void within(Selection selection) {
        tiles.clear();
        for (Tile tile : grid) {
            if (needed(tile, selection)) tiles.add(tile);
        }
    }

    /** Whether a tile adds to a pixel of a selection; null is the whole plane. */
    static boolean needed(Tile tile, Selection selection) {
        return selection == null
                || selection.touches(
                        tile.weightedStart(0), tile.weightedStart(1), tile.weightedEnd(0), tile.weightedEnd(1));
    }

    /** Width of each tile. */
    public int tileWidth() {
        return grid.axis(0).length();
    }

    /** Height of each tile. */
    public int tileHeight() {
        return grid.axis(1).length();
    }

    /**
     * Denoises one plane.
     *
     * @param planes one array of width x height values for each channel of the network, scaled as the network was trained;
     *     unchanged
     * @param before tiles done earlier, for the listener
     * @param total tiles altogether, for the listener
     * @return as many new arrays
     */
    public float[][] process(float[][] planes, long before, long total, DenoisingListener listener) {
        if (planes.length != channels) {
            throw new IllegalArgumentException(
                    "the network takes " + channels + " channels at once, not " + planes.length);
        }
        float[][] results = new float[channels][planes[0].length];
        listener.progress(before, total);
        for (int first = 0; first < tiles.size(); first += batch) {
            List<Tile> group = tiles.subList(first, Math.min(first + batch, tiles.size()));
            for (int i = 0; i < group.size(); i++) {
                read(planes, group.get(i), i * elements * channels);
            }
            long done = before;
            ensemble.run(
                    images,
                    output,
                    group.size(),
                    1,
                    tileHeight(),
                    tileWidth(),
                    runs -> listener.progress(done + (long) runs * group.size(), total));
            for (int i = 0; i < group.size(); i++) {
                blend(group.get(i), i * elements * channels, results);
            }
            before += (long) group.size() * ensemble.size();
        }
        return results;
    }

    /** Gives rows of a plane of one channel, scaled as the network was trained. */
    @FunctionalInterface
    interface RowSource {
        /**
         * @param first row, from 0
         * @return width x count values, row by row; not changed
         */
        float[] read(int first, int count);
    }

    /** Takes denoised rows, each once and in order. */
    @FunctionalInterface
    interface RowSink {
        /**
         * @param first row, from 0
         * @param values whole rows, the sink's to keep
         */
        void write(int first, float[] values);
    }

    /**
     * Denoises one plane, of which it holds a row of tiles at a time, to the same values as {@link #process} to the last bit. For
     * networks of one channel that do not take one size alone.
     *
     * @param before tiles done earlier, for the listener
     * @param total tiles altogether, for the listener
     */
    void processRows(RowSource source, RowSink sink, long before, long total, DenoisingListener listener) {
        AxisTiling down = grid.axis(1);
        int width = grid.axis(0).size();
        listener.progress(before, total);
        int from = 0;
        float[] sums = {};
        for (int row = down.firstInside(); row <= down.lastInside(); row++) {
            sums = Arrays.copyOf(sums, (Math.min(down.size(), down.weightedEnd(row)) - from) * width);
            int start = down.start(row);
            List<Tile> band =
                    tiles.stream().filter(tile -> tile.origin(1) == start).collect(Collectors.toList());
            int top = band.isEmpty() ? 0 : reader.firstRow(band.get(0));
            float[] given = band.isEmpty() ? null : source.read(top, reader.lastRow(band.get(0)) - top + 1);
            for (Tile tile : band) {
                reader.read(given, top, tile, input, 0);
                long done = before;
                ensemble.run(
                        images, output, 1, 1, tileHeight(), tileWidth(), runs -> listener.progress(done + runs, total));
                blender.addToRows(output, 0, tile, sums, from);
                before += ensemble.size();
            }
            int next = row == down.lastInside() ? down.size() : Math.max(0, down.weightedStart(row + 1));
            sink.write(from, Arrays.copyOf(sums, (next - from) * width));
            sums = Arrays.copyOfRange(sums, (next - from) * width, sums.length);
            from = next;
        }
    }

    private void read(float[][] planes, Tile tile, int offset) {
        if (channels == 1) {
            reader.read(planes[0], tile, input, offset);
            return;
        }
        for (int channel = 0; channel < channels; channel++) {
            reader.read(planes[channel], tile, planar, 0);
            for (int i = 0; i < elements; i++) {
                input.put(offset + i * channels + channel, planar.get(i));
            }
        }
    }

    private void blend(Tile tile, int offset, float[][] results) {
        if (channels == 1) {
            blender.add(output, offset, tile, results[0]);
            return;
        }
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < elements; i++) {
                planar.put(i, output.get(offset + i * channels + channel));
            }
            blender.add(planar, 0, tile, results[channel]);
        }
    }
}
