package org.denoiser.predict;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.image.Selection;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.tile.AxisTiling;
import org.denoiser.tile.Reflect;
import org.denoiser.tile.Tile;
import org.denoiser.tile.TileBlender;
import org.denoiser.tile.TileGrid;
import org.denoiser.tile.TileReader;

/**
 * Runs a network of volumes over stacks of one size, slab by slab: a slab is as many planes as a tile is deep. Planes are read when
 * the first slab needs them and dropped after the last one, and written as soon as no later slab changes them, in order; so memory
 * holds two slabs of planes whatever the number of planes. Tiles are blended along z as along x and y, and extended by reflection
 * where a stack has too few planes. Used by one thread at a time.
 */
final class VolumeProcessor {
    /** Gives planes, scaled as the network was trained. */
    @FunctionalInterface
    interface Source {
        /**
         * @param z from 0
         * @return for each stack one array of width x height values for each channel of the network; not changed
         */
        float[][] read(int z);
    }

    /** Takes denoised planes, each once and in order. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param z from 0
         * @param planes as many arrays as a {@link Source} gives, the sink's to keep
         */
        void write(int z, float[][] planes);
    }

    private final Ensemble ensemble;
    private final TileGrid grid;
    private final List<Tile> tiles = new ArrayList<>();
    private final AxisTiling slabs;
    private final TileReader reader;
    private final TileBlender blender;
    private final int stacks;
    private final int channels;
    private final int area;
    private final ByteBuffer images;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final FloatBuffer planar;
    private final Map<Integer, float[][]> given = new HashMap<>();
    private final Map<Integer, float[][]> results = new HashMap<>();
    private boolean begun;

    /**
     * @param network of volumes; stays the caller's to close
     * @param width of the planes, at least 1
     * @param height of the planes, at least 1
     * @param depth number of planes, at least 1
     * @param stacks that lie side by side, such as those of several channels; each is denoised by itself
     * @param selection that the work is limited to, results being 0 elsewhere; null for whole planes
     * @throws IllegalArgumentException when the tile is too small for the network or the overlap
     */
    VolumeProcessor(
            DenoisingNetwork network,
            TileOptions options,
            int width,
            int height,
            int depth,
            int stacks,
            Selection selection) {
        this.ensemble = new Ensemble(network, options.ensemble());
        this.stacks = stacks;
        NetworkShape shape = network.shape();
        this.channels = shape.channels();
        this.slabs = AxisTiling.of(depth, options.slabs(shape, stacks, width, height));
        this.grid = TileGrid.plane(width, height, options.ofVolumes(shape, slabs.length()));
        for (Tile tile : grid) {
            if (TiledProcessor.needed(tile, selection)) tiles.add(tile);
        }
        this.reader = new TileReader(grid);
        this.blender = new TileBlender(grid);
        this.area = grid.tileElements();
        int elements = Math.multiplyExact(Math.multiplyExact(area, slabs.length()), channels);
        this.images = DenoisingNetwork.newBuffer(elements);
        this.input = images.asFloatBuffer();
        this.output = FloatBuffer.allocate(elements);
        this.planar = FloatBuffer.allocate(area);
    }

    /** Tiles of all stacks, each as often as the network sees it. */
    int tileCount() {
        return Math.multiplyExact(
                tiles.size() * stacks * ensemble.size(), slabs.lastInside() - slabs.firstInside() + 1);
    }

    /** Whether a tile has been denoised. */
    boolean hasBegun() {
        return begun;
    }

    /** Width of each tile. */
    int tileWidth() {
        return grid.axis(0).length();
    }

    /** Height of each tile. */
    int tileHeight() {
        return grid.axis(1).length();
    }

    /** Planes of each tile. */
    int tileDepth() {
        return slabs.length();
    }

    /**
     * Denoises the stacks.
     *
     * @param before tiles done earlier, for the listener
     * @param total tiles altogether, for the listener
     */
    void process(Source source, Sink sink, long before, long total, DenoisingListener listener) {
        given.clear();
        results.clear();
        listener.progress(before, total);
        int written = 0;
        for (int slab = slabs.firstInside(); slab <= slabs.lastInside(); slab++) {
            read(source, slab);
            prepare(slab);
            for (Tile tile : tiles) {
                for (int stack = 0; stack < stacks; stack++) {
                    gather(tile, slab, stack * channels);
                    long done = before;
                    ensemble.run(
                            images,
                            output,
                            1,
                            slabs.length(),
                            tile.length(1),
                            tile.length(0),
                            runs -> listener.progress(done + runs, total));
                    begun = true;
                    blend(tile, slab, stack * channels);
                    before += ensemble.size();
                }
            }
            int finished = slab == slabs.lastInside() ? slabs.size() : slabs.weightedStart(slab + 1);
            for (; written < finished; written++) {
                sink.write(written, results.remove(written));
            }
        }
        given.clear();
    }

    /** Keeps the planes of a slab and no others. */
    private void read(Source source, int slab) {
        SortedSet<Integer> needed = new TreeSet<>();
        for (int plane = 0; plane < slabs.length(); plane++) {
            needed.add(position(slab, plane));
        }
        given.keySet().retainAll(needed);
        for (int z : needed) {
            given.computeIfAbsent(z, source::read);
        }
    }

    private int position(int slab, int plane) {
        return (int) Reflect.index((long) slabs.start(slab) + plane, slabs.size());
    }

    /** Sums of all planes that a slab adds to. */
    private void prepare(int slab) {
        int size = grid.axis(0).size() * grid.axis(1).size();
        for (int z = from(slab); z < to(slab); z++) {
            results.computeIfAbsent(z, key -> new float[stacks * channels][size]);
        }
    }

    private int from(int slab) {
        return Math.max(0, slabs.weightedStart(slab));
    }

    private int to(int slab) {
        return Math.min(slabs.size(), slabs.weightedEnd(slab));
    }

    private void gather(Tile tile, int slab, int offset) {
        for (int plane = 0; plane < slabs.length(); plane++) {
            float[][] values = given.get(position(slab, plane));
            int first = plane * area * channels;
            if (channels == 1) {
                reader.read(values[offset], tile, input, first);
                continue;
            }
            for (int channel = 0; channel < channels; channel++) {
                reader.read(values[offset + channel], tile, planar, 0);
                for (int i = 0; i < area; i++) {
                    input.put(first + i * channels + channel, planar.get(i));
                }
            }
        }
    }

    private void blend(Tile tile, int slab, int offset) {
        for (int z = from(slab); z < to(slab); z++) {
            float[][] sums = results.get(z);
            float weight = slabs.weight(slab, z);
            int first = (z - slabs.start(slab)) * area * channels;
            if (channels == 1) {
                blender.add(output, first, tile, sums[offset], weight);
                continue;
            }
            for (int channel = 0; channel < channels; channel++) {
                for (int i = 0; i < area; i++) {
                    planar.put(i, output.get(first + i * channels + channel));
                }
                blender.add(planar, 0, tile, sums[offset + channel], weight);
            }
        }
    }
}
