package org.denoiser.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.denoiser.architecture.Preset;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Trains a network and writes a model package. */
@Plugin(
        type = Command.class,
        name = "train",
        label = "Train Denoiser...",
        description =
                "Trains a denoising network, on clean images to which it adds noise or on noisy images, and saves it as a model.")
public final class TrainCommand extends TrainingDataCommand {
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
            label = "Start from",
            description =
                    "A model to go on from (fine-tuning): its network, weights and range are taken. none: from random weights.",
            style = "open,file,advanced",
            attrs = @Attr(name = "choices", value = "starts"),
            persist = false)
    String start = StartModel.NONE;

    @Parameter(
            label = "Epochs",
            description = "Validations before training ends.",
            min = "1",
            max = "100000",
            persist = false)
    int epochs = 30;

    @Parameter(
            label = "Steps per epoch",
            description =
                    "Batches learnt from between two validations. 0: as many as show every place of the images once.",
            min = "0",
            max = "1000000",
            persist = false)
    int steps = 100;

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
                    "What is made small: mean squared error, mean absolute error, binary cross-entropy (for networks that end in"
                            + " a sigmoid), or the logarithm of each patch's mean squared error, for which a decibel counts as much in"
                            + " little noise as in much.",
            choices = {"mse", "l1", "bce", "log"},
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
            label = "Validation patches",
            description = "Patches measured after each epoch; 0: as many as the images kept aside have places for.",
            min = "0",
            max = "10000000",
            style = "advanced",
            persist = false)
    int validation = 128;

    @Parameter(
            label = "Filters",
            description = "Filters of the network's first level; 0: as the network has by default.",
            min = "0",
            max = "4096",
            style = "advanced",
            persist = false)
    int filters = 0;

    @Parameter(
            label = "Depth",
            description = "Levels of the network, or its layers; 0: as it has by default.",
            min = "0",
            max = "64",
            style = "advanced",
            persist = false)
    int depth = 0;

    @Parameter(
            label = "Halvings of z",
            description =
                    "unet3d: how many of its halvings, the deepest ones, halve the number of planes too; auto: as the network has by"
                            + " default.",
            style = "advanced",
            persist = false)
    String zpool = "auto";

    @Parameter(
            label = "Latent",
            description = "Length of the code of networks that have one; 0: as the network has by default.",
            min = "0",
            max = "65536",
            style = "advanced",
            persist = false)
    int latent = 0;

    @Parameter(
            label = "Activation",
            description = "Function after each layer; auto: as the network has by default.",
            choices = {"auto", "relu", "leaky-relu"},
            style = "advanced",
            persist = false)
    String activation = "auto";

    @Parameter(
            label = "Sparsity",
            description =
                    "sparse: weight of the mean magnitude of the code in the loss; auto: as the network has by default.",
            style = "advanced",
            persist = false)
    String sparsity = "auto";

    @Parameter(
            label = "Divergence",
            description =
                    "variational: weight of the code's divergence from the normal law in the loss; auto: as the network has"
                            + " by default.",
            style = "advanced",
            persist = false)
    String divergence = "auto";

    @Parameter(
            label = "Residual",
            description =
                    "Whether the network's output is added to its input; auto: as the network has by default, but not for"
                            + " noise2void, where hidden pixels would shine through.",
            choices = {"auto", "true", "false"},
            style = "advanced",
            persist = false)
    String residual = "auto";

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
            label = "Training window",
            description =
                    "Shows curves and a preview while it trains, and lets you stop early. Macros in batch mode, shells and Java without a"
                            + " display never show it.",
            style = "advanced",
            persist = false)
    boolean window = true;

    @Parameter(
            label = "Description",
            description = "A sentence on the model, for its card.",
            style = "advanced",
            required = false,
            persist = false)
    String description = "";

    @Parameter(
            label = "Licence",
            description =
                    "Under which the model may be passed on: an SPDX identifier such as CC-BY-4.0. That of the model that training"
                            + " starts from, where there is one.",
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

    static List<String> starts() {
        List<String> starts = new ArrayList<>(ModelFolders.names());
        starts.add(0, StartModel.NONE);
        return starts;
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        report = new Training(this, progress).run();
    }
}
