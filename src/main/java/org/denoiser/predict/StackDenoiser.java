package org.denoiser.predict;

import java.util.List;
import org.denoiser.image.OutputImage;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.ValueScaling;
import org.denoiser.network.DenoisingNetwork;

/**
 * Denoises the stacks of an image with a network of volumes: the z slices of every channel and time point by themselves. Used by one
 * thread at a time.
 */
final class StackDenoiser {
    private final ScalingRule rule;
    private final Planes planes;
    private final int together;
    private final int depth;
    private final VolumeProcessor processor;

    StackDenoiser(DenoisingNetwork network, ScalingRule rule, TileOptions tiles, Planes planes) {
        this.rule = rule;
        this.planes = planes;
        this.together = network.architecture().channels();
        this.depth = planes.image().getNSlices();
        this.processor = new VolumeProcessor(network, tiles, planes.width(), planes.height(), depth);
    }

    /** Writes every plane of the image once; errors are those of {@link ImageDenoiser#denoise}. */
    void denoise(OutputImage output, DenoisingListener listener) {
        int groups = planes.components() / together;
        long total = (long) planes.count() / depth * groups * processor.tileCount();
        planes.requireFinite((read, all) -> listener.progress(0, total));
        List<ValueScaling> scalings = rule.scalings(planes, (read, all) -> listener.progress(0, total));
        long done = 0;
        for (int stack = 0; stack < planes.count() / depth; stack++) {
            int channel = stack % planes.channels();
            // ImageJ's order is channel, slice, time point.
            int first = stack / planes.channels() * planes.channels() * depth + channel;
            ValueScaling scaling = scalings.get(channel);
            for (int group = 0; group < groups; group++) {
                int component = group * together;
                processor.process(
                        z -> ImageDenoiser.read(planes, plane(first, z), component, together, scaling),
                        (z, results) -> write(results, plane(first, z), component, scaling, output),
                        done,
                        total,
                        listener);
                done += processor.tileCount();
            }
        }
    }

    private int plane(int first, int z) {
        return first + z * planes.channels();
    }

    private void write(float[][] results, int plane, int component, ValueScaling scaling, OutputImage output) {
        for (int i = 0; i < results.length; i++) {
            scaling.restore(results[i]);
            ImageDenoiser.requireFinite(results[i], planes, plane, rule);
            output.write(plane, component + i, results[i]);
        }
    }
}
