package org.denoiser.predict;

import ij.ImagePlus;
import java.util.List;
import org.denoiser.image.OutputImage;
import org.denoiser.image.OutputType;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.Titles;
import org.denoiser.image.ValueScaling;
import org.denoiser.network.DenoisingNetwork;

/**
 * Denoises an image, plane by plane, or with a network of volumes stack by stack: values scaled, cut into tiles, run through the network, blended, values restored. A network of
 * one channel takes every component of RGB by itself. Used by one thread at a time.
 */
public final class ImageDenoiser {
    private final DenoisingNetwork network;
    private final ScalingRule rule;
    private final TileOptions tiles;

    /**
     * @param network stays the caller's to close
     * @param rule how the network's training scaled values
     */
    public ImageDenoiser(DenoisingNetwork network, ScalingRule rule, TileOptions tiles) {
        this.network = network;
        this.rule = rule;
        this.tiles = tiles;
    }

    /**
     * Denoises all planes.
     *
     * @param image any type; not modified
     * @param type of the result
     * @return a new image titled {@code NAME-denoised} that carries the metadata of the input
     * @throws IllegalArgumentException for NaN or infinite pixels, a tile that is too small, an image whose components the network
     *     cannot take, or values so large that the network's or the result's numbers overflow
     */
    public ImagePlus denoise(ImagePlus image, OutputType type, DenoisingListener listener) {
        Planes planes = Planes.of(image);
        int together = network.architecture().channels();
        if (together != 1 && together != planes.components()) {
            throw new IllegalArgumentException("Image '" + image.getTitle() + "' has " + planes.components()
                    + " component" + (planes.components() == 1 ? "" : "s") + " a pixel, but the model takes " + together
                    + " at once.");
        }
        if (network.architecture().takesVolumes()) {
            OutputImage output = OutputImage.of(planes, type, Titles.result(image.getTitle(), "-denoised"));
            new StackDenoiser(network, rule, tiles, planes).denoise(output, listener);
            return output.finish();
        }
        TiledProcessor processor = new TiledProcessor(network, tiles, planes.width(), planes.height());
        long total = (long) planes.count() * (planes.components() / together) * processor.tileCount();
        planes.requireFinite((read, all) -> listener.progress(0, total));
        List<ValueScaling> scalings = rule.scalings(planes, (read, all) -> listener.progress(0, total));
        OutputImage output = OutputImage.of(planes, type, Titles.result(image.getTitle(), "-denoised"));
        long done = 0;
        for (int plane = 0; plane < planes.count(); plane++) {
            ValueScaling scaling = scalings.get(planes.channelOf(plane));
            for (int first = 0; first < planes.components(); first += together) {
                float[][] values = read(planes, plane, first, together, scaling);
                float[][] results = processor.process(values, done, total, listener);
                done += processor.tileCount();
                for (int i = 0; i < together; i++) {
                    scaling.restore(results[i]);
                    requireFinite(results[i], planes, plane, rule);
                    output.write(plane, first + i, results[i]);
                }
            }
        }
        return output.finish();
    }

    static void requireFinite(float[] result, Planes planes, int plane, ScalingRule rule) {
        for (float value : result) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("Image '" + planes.image().getTitle() + "' has values in "
                        + planes.position(plane) + " that are too large for the model with range=" + rule
                        + "; another range, such as minmax, is needed.");
            }
        }
    }

    static float[][] read(Planes planes, int plane, int first, int count, ValueScaling scaling) {
        float[][] values = new float[count][];
        for (int i = 0; i < count; i++) {
            values[i] = planes.read(plane, first + i);
            scaling.apply(values[i]);
        }
        return values;
    }
}
