package org.denoiser.predict;

import java.util.Arrays;
import java.util.List;
import org.denoiser.image.OutputFile;
import org.denoiser.image.PlaneOutput;
import org.denoiser.image.PlaneRows;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.Selection;
import org.denoiser.image.ValueScaling;
import org.denoiser.network.DenoisingNetwork;

/**
 * Denoises an image of large planes with a network of one channel, band by band: a band is a row of tiles. So that floats are held for
 * a band and not for a plane; results are the same to the last bit. Used by one thread at a time.
 */
final class BandedDenoiser implements OutputFile.Work {
    private final DenoisingNetwork network;
    private final ScalingRule rule;
    private final Selection selection;
    private final Planes planes;
    private final DenoisingListener listener;
    private final TileRunner runner;
    private final long total;
    private final List<ValueScaling> scalings;

    /**
     * @param network of one channel that takes tiles of different sizes
     * @param selection that the work is limited to; null for all pixels
     */
    BandedDenoiser(
            DenoisingNetwork network,
            ScalingRule rule,
            TileOptions tiles,
            Selection selection,
            Planes planes,
            DenoisingListener listener) {
        this.network = network;
        this.rule = rule;
        this.selection = selection;
        this.planes = planes;
        this.listener = listener;
        this.runner = new TileRunner(network, tiles, planes.width(), planes.height(), selection);
        this.total = (long) planes.count() * planes.components() * runner.tileCount();
        planes.requireFinite((read, all) -> listener.looking(read, all, total));
        this.scalings = rule.scalings(planes, (read, all) -> listener.looking(read, all, total));
    }

    /** Whether planes are large, and the network is one that takes them band by band. */
    static boolean isFor(DenoisingNetwork network, Planes planes) {
        boolean large = (long) planes.width() * planes.height() > PlaneRows.LARGE;
        return large
                && network.shape().channels() == 1
                && !network.shape().takesVolumes()
                && !network.shape().seesAll();
    }

    @Override
    public void writeTo(PlaneOutput output) {
        long done = 0;
        long lone = 0;
        for (int plane = 0; plane < planes.count(); plane++) {
            PlaneRows rows = planes.rows(plane);
            for (int component = 0; component < planes.components(); component++) {
                lone += denoise(rows, plane, component, done, output);
                done += runner.tileCount();
            }
        }
        LonePixels.tell(lone, network);
    }

    /** Returns how many lone pixels there were. */
    private long denoise(PlaneRows rows, int plane, int component, long done, PlaneOutput output) {
        ValueScaling scaling = scalings.get(planes.channelOf(plane));
        LonePixels lone = new LonePixels(planes.width(), rule);
        TiledProcessor.RowSource source = (first, count) -> {
            int above = Math.min(first, LonePixels.CONTEXT);
            int below = Math.min(planes.height() - first - count, LonePixels.CONTEXT);
            float[] values = rows.read(component, first - above, above + count + below);
            scaling.apply(values);
            lone.hide(values, first - above, above, above + count);
            return Arrays.copyOfRange(values, above * planes.width(), (above + count) * planes.width());
        };
        TiledProcessor.RowSink sink = (first, values) -> {
            lone.putBack(values, first);
            scaling.restore(values);
            if (selection != null) {
                selection.keepOutside(values, rows.read(component, first, values.length / planes.width()), first);
            }
            ImageDenoiser.requireFinite(values, planes, plane, rule);
            output.writeRows(plane, component, first, values);
        };
        runner.processRows(source, sink, done, total, listener);
        return lone.count();
    }
}
