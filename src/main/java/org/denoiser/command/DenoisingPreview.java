package org.denoiser.command;

import ij.ImagePlus;
import ij.ImageStack;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.image.OutputType;
import org.denoiser.image.PlaneListener;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.ValueScaling;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.predict.ImageDenoiser;

/**
 * Denoises a part of an image as {@link DenoiseCommand} would denoise the whole, within a fraction of a second once the model is
 * loaded: it remembers the model, the range of values, the noise and the part denoised at full strength from one time to the next. Used by one
 * thread.
 */
public final class DenoisingPreview {
    /** Pixels around what is shown, in which the edge of the cut fades; more would take longer and change little. */
    static final int MARGIN = 16;
    /** Planes above and below that networks of volumes are given. */
    private static final int DEPTH = 4;
    /** Pixels of a stack for which looking for its range of values takes a moment at most. */
    private static final long MOST_PIXELS = 100_000_000;

    private static final ParameterTable TABLE = ParameterTable.of(DenoiseCommand.class);

    /** A part denoised at full strength. */
    private static final class Denoised {
        private final PreviewPart part;
        private final Map<String, String> texts;
        private final PreviewCrop crop;
        private final ImagePlus result;
        private final String note;

        private Denoised(PreviewPart part, Map<String, String> texts, PreviewCrop crop, ImagePlus result, String note) {
            this.part = part;
            this.texts = texts;
            this.crop = crop;
            this.result = result;
            this.note = note;
        }
    }

    private final PreviewSpeed speed = new PreviewSpeed();
    private Denoised last;
    private AppliedModel model;
    private String modelFile = "";
    private List<ValueScaling> scalings;
    private String scalingOf = "";
    private SeenNoise noise;
    private String noiseOf = "";

    /**
     * Denoises the part.
     *
     * @param texts the keys of the command, as they stand in its dialog
     * @param outdated whether nobody wants the answer any more
     * @throws IllegalArgumentException with a sentence if a value is wrong or the model does not fit the image
     * @throws IOException if the model cannot be read
     * @throws java.util.concurrent.CancellationException when outdated
     */
    public PreviewPictures pictures(PreviewPart part, Map<String, String> texts, BooleanSupplier outdated)
            throws IOException {
        DenoiseCommand command = command(texts);
        Map<String, String> others = new HashMap<>(texts);
        others.remove("strength");
        boolean known = last != null && last.part.equals(part) && last.texts.equals(others);
        if (!known) last = denoised(part, others, command, progress(outdated));
        ImagePlus blended = ImageDenoiser.blend(last.crop.image(), last.result, command.strength());
        return new PreviewPictures(last.crop.picture(), last.crop.picture(blended), last.note);
    }

    /** Width and height of the parts for which there is time, as far as it is known yet; by any thread. */
    public int side() {
        return speed.side();
    }

    private Denoised denoised(PreviewPart part, Map<String, String> texts, DenoiseCommand command, Progress progress)
            throws IOException {
        AppliedModel trained = trained(command);
        ImagePlus source = command.planes().of(part.image());
        boolean known = isQuick(source);
        List<ValueScaling> found =
                trained.rule() == null ? null : scalings(name(part, command), source, trained.rule(), known, progress);
        progress.checkCancelled();
        try (DenoisingNetwork network = command.open(trained, progress)) {
            progress.checkCancelled();
            NetworkShape shape = network.shape();
            int depth = shape.takesVolumes() ? DEPTH : 0;
            List<ValueScaling> together = shape.channels() > 1 && isGrey(source) ? ofEach(source, found) : null;
            // values that were scaled channel by channel go to the network as they are
            ScalingRule rule =
                    found == null ? null : together != null ? ScalingRule.parse("none") : fixed(shown(source, found));
            PreviewCrop crop = new PreviewCrop(source, part, MARGIN, shape.sizeMultiple(), depth, together);
            ImageDenoiser denoiser = command.partDenoiser(trained, network, rule, crop.image());
            long start = System.nanoTime();
            ImagePlus result =
                    denoiser.denoise(crop.image(), OutputType.FLOAT, PredictionCommand.listener(progress, "Preview"));
            long pixels = (long) result.getWidth() * result.getHeight();
            speed.note(
                    modelFile + texts.get("device") + texts.get("precision") + texts.get("own") + texts.get("ensemble"),
                    pixels,
                    (System.nanoTime() - start) / 1e9);
            String range = rule == null
                    ? "The values are changed by what this part shows here, and each plane in the result."
                    : known ? "" : "The range of values is that of this plane here, and of all in the result.";
            String some = command.leavesPixels(crop.image()) ? "Only the selection is denoised. " : "";
            return new Denoised(part, texts, crop, result, (some + range).trim());
        }
    }

    /**
     * What noise the image shows, and whether the model has learnt it.
     *
     * @param texts the keys of the command, as they stand in its dialog
     * @return one or two sentences; empty where it cannot be told
     * @throws IllegalArgumentException as {@link #pictures} does
     * @throws IOException if the model cannot be read
     */
    public String noise(PreviewPart part, Map<String, String> texts) throws IOException {
        DenoiseCommand command = command(texts);
        AppliedModel trained = trained(command);
        ImagePlus source = command.planes().of(part.image());
        String asked = name(part, command);
        if (!asked.equals(noiseOf)) {
            noise = SeenNoise.of(Planes.of(source));
            noiseOf = asked;
        }
        if (noise == null) return "";
        return "Noise seen: " + noise + ". " + trained.doubt(noise);
    }

    private static DenoiseCommand command(Map<String, String> texts) {
        DenoiseCommand command = new DenoiseCommand();
        TABLE.fill(command, TABLE.parse(texts));
        return command;
    }

    private AppliedModel trained(DenoiseCommand command) throws IOException {
        String file = command.locate();
        if (!file.equals(modelFile)) {
            model = null;
            model = command.read();
            modelFile = file;
        }
        return model;
    }

    /** Whether all values can be looked at in a moment. */
    private static boolean isQuick(ImagePlus image) {
        long pixels = (long) image.getWidth() * image.getHeight() * image.getStackSize();
        return pixels <= MOST_PIXELS
                && !(image.getStackSize() > 1 && image.getStack().isVirtual());
    }

    /** One for each channel: of all values, or of the planes that are shown. */
    private List<ValueScaling> scalings(
            String name, ImagePlus source, ScalingRule rule, boolean ofAll, Progress progress) {
        String asked = name + " " + rule + (ofAll ? "" : " " + source.getCurrentSlice());
        if (!asked.equals(scalingOf)) {
            PlaneListener listener = (done, total) -> progress.checkCancelled();
            scalings = rule.scalings(Planes.of(ofAll ? source : planesShown(source)), listener);
            scalingOf = asked;
        }
        return scalings;
    }

    /** The plane that is shown of each channel. */
    private static ImagePlus planesShown(ImagePlus source) {
        int[] position = source.convertIndexToPosition(source.getCurrentSlice());
        ImageStack planes = new ImageStack(source.getWidth(), source.getHeight());
        ImageStack stack = source.getStack();
        for (int channel = 1; channel <= source.getNChannels(); channel++) {
            // a virtual stack may hand out the same array for every plane
            synchronized (stack) {
                int index = source.getStackIndex(channel, position[1], position[2]);
                planes.addSlice(stack.getProcessor(index).duplicate());
            }
        }
        ImagePlus shown = new ImagePlus("planes", planes);
        shown.setDimensions(planes.size(), 1, 1);
        return shown;
    }

    private static boolean isGrey(ImagePlus image) {
        return image.getType() != ImagePlus.COLOR_RGB && image.getType() != ImagePlus.COLOR_256;
    }

    private static List<ValueScaling> ofEach(ImagePlus source, List<ValueScaling> found) {
        return found != null ? found : Collections.nCopies(source.getNChannels(), null);
    }

    private static ValueScaling shown(ImagePlus source, List<ValueScaling> found) {
        return found.get(source.convertIndexToPosition(source.getCurrentSlice())[0] - 1);
    }

    private static ScalingRule fixed(ValueScaling scaling) {
        return ScalingRule.fixed(scaling.offset(), scaling.offset() + 1 / scaling.gain());
    }

    /** Tells apart all that has been looked at. */
    private static String name(PreviewPart part, DenoiseCommand command) {
        return part.image().getID() + " " + part.version() + command.planes();
    }

    private static Progress progress(BooleanSupplier outdated) {
        return new Progress() {
            @Override
            public void status(String text) {}

            @Override
            public void progress(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return outdated.getAsBoolean();
            }
        };
    }
}
