package org.denoiser.predict;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.denoiser.architecture.Architecture;
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
public final class VolumeProcessor {
    /** Gives planes, scaled as the network was trained. */
    @FunctionalInterface
    public interface Source {
        /**
         * @param z from 0
         * @return one array of width x height values for each channel of the network; not changed
         */
        float[][] read(int z);
    }

    /** Takes denoised planes, each once and in order. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param z from 0
         * @param planes as many arrays as a {@link Source} gives, the sink's to keep
         */
        void write(int z, float[][] planes);
    }

    private final DenoisingNetwork network;
    private final TileGrid grid;
    private final AxisTiling slabs;
    private final TileReader reader;
    private final TileBlender blender;
    private final int channels;
    private final int area;
    private final ByteBuffer images;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final FloatBuffer planar;
    private final Map<Integer, float[][]> given = new HashMap<>();
    private final Map<Integer, float[][]> results = new HashMap<>();

    /**
     * @param network of volumes; stays the caller's to close
     * @param width of the planes, at least 1
     * @param height of the planes, at least 1
     * @param depth number of planes, at least 1
     * @throws IllegalArgumentException when the tile is too small for the network or the overlap
     */
    public VolumeProcessor(DenoisingNetwork network, TileOptions options, int width, int height, int depth) {
        this.network = network;
        Architecture architecture = network.architecture();
        this.channels = architecture.channels();
        this.slabs = AxisTiling.of(depth, options.slabs(architecture, width, height));
        this.grid = TileGrid.plane(width, height, options.of(architecture, slabs.length()));
        this.reader = new TileReader(grid);
        this.blender = new TileBlender(grid);
        this.area = grid.tileElements();
        int elements = Math.multiplyExact(Math.multiplyExact(area, slabs.length()), channels);
        this.images = DenoisingNetwork.newBuffer(elements);
        this.input = images.asFloatBuffer();
        this.output = FloatBuffer.allocate(elements);
        this.planar = FloatBuffer.allocate(area);
    }

    /** Tiles of one stack. */
    public int tileCount() {
        return Math.multiplyExact(grid.size(), slabs.lastInside() - slabs.firstInside() + 1);
    }

    /** Width of each tile. */
    public int tileWidth() {
        return grid.axis(0).length();
    }

    /** Height of each tile. */
    public int tileHeight() {
        return grid.axis(1).length();
    }

    /** Planes of each tile. */
    public int tileDepth() {
        return slabs.length();
    }

    /**
     * Denoises one stack.
     *
     * @param before tiles done earlier, for the listener
     * @param total tiles altogether, for the listener
     */
    public void process(Source source, Sink sink, long before, long total, DenoisingListener listener) {
        given.clear();
        results.clear();
        listener.progress(before, total);
        int written = 0;
        for (int slab = slabs.firstInside(); slab <= slabs.lastInside(); slab++) {
            read(source, slab);
            for (Tile tile : grid) {
                gather(tile, slab);
                network.run(images, output, 1, slabs.length(), tile.length(1), tile.length(0));
                blend(tile, slab);
                listener.progress(++before, total);
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

    private void gather(Tile tile, int slab) {
        for (int plane = 0; plane < slabs.length(); plane++) {
            float[][] values = given.get(position(slab, plane));
            int first = plane * area * channels;
            if (channels == 1) {
                reader.read(values[0], tile, input, first);
                continue;
            }
            for (int channel = 0; channel < channels; channel++) {
                reader.read(values[channel], tile, planar, 0);
                for (int i = 0; i < area; i++) {
                    input.put(first + i * channels + channel, planar.get(i));
                }
            }
        }
    }

    private void blend(Tile tile, int slab) {
        int from = Math.max(0, slabs.weightedStart(slab));
        int to = Math.min(slabs.size(), slabs.weightedEnd(slab));
        for (int z = from; z < to; z++) {
            int size = grid.axis(0).size() * grid.axis(1).size();
            float[][] sums = results.computeIfAbsent(z, key -> new float[channels][size]);
            float weight = slabs.weight(slab, z);
            int first = (z - slabs.start(slab)) * area * channels;
            if (channels == 1) {
                blender.add(output, first, tile, sums[0], weight);
                continue;
            }
            for (int channel = 0; channel < channels; channel++) {
                for (int i = 0; i < area; i++) {
                    planar.put(i, output.get(first + i * channels + channel));
                }
                blender.add(planar, 0, tile, sums[channel], weight);
            }
        }
    }
}
