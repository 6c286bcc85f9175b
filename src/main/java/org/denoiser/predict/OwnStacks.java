package org.denoiser.predict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.denoiser.image.PlaneOutput;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.Selection;
import org.denoiser.image.ValueScaling;
import org.denoiser.network.DenoisingNetwork;

/** The values of stacks for a network of our own: scaled by channel, plane by plane. Used by one thread at a time. */
final class OwnStacks implements StackValues {
    private final DenoisingNetwork network;
    private final Planes planes;
    private final ScalingRule rule;
    private final Selection selection;
    private final List<ValueScaling> scalings;
    private final List<PixelPosterior> posteriors;
    private final Map<Integer, LonePixels[]> hidden = new HashMap<>();
    private int first;
    private long lone;

    /**
     * @param network hears of pixels that are hidden from it
     * @param scalings by channel, which the rule has found
     * @param posteriors of pixels' own values; none where these are not weighed
     * @param selection that the work is limited to; null for all pixels
     */
    OwnStacks(
            DenoisingNetwork network,
            Planes planes,
            ScalingRule rule,
            List<ValueScaling> scalings,
            List<PixelPosterior> posteriors,
            Selection selection) {
        this.network = network;
        this.planes = planes;
        this.rule = rule;
        this.scalings = scalings;
        this.posteriors = posteriors;
        this.selection = selection;
    }

    @Override
    public void begin(int plane) {
        first = plane;
    }

    @Override
    public float[][] read(int z) {
        float[][] values = new float[planes.channels() * planes.components()][];
        for (int i = 0; i < values.length; i++) {
            int channel = i / planes.components();
            values[i] = planes.read(first + z * planes.channels() + channel, i % planes.components());
            scalings.get(channel).apply(values[i]);
        }
        hidden.put(z, LonePixels.hideIn(values, planes.width(), rule));
        return values;
    }

    @Override
    public void write(int z, float[][] results, PlaneOutput output) {
        lone += LonePixels.putBack(hidden.remove(z), results);
        for (int i = 0; i < results.length; i++) {
            int channel = i / planes.components();
            int component = i % planes.components();
            int plane = first + z * planes.channels() + channel;
            scalings.get(channel).restore(results[i]);
            ImageDenoiser.finish(results[i], planes, plane, component, posteriors, selection);
            ImageDenoiser.requireFinite(results[i], planes, plane, rule);
            output.write(plane, component, results[i]);
        }
    }

    @Override
    public void end(int plane, PlaneOutput output) {
        // Each plane was written as it came.
        if (plane + planes.channels() * planes.image().getNSlices() == planes.count()) LonePixels.tell(lone, network);
    }
}
