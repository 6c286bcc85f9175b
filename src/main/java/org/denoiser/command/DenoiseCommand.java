package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.OutputType;
import org.denoiser.model.ModelPackage;
import org.denoiser.network.DenoisingNetwork;
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
            description = "The name of an installed model, or the file of a model package.",
            style = "open,file",
            attrs = @Attr(name = "choices", value = "models"),
            persist = false)
    private String model = "General";

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
        ModelPackage trained = read(model);
        ImagePlus noisy = InputImages.open("input", input, image);
        CleanImage clean = CleanImage.open(target, targetimage, noisy);
        try (DenoisingNetwork network = open(trained, progress)) {
            progress.status("Denoising with " + describe(trained, network));
            ImagePlus denoised = denoiser(trained, network)
                    .denoise(noisy, OutputType.valueOf(type.toUpperCase(Locale.ROOT)), (done, total) -> {
                        progress.checkCancelled();
                        progress.progress(done, total);
                    });
            report = noisy.getTitle() + " denoised with " + describe(trained, network) + clean.report(denoised)
                    + notices(network);
            mark(denoised, trained, network);
            if (saved != null) {
                ImageFiles.save(denoised, saved);
            }
            result = denoised;
        }
    }
}
