package org.denoiser.predict;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.denoiser.image.Selection;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.tile.Tile;
import org.denoiser.tile.TileBlender;
import org.denoiser.tile.TileGrid;
import org.denoiser.tile.TileReader;

/**
 * Runs a network over planes of one size, tile by tile. All tiles have the same shape, since each new shape costs the network two
 * slow calls. Holds the buffers of one tile; used by one thread at a time.
 */
public final class TiledProcessor {
    private final DenoisingNetwork network;
    private final TileGrid grid;
    private final List<Tile> tiles = new ArrayList<>();
    private final TileReader reader;
    private final TileBlender blender;
    private final int channels;
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
        this.network = network;
        this.channels = network.shape().channels();
        this.grid = TileGrid.plane(width, height, options.ofPlanes(network.shape(), Math.max(width, height)));
        within(null);
        this.reader = new TileReader(grid);
        this.blender = new TileBlender(grid);
        int elements = grid.tileElements();
        this.images = DenoisingNetwork.newBuffer(Math.multiplyExact(elements, channels));
        this.input = images.asFloatBuffer();
        this.output = FloatBuffer.allocate(elements * channels);
        this.planar = FloatBuffer.allocate(elements);
    }

    /** Tiles of one plane. */
    public int tileCount() {
        return tiles.size();
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
        for (Tile tile : tiles) {
            read(planes, tile);
            network.run(images, output, 1, tile.length(1), tile.length(0));
            blend(tile, results);
            listener.progress(++before, total);
        }
        return results;
    }

    private void read(float[][] planes, Tile tile) {
        if (channels == 1) {
            reader.read(planes[0], tile, input, 0);
            return;
        }
        for (int channel = 0; channel < channels; channel++) {
            reader.read(planes[channel], tile, planar, 0);
            for (int i = 0; i < planar.capacity(); i++) {
                input.put(i * channels + channel, planar.get(i));
            }
        }
    }

    private void blend(Tile tile, float[][] results) {
        if (channels == 1) {
            blender.add(output, 0, tile, results[0]);
            return;
        }
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < planar.capacity(); i++) {
                planar.put(i, output.get(i * channels + channel));
            }
            blender.add(planar, 0, tile, results[channel]);
        }
    }
}
