package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.OutputType;
import org.denoiser.image.PlaneChoice;
import org.denoiser.image.Planes;
import org.denoiser.image.ResultPlace;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.Selection;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.predict.ImageDenoiser;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Applies a model to an image. */
@Plugin(
        type = Command.class,
        name = "denoise",
        label = "Denoise Image...",
        description = "Denoises an image or a stack with a trained model.")
public final class DenoiseCommand extends PredictionCommand {
    @Parameter(
            label = "Image",
            description =
                    "The image or stack to denoise: a file, or the title of an open image. Empty: the active image.",
            style = "image",
            required = false,
            persist = false)
    private String input = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Model",
            description =
                    "The name of an installed model, or the file of a model package. Until one has been chosen, the dialog begins with"
                            + " a model that has learnt noise like the image's.",
            style = "open,file",
            attrs = @Attr(name = "choices", value = "models"),
            persist = false)
    private String model = "General";

    @Parameter(
            label = "Strength",
            description =
                    "How much of the noise is taken away: 1 gives what the model makes of the image, 0 the image itself, and"
                            + " anything between the two blended.",
            min = "0",
            max = "1",
            persist = false)
    private double strength = 1;

    @Parameter(
            label = "Save to",
            description = "File to save the result to (.tif, .png, .jpg). Empty: it is not saved.",
            style = "save",
            required = false,
            persist = false)
    private String output = "";

    @Parameter(
            label = "Result type",
            description = "same: rounded and clamped to the type of the image. float: 32-bit, neither.",
            choices = {"same", "float"},
            persist = false)
    private String type = "same";

    @Parameter(
            label = "Selection",
            description =
                    "auto: where the open image has an area selection, only the pixels inside are denoised; of a file all are."
                            + " selection: only those inside, also of a file that was saved with a selection. all: all pixels.",
            choices = {"auto", "selection", "all"},
            persist = false)
    private String roi = "auto";

    @Parameter(
            label = "Slices",
            description =
                    "The slices to denoise, such as 3-10 or 5; the result has these alone. In a stack of channels or time"
                            + " points alone they are its planes. Empty: all.",
            style = "fresh",
            required = false,
            persist = false)
    private String slices = "";

    @Parameter(
            label = "Channels",
            description = "The channels to denoise, such as 1-2 or 1; the result has these alone. Empty: all.",
            style = "advanced,fresh",
            required = false,
            persist = false)
    private String channels = "";

    @Parameter(
            label = "Frames",
            description = "The time points to denoise, such as 1-20 or 7; the result has these alone. Empty: all.",
            style = "advanced,fresh",
            required = false,
            persist = false)
    private String frames = "";

    @Parameter(
            label = "Clean image",
            description = "A clean image of the same size, where there is one: the PSNR before and after is reported.",
            style = "image,advanced",
            required = false,
            persist = false)
    private String target = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus targetimage;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus result;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    static List<String> models() {
        return ModelFolders.names();
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        Path saved = output.isEmpty() ? null : InputImages.path("output", output);
        if (saved != null) {
            ImageFiles.checkTarget(saved);
        }
        PlaneChoice chosen = planes();
        OutputType outputType = OutputType.valueOf(type.toUpperCase(Locale.ROOT));
        AppliedModel trained = read(model);
        boolean isOpen = InputImages.find("input", input, image) != null;
        ImagePlus whole = InputImages.open("input", input, image, residence(), outputType, progress);
        Selection selection = selection(whole, isOpen);
        ImagePlus noisy = chosen.of(whole);
        requireRoom(noisy, outputType, saved);
        CleanImage clean = CleanImage.open(target, targetimage, noisy, chosen, whole, progress);
        try (DenoisingNetwork network = open(trained, progress)) {
            String work = "Denoising with " + describe(trained, network);
            progress.status(work);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> seen(noisy, trained, ""));
            ImageDenoiser denoiser =
                    denoiser(trained, network).within(selection).blending(strength);
            ImagePlus denoised = denoise(denoiser, noisy, outputType, saved, residence(), listener(progress, work));
            report = noisy.getTitle() + " denoised with " + describe(trained, network) + clean.report(denoised)
                    + seen.join()
                    + trained.advice(outputType, Planes.of(noisy).type())
                    + notices(network);
            result = denoised;
        }
    }

    /** The planes to denoise. */
    PlaneChoice planes() {
        return PlaneChoice.parse(slices, channels, frames);
    }

    /** Tells apart the models that its keys may name. */
    String locate() throws IOException {
        return locate(model);
    }

    AppliedModel read() throws IOException {
        return read(model);
    }

    /**
     * Denoises a part of the open image that it is about as it would denoise the whole, but at full strength.
     *
     * @param rule what the range of the whole comes to; null for a model without one
     * @param part with the part of the selection
     */
    ImageDenoiser partDenoiser(AppliedModel trained, DenoisingNetwork network, ScalingRule rule, ImagePlus part) {
        return trained.denoiser(network, rule, tiles())
                .weighing(weighs(trained))
                .within(selection(part, true));
    }

    double strength() {
        return strength;
    }

    /** Whether pixels of an open image, or of a part of it, stay as they are because they are not selected. */
    boolean leavesPixels(ImagePlus part) {
        return selection(part, true) != null;
    }

    /** Fails before the model is loaded and the clean image compared. */
    private void requireRoom(ImagePlus noisy, OutputType outputType, Path saved) {
        ResultPlace.isFile(Planes.of(noisy), outputType, saved, residence());
    }

    /** The pixels to denoise; null for all. */
    private Selection selection(ImagePlus noisy, boolean isOpen) {
        if (roi.equals("all") || (roi.equals("auto") && !isOpen)) return null;
        Selection selection = Selection.of(noisy);
        boolean whole = noisy.getRoi() != null && noisy.getRoi().isArea();
        if (roi.equals("selection") && selection == null && !whole) {
            throw new IllegalArgumentException("roi=selection: the image '" + noisy.getTitle()
                    + "' has no area selection; make one, or give roi=auto or roi=all");
        }
        return selection;
    }
}
