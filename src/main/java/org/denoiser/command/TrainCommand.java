package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.util.List;
import org.denoiser.architecture.Preset;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Trains a network on clean images with added noise and writes a model package. */
@Plugin(
        type = Command.class,
        name = "train",
        label = "Train Denoiser...",
        description =
                "Trains a denoising network on clean images, to which it adds noise itself, and saves it as a model.")
public final class TrainCommand extends DenoiserCommand {
    @Parameter(
            label = "Clean images",
            description =
                    "Images to learn from: a file, a folder (with the folders in it), several of them separated by ';', or"
                            + " the title of an open image. Empty: the active image or stack.",
            style = "image,folder",
            required = false,
            persist = false)
    String input = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    ImagePlus image;

    @Parameter(
            label = "Model",
            description =
                    "A name for the model, which is saved where Denoise Image finds it; or a file ending in .zip.",
            persist = false)
    String output = "MyModel";

    @Parameter(
            label = "Network",
            description = "What kind of network is trained.",
            attrs = @Attr(name = "choices", value = "presets"),
            persist = false)
    String preset = "unet";

    @Parameter(
            label = "Noise",
            description = "The noise that is added to the clean images.",
            choices = {"gaussian", "poisson", "poisson-gaussian", "salt-and-pepper"},
            persist = false)
    String noise = "gaussian";

    @Parameter(
            label = "Noise level",
            description =
                    "One level, or the range that levels are drawn from (5-55). gaussian: standard deviation in 1/255 of the"
                            + " range of values. poisson, poisson-gaussian: photons at white. salt-and-pepper: percent of the pixels.",
            persist = false)
    String level = "5-50";

    @Parameter(
            label = "Read noise",
            description = "Standard deviation of the read noise of poisson-gaussian, in photons.",
            min = "0",
            max = "10000",
            style = "advanced",
            persist = false)
    double read = 2;

    @Parameter(
            label = "Epochs",
            description = "Validations before training ends.",
            min = "1",
            max = "100000",
            persist = false)
    int epochs = 30;

    @Parameter(
            label = "Steps per epoch",
            description = "Batches learnt from between two validations.",
            min = "1",
            max = "1000000",
            persist = false)
    int steps = 100;

    @Parameter(
            label = "Patch",
            description = "Width and height of the pieces of the images that are learnt from.",
            min = "4",
            max = "1024",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    int patch = 64;

    @Parameter(
            label = "Batch",
            description = "Patches a step.",
            min = "1",
            max = "4096",
            style = "advanced",
            persist = false)
    int batch = 16;

    @Parameter(
            label = "Loss",
            description =
                    "What is made small: mean squared error, mean absolute error, or binary cross-entropy (for networks that"
                            + " end in a sigmoid).",
            choices = {"mse", "l1", "bce"},
            style = "advanced",
            persist = false)
    String loss = "mse";

    @Parameter(
            label = "Learning rate",
            description = "Highest rate of Adam, reached after the warm-up; it falls to zero as a cosine.",
            min = "0.0000001",
            max = "0.1",
            style = "advanced",
            persist = false)
    double rate = 5e-4;

    @Parameter(
            label = "Warm-up",
            description = "Steps over which the rate rises from zero.",
            min = "0",
            max = "100000",
            style = "advanced",
            persist = false)
    int warmup = 100;

    @Parameter(
            label = "Patience",
            description = "Epochs without improvement after which training ends; 0: never.",
            min = "0",
            max = "100000",
            style = "advanced",
            persist = false)
    int patience = 0;

    @Parameter(
            label = "Averaging",
            description = "Decay of the moving average of the weights, which is what is kept; 0: no averaging.",
            min = "0",
            max = "0.9999",
            style = "advanced",
            persist = false)
    double averaging = 0.999;

    @Parameter(
            label = "Validation share",
            description =
                    "Share of the images that is kept aside to validate with; of a single image, the share of its rows.",
            min = "0.001",
            max = "0.9",
            style = "advanced",
            persist = false)
    double split = 0.1;

    @Parameter(
            label = "Filters",
            description = "Filters of the network's first level; 0: as the network has by default.",
            min = "0",
            max = "512",
            style = "advanced",
            persist = false)
    int filters = 0;

    @Parameter(
            label = "Depth",
            description = "Levels of a U-Net; 0: as the network has by default.",
            min = "0",
            max = "6",
            style = "advanced",
            persist = false)
    int depth = 0;

    @Parameter(
            label = "Channels",
            description = "1: grey, RGB images are turned to grey. 3: RGB.",
            choices = {"1", "3"},
            style = "advanced",
            persist = false)
    String channels = "1";

    @Parameter(
            label = "Range",
            description =
                    "Which values become 0 and 1: MIN-MAX in grey values, such as 0-4095, or auto (8-bit: 0-255; else"
                            + " percentiles), full, minmax, percentile.",
            style = "advanced",
            persist = false)
    String range = "auto";

    @Parameter(
            label = "Sides",
            description =
                    "Lengths, separated by commas, to which the longer side of larger images is also shrunk. Takes the noise"
                            + " out of photographs. Empty: images as they are.",
            style = "advanced",
            required = false,
            persist = false)
    String sides = "";

    @Parameter(
            label = "Detail",
            description =
                    "Places with a smaller mean difference between neighbouring pixels, in 1/255 of the range, are learnt"
                            + " from ten times less often; 0: all alike.",
            min = "0",
            max = "255",
            style = "advanced",
            persist = false)
    double detail = 0;

    @Parameter(
            label = "Flip and turn",
            description = "Whether patches are flipped and turned at random.",
            style = "advanced",
            persist = false)
    boolean augment = true;

    @Parameter(
            label = "Clip",
            description = "Whether noisy values are cut to the range, as a camera would.",
            style = "advanced",
            persist = false)
    boolean clip = false;

    @Parameter(
            label = "Seed",
            description = "Of all random choices: the same seed gives the same model.",
            min = "0",
            style = "advanced",
            persist = false)
    long seed = 1;

    @Parameter(
            label = "Device",
            description = "auto: a GPU when there is one. cpu, gpu, gpu1...: that one.",
            style = "open,advanced",
            choices = {"auto", "cpu", "gpu"},
            persist = false)
    String device = "auto";

    @Parameter(
            label = "Precision",
            description = "auto: the faster of the other two on this machine.",
            style = "advanced",
            choices = {"auto", "float32", "bfloat16"},
            persist = false)
    String precision = "auto";

    @Parameter(
            label = "Resume",
            description = "Go on from the checkpoint that an interrupted training of the same model left.",
            style = "advanced",
            persist = false)
    boolean resume = false;

    @Parameter(
            label = "Description",
            description = "A sentence on the model, for its card.",
            style = "advanced",
            required = false,
            persist = false)
    String description = "";

    @Parameter(
            label = "Licence",
            description = "Under which the model may be passed on: an SPDX identifier such as CC-BY-4.0.",
            style = "advanced",
            required = false,
            persist = false)
    String licence = "CC-BY-4.0";

    @Parameter(
            label = "Author",
            description = "Who trained it, for the model's card.",
            style = "advanced",
            required = false,
            persist = false)
    String author = "";

    @Parameter(
            label = "Credits",
            description =
                    "Whose images the model learns from, for its card: 'images | source | licence', several of them separated"
                            + " by ';'.",
            style = "advanced",
            required = false,
            persist = false)
    String credits = "";

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    static List<String> presets() {
        return Preset.keys();
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        report = new Training(this, progress).run();
    }
}
