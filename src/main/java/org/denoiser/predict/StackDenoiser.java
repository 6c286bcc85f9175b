package org.denoiser.predict;

import java.util.List;
import org.denoiser.image.OutputFile;
import org.denoiser.image.PlaneOutput;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.Selection;
import org.denoiser.image.ValueScaling;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.NetworkFailure;

/**
 * Denoises the stacks of an image with a network of volumes: the z slices of every channel and time point by themselves. The stacks of
 * a time point go side by side, so that planes are written in the order of the image. Used by one thread at a time.
 */
final class StackDenoiser implements OutputFile.Work {
    private final DenoisingNetwork network;
    private final ScalingRule rule;
    private final Selection selection;
    private final Planes planes;
    private final DenoisingListener listener;
    private final int depth;
    private final int stacks;
    private final List<ValueScaling> scalings;
    private final List<PixelPosterior> posteriors;
    private TileOptions tiles;
    private VolumeProcessor processor;

    /**
     * @param selection that the work is limited to; null for all pixels
     * @param weighing as {@link ImageDenoiser#weighing}
     */
    StackDenoiser(
            DenoisingNetwork network,
            ScalingRule rule,
            TileOptions tiles,
            Selection selection,
            boolean weighing,
            Planes planes,
            DenoisingListener listener) {
        this.network = network;
        this.rule = rule;
        this.tiles = tiles;
        this.selection = selection;
        this.planes = planes;
        this.listener = listener;
        this.depth = planes.image().getNSlices();
        this.stacks =
                planes.channels() * planes.components() / network.architecture().channels();
        this.processor = create();
        planes.requireFinite((read, all) -> listener.looking(read, all, total()));
        this.scalings = rule.scalings(planes, (read, all) -> listener.looking(read, all, total()));
        this.posteriors = weighing ? PixelPosterior.all(planes) : List.of();
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
            while (!denoised(time, output)) {
                processor = create();
            }
        }
    }

    /** False if the memory was not enough for the first tile, and smaller ones are to be tried. */
    private boolean denoised(int time, PlaneOutput output) {
        int first = time * depth * planes.channels();
        try {
            processor.process(
                    z -> read(first + z * planes.channels()),
                    (z, results) -> write(results, first + z * planes.channels(), output),
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
                smaller.of(network.architecture(), processor.tileDepth());
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

    /** All channels and components at one height. */
    private float[][] read(int plane) {
        float[][] values = new float[planes.channels() * planes.components()][];
        for (int i = 0; i < values.length; i++) {
            int channel = i / planes.components();
            values[i] = planes.read(plane + channel, i % planes.components());
            scalings.get(channel).apply(values[i]);
        }
        return values;
    }

    private void write(float[][] results, int plane, PlaneOutput output) {
        for (int i = 0; i < results.length; i++) {
            int channel = i / planes.components();
            int component = i % planes.components();
            scalings.get(channel).restore(results[i]);
            ImageDenoiser.finish(results[i], planes, plane + channel, component, posteriors, selection);
            ImageDenoiser.requireFinite(results[i], planes, plane + channel, rule);
            output.write(plane + channel, component, results[i]);
        }
    }
}
