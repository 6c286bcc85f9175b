package org.denoiser.predict;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.denoiser.image.OutputFile;
import org.denoiser.image.OutputImage;
import org.denoiser.image.OutputType;
import org.denoiser.image.PlaneListener;
import org.denoiser.image.PlaneOutput;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.Selection;
import org.denoiser.image.Titles;
import org.denoiser.model.ForeignModel;
import org.denoiser.network.DenoisingNetwork;

/**
 * Denoises an image, plane by plane, or with a network of volumes stack by stack: values scaled, cut into tiles, run through the network,
 * blended, values restored. The next plane is read and the last one written meanwhile; large planes go band by band. A network of one channel takes every channel and
 * every component of RGB by itself, one of several channels takes them together. Used by one thread at a time.
 */
public final class ImageDenoiser {
    private final DenoisingNetwork network;
    private final ScalingRule rule;
    private final ForeignModel foreign;
    private final TileOptions tiles;
    private final Selection selection;
    private final boolean weighing;
    private final Consumer<ImagePlus> mark;
    private final double strength;

    /**
     * @param network stays the caller's to close
     * @param rule how the network's training scaled values
     */
    public ImageDenoiser(DenoisingNetwork network, ScalingRule rule, TileOptions tiles) {
        this(network, rule, null, tiles, null, false, image -> {}, 1);
    }

    /**
     * One for a model of another program, which changes the values of each plane itself.
     *
     * @param network of the model; stays the caller's to close
     */
    public ImageDenoiser(DenoisingNetwork network, ForeignModel model, TileOptions tiles) {
        this(network, null, model, tiles, null, false, image -> {}, 1);
    }

    private ImageDenoiser(
            DenoisingNetwork network,
            ScalingRule rule,
            ForeignModel foreign,
            TileOptions tiles,
            Selection selection,
            boolean weighing,
            Consumer<ImagePlus> mark,
            double strength) {
        this.network = network;
        this.rule = rule;
        this.foreign = foreign;
        this.tiles = tiles;
        this.selection = selection;
        this.weighing = weighing;
        this.mark = mark;
        this.strength = strength;
    }

    /**
     * One that denoises the pixels inside of a selection alone, to what they become when all are denoised; the others stay as they are.
     *
     * @param inside of images of the size that it was made for; null for all pixels
     */
    public ImageDenoiser within(Selection inside) {
        return new ImageDenoiser(network, rule, foreign, tiles, inside, weighing, mark, strength);
    }

    /** One whose results get properties of the caller's, which are saved with them. */
    public ImageDenoiser marking(Consumer<ImagePlus> properties) {
        return new ImageDenoiser(network, rule, foreign, tiles, selection, weighing, properties, strength);
    }

    /**
     * One that weighs each pixel's own value into the result by the noise that it finds, or not; for networks that have learnt by hiding
     * pixels and so estimate each from those around it.
     */
    public ImageDenoiser weighing(boolean own) {
        return new ImageDenoiser(network, rule, foreign, tiles, selection, own, mark, strength);
    }

    /**
     * One whose results are {@code part * denoised + (1 - part) * original}, in stored values before they are rounded.
     *
     * @param part from 0, the original, to 1, what the network makes
     */
    public ImageDenoiser blending(double part) {
        return new ImageDenoiser(network, rule, foreign, tiles, selection, weighing, mark, part);
    }

    /**
     * Denoises all planes.
     *
     * @param image any type; not modified
     * @param type of the result
     * @return a new image titled {@code NAME-denoised} that carries the metadata of the input
     * @throws IllegalArgumentException for NaN or infinite pixels, a tile that is too small, an image whose components the network
     *     cannot take, or values so large that the network's or the result's numbers overflow
     * @throws java.io.UncheckedIOException if a virtual stack cannot be read
     */
    public ImagePlus denoise(ImagePlus image, OutputType type, DenoisingListener listener) {
        Planes planes = Planes.of(image);
        OutputFile.Work work = blended(work(planes, listener), planes);
        OutputImage output = OutputImage.of(planes, type, title(image));
        work.writeTo(output);
        ImagePlus result = output.finish();
        mark.accept(result);
        return result;
    }

    /**
     * Denoises all planes to a TIFF file, in memory of a few planes. The file appears when it is whole; if anything fails or the
     * listener stops it, nothing is left of it.
     *
     * @param image of more than one plane; not modified
     * @param file ending in {@code .tif} or {@code .tiff}
     * @return a virtual stack of the file, like what the other method returns
     * @throws IOException if the file cannot be written, with one sentence
     * @see #denoise(ImagePlus, OutputType, DenoisingListener)
     */
    public ImagePlus denoise(ImagePlus image, OutputType type, Path file, DenoisingListener listener)
            throws IOException {
        Planes planes = Planes.of(image);
        return OutputFile.write(planes, type, title(image), file, blended(work(planes, listener), planes), mark);
    }

    /**
     * Takes a share of a change that is known.
     *
     * @param image that was denoised; not modified
     * @param denoised what {@link #denoise} gave for it at full strength as {@link OutputType#FLOAT}; not modified
     * @param strength as in {@link #blending}
     * @return what denoising at that strength gives as {@link OutputType#SAME}, but for what depends on the network's name
     */
    public static ImagePlus blend(ImagePlus image, ImagePlus denoised, double strength) {
        Planes planes = Planes.of(image);
        Planes whole = Planes.of(denoised);
        OutputImage result = OutputImage.of(planes, OutputType.SAME, title(image));
        PlaneOutput output = strength == 1 ? result : new BlendedOutput(result, planes, strength);
        for (int plane = 0; plane < planes.count(); plane++) {
            for (int component = 0; component < planes.components(); component++) {
                output.write(plane, component, whole.read(plane * planes.components() + component, 0));
            }
        }
        return result.finish();
    }

    private OutputFile.Work blended(OutputFile.Work work, Planes planes) {
        return strength == 1 ? work : output -> work.writeTo(new BlendedOutput(output, planes, strength));
    }

    /** Looks at the values; the rest of the work is done when it is called. */
    private OutputFile.Work work(Planes planes, DenoisingListener listener) {
        int together = network.shape().channels();
        boolean channels = planes.components() == 1 && together == planes.channels();
        if (together != 1 && together != planes.components() && !channels) {
            throw new IllegalArgumentException("Image '" + planes.image().getTitle() + "' has "
                    + (planes.components() > 1 ? "3 colours" : counted(planes.channels(), "channel"))
                    + ", but the model takes " + together + " at once.");
        }
        if (foreign == null && !weighing && BandedDenoiser.isFor(network, planes)) {
            return new BandedDenoiser(network, rule, tiles, selection, planes, listener);
        }
        return network.shape().takesVolumes()
                ? new StackDenoiser(network, tiles, selection, planes, listener, looking -> stacks(planes, looking))
                : new Work(planes, listener);
    }

    private StackValues stacks(Planes planes, PlaneListener looking) {
        if (foreign != null) {
            return new ForeignStacks(foreign, planes, selection);
        }
        List<PixelPosterior> posteriors = weighing ? PixelPosterior.all(planes) : List.of();
        return new OwnStacks(network, planes, rule, rule.scalings(planes, looking), posteriors, selection);
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String title(ImagePlus image) {
        return Titles.result(image.getTitle(), "-denoised");
    }

    /** One image on its way. Components or channels that the network takes together are one step; both lie side by side in ImageJ's order. */
    private final class Work implements OutputFile.Work {
        private final Planes planes;
        private final DenoisingListener listener;
        private final int together;
        private final int steps;
        private final TileRunner processor;
        private final long total;
        private final PlaneValues values;
        private final List<PixelPosterior> posteriors;
        private PlanePipeline<float[][], float[][]> pipeline;
        private long done;
        private long lone;

        private Work(Planes planes, DenoisingListener listener) {
            this.planes = planes;
            this.listener = listener;
            together = network.shape().channels();
            steps = Math.multiplyExact(planes.count(), planes.components()) / together;
            processor = new TileRunner(network, tiles, planes.width(), planes.height(), selection);
            total = (long) steps * processor.tileCount();
            planes.requireFinite((read, all) -> listener.looking(read, all, total));
            values = foreign != null
                    ? PlaneValues.of(foreign, planes)
                    : PlaneValues.of(rule.scalings(planes, (read, all) -> listener.looking(read, all, total)), planes);
            posteriors = weighing ? PixelPosterior.all(planes) : List.of();
        }

        @Override
        public void writeTo(PlaneOutput output) {
            pipeline = new PlanePipeline<>(this::read, this::process, (step, results) -> write(step, results, output));
            pipeline.run(steps, () -> listener.progress(done, total));
            LonePixels.tell(lone, network);
        }

        private float[][] process(int step, float[][] given) {
            LonePixels[] hidden = LonePixels.hideIn(given, planes.width(), rule);
            float[][] results = denoised(step, given);
            lone += LonePixels.putBack(hidden, results);
            return results;
        }

        private float[][] denoised(int step, float[][] given) {
            return processor.process(given, (long) step * processor.tileCount(), total, (now, all) -> {
                done = now;
                pipeline.check();
                listener.progress(now, all);
            });
        }

        private float[][] read(int step) {
            float[][] stored = stored(step);
            values.before(planesOf(step), stored);
            return stored;
        }

        private float[][] stored(int step) {
            float[][] stored = new float[together][];
            for (int i = 0; i < together; i++) {
                stored[i] = planes.read(plane(step, i), component(step, i));
            }
            return stored;
        }

        private void write(int step, float[][] results, PlaneOutput output) {
            values.after(planesOf(step), results, () -> stored(step));
            for (int i = 0; i < together; i++) {
                int plane = plane(step, i);
                int component = component(step, i);
                finish(results[i], planes, plane, component, posteriors, selection);
                requireFinite(results[i], planes, plane, rule);
                output.write(plane, component, results[i]);
            }
        }

        private int plane(int step, int i) {
            return (step * together + i) / planes.components();
        }

        private int component(int step, int i) {
            return (step * together + i) % planes.components();
        }

        /** The plane of each of the components that go together. */
        private int[] planesOf(int step) {
            return IntStream.range(0, together).map(i -> plane(step, i)).toArray();
        }
    }

    /** What a plane of restored values still needs that depends on the pixels' own. */
    static void finish(
            float[] result,
            Planes planes,
            int plane,
            int component,
            List<PixelPosterior> posteriors,
            Selection selection) {
        if (posteriors.isEmpty() && selection == null) return;
        float[] own = planes.read(plane, component);
        if (!posteriors.isEmpty()) {
            posteriors
                    .get(planes.channelOf(plane) * planes.components() + component)
                    .apply(result, own);
        }
        if (selection != null) selection.keepOutside(result, own, 0);
    }

    /** @param rule null for a model that has none */
    static void requireFinite(float[] result, Planes planes, int plane, ScalingRule rule) {
        for (float value : result) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("Image '" + planes.image().getTitle() + "' has values in "
                        + planes.position(plane) + " that are too large for the model"
                        + (rule == null ? "." : " with range=" + rule + "; another range, such as minmax, is needed."));
            }
        }
    }
}
