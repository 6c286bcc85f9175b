package org.denoiser.predict;

import java.util.function.Function;
import org.denoiser.image.OutputFile;
import org.denoiser.image.PlaneListener;
import org.denoiser.image.PlaneOutput;
import org.denoiser.image.Planes;
import org.denoiser.image.Selection;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.NetworkFailure;

/**
 * Denoises the stacks of an image with a network of volumes: the z slices of every channel and time point by themselves. The stacks of
 * a time point go side by side, so that planes are written in the order of the image. Used by one thread at a time.
 */
final class StackDenoiser implements OutputFile.Work {
    private final DenoisingNetwork network;
    private final Selection selection;
    private final Planes planes;
    private final DenoisingListener listener;
    private final int depth;
    private final int stacks;
    private final StackValues values;
    private TileOptions tiles;
    private VolumeProcessor processor;

    /**
     * @param selection that the work is limited to; null for all pixels
     * @param values makes the values once the planes have been looked at, and is told whom to tell of its own look
     */
    StackDenoiser(
            DenoisingNetwork network,
            TileOptions tiles,
            Selection selection,
            Planes planes,
            DenoisingListener listener,
            Function<PlaneListener, StackValues> values) {
        this.network = network;
        this.tiles = tiles;
        this.selection = selection;
        this.planes = planes;
        this.listener = listener;
        this.depth = planes.image().getNSlices();
        this.stacks = planes.channels() * planes.components() / network.shape().channels();
        this.processor = create();
        PlaneListener looking = (read, all) -> listener.looking(read, all, total());
        planes.requireFinite(looking);
        this.values = values.apply(looking);
    }

    private VolumeProcessor create() {
        return new VolumeProcessor(network, tiles, planes.width(), planes.height(), depth, stacks, selection);
    }

    private long total() {
        return (long) times() * processor.tileCount();
    }

    private int times() {
        return planes.count() / (depth * planes.channels());
    }

    @Override
    public void writeTo(PlaneOutput output) {
        for (int time = 0; time < times(); time++) {
            int first = time * depth * planes.channels();
            values.begin(first);
            while (!denoised(time, output)) {
                processor = create();
            }
            values.end(first, output);
        }
    }

    /** False if the memory was not enough for the first tile, and smaller ones are to be tried. */
    private boolean denoised(int time, PlaneOutput output) {
        try {
            processor.process(
                    values::read,
                    (z, results) -> values.write(z, results, output),
                    (long) time * processor.tileCount(),
                    total(),
                    listener);
            return true;
        } catch (NetworkFailure e) {
            // All tiles have one shape: where the first one fits, the others do.
            if (!e.isForMemory() || processor.hasBegun()) throw e;
            TileOptions smaller = tiles.tile(Math.min(tiles.tile(), processor.tileWidth()) / 2);
            DenoisingNetwork.closeKept();
            try {
                smaller.ofVolumes(network.shape(), processor.tileDepth());
            } catch (IllegalArgumentException tooSmall) {
                throw new IllegalArgumentException(
                        "The memory is not enough for this network, not even with tiles of " + processor.tileWidth()
                                + " pixels: other programs hold it, or there is too little.",
                        e);
            }
            network.addNotice("The memory was not enough for tiles of " + processor.tileWidth() + " pixels: "
                    + smaller.tile() + " from here on.");
            tiles = smaller;
            return false;
        }
    }
}
