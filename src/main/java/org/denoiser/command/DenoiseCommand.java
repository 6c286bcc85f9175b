package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.OutputType;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.Precision;
import org.denoiser.predict.ImageDenoiser;
import org.denoiser.predict.TileOptions;
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
public final class DenoiseCommand extends DenoiserCommand {
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

    @Parameter(
            label = "Tile",
            description =
                    "Largest width and height of the tiles that the image is cut into. Larger tiles need more memory.",
            min = "16",
            max = "4096",
            style = "advanced",
            attrs = @Attr(name = "unit", value = "px"),
            persist = false)
    private int tile = 512;

    @Parameter(
            label = "Overlap",
            description =
                    "Least overlap of neighbouring tiles in pixels, at most half a tile. auto: as far as the network sees, at"
                            + " most 96.",
            choices = {"auto", "32", "64", "96"},
            style = "open,advanced",
            persist = false)
    private String overlap = "auto";

    @Parameter(
            label = "Range",
            description =
                    "Which values become 0 and 1 for the network: MIN-MAX in grey values, such as 0-4095, or auto, full,"
                            + " minmax, percentile. Empty: as the model was trained.",
            style = "advanced",
            required = false,
            persist = false)
    private String range = "";

    @Parameter(
            label = "Device",
            description = "auto: a GPU when there is one. cpu, gpu, gpu1...: that one.",
            style = "open,advanced",
            choices = {"auto", "cpu", "gpu"},
            persist = false)
    private String device = "auto";

    @Parameter(
            label = "Precision",
            description = "auto: the faster of the other two on this machine.",
            style = "advanced",
            choices = {"auto", "float32", "bfloat16"},
            persist = false)
    private String precision = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus result;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    static List<String> models() {
        return ModelFolders.names();
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        DeviceChoice where = DeviceChoice.ofKey(device);
        Path saved = output.isEmpty() ? null : InputImages.path("output", output);
        if (saved != null) {
            ImageFiles.checkTarget(saved);
        }
        TileOptions tiles = TileKeys.options(tile, overlap);
        ModelPackage trained = ModelPackageReader.read(ModelFolders.find(model));
        ScalingRule rule = range.isEmpty() ? trained.scaling() : ScalingRule.parse(range);
        ImagePlus noisy = InputImages.open("input", input, image);
        ImagePlus clean =
                target.isEmpty() && targetimage == null ? null : InputImages.open("target", target, targetimage);
        String before = clean == null ? "" : String.format(Locale.ROOT, "%nPSNR %.2f dB before", psnr(noisy, clean));
        progress.status("Loading " + trained.name());
        try (DenoisingNetwork network =
                DenoisingNetwork.open(trained.architecture(), trained.weights(), where, Precision.ofKey(precision))) {
            progress.status("Denoising with " + trained.name() + " on " + describe(network));
            ImagePlus denoised = new ImageDenoiser(network, rule, tiles)
                    .denoise(noisy, OutputType.valueOf(type.toUpperCase(Locale.ROOT)), (done, total) -> {
                        progress.checkCancelled();
                        progress.progress(done, total);
                    });
            report = noisy.getTitle() + " denoised with " + trained.name() + " on " + describe(network) + before
                    + (clean == null ? "" : String.format(Locale.ROOT, ", %.2f dB after", psnr(denoised, clean)));
            if (saved != null) {
                ImageFiles.save(denoised, saved);
            }
            result = denoised;
        }
    }

    private static double psnr(ImagePlus image, ImagePlus clean) {
        Evaluation evaluation = new Evaluation(Double.NaN, false, Progress.NONE);
        evaluation.add(image, clean);
        return evaluation.meanPsnr();
    }

    private static String describe(DenoisingNetwork network) {
        return network.deviceName() + ", " + network.precision().key();
    }
}
