package org.denoiser.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Preset;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.network.NetworkThreads;
import org.denoiser.network.Precision;
import org.denoiser.torchscript.Tensor;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Times a network: bare, from image to image, and a training step. Has no menu entry. */
@Plugin(
        type = Command.class,
        name = "benchmark",
        label = "Benchmark Denoising",
        description = "Times a network on this machine: bare, from image to image, and a step of training.")
public final class BenchmarkCommand extends DenoiserCommand {
    private static final List<String> STAGES = List.of("network", "image", "training", "filters");

    @Parameter(
            label = "Model",
            description =
                    "The name of an installed model, or the file of a model package. Empty: the preset with fresh weights.",
            required = false,
            persist = false)
    private String model = "";

    @Parameter(label = "Network", description = "Preset of the network that is timed without a model.", persist = false)
    private String preset = "unet";

    @Parameter(
            label = "Stages",
            description =
                    "What is timed, separated by commas: network (on one tile), image (from image to image), training (a"
                            + " step), filters (ImageJ's own Gaussian blur of sigma 1 and median of radius 1).",
            persist = false)
    private String stage = "network,image,training";

    @Parameter(label = "Batch", description = "Patches in a training step.", min = "1", max = "4096", persist = false)
    private int batch = 16;

    @Parameter(
            label = "Patch",
            description = "Width and height of the patches; 0: the size that the network is usually shown with.",
            min = "0",
            max = "4096",
            persist = false)
    private int patch = 0;

    @Parameter(label = "Loss", description = "What a training step makes small.", persist = false)
    private String loss = "mse";

    @Parameter(
            label = "Sizes",
            description = "Sides of the square 16-bit images, separated by commas; 2048x50 is a stack of 50 planes.",
            persist = false)
    private String sizes = "512,1024";

    @Parameter(
            label = "Tile",
            description = "Largest width and height of a tile.",
            min = "32",
            max = "4096",
            persist = false)
    private int tile = 512;

    @Parameter(label = "Precision", description = "Precisions, separated by commas.", persist = false)
    private String precision = "float32,bfloat16";

    @Parameter(
            label = "Threads",
            description = "Numbers of threads, separated by commas; 0: all processors.",
            persist = false)
    private String threads = "0";

    @Parameter(
            label = "Repeats",
            description = "Runs that are counted; the median is reported.",
            min = "1",
            max = "1000",
            persist = false)
    private int repeats = 5;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    @Override
    protected void execute(Progress progress) throws IOException {
        ModelPackage trained = model.isEmpty() ? null : ModelPackageReader.read(ModelFolders.find(model));
        Architecture architecture = trained == null ? Architecture.of(Preset.ofKey(preset)) : trained.architecture();
        Map<String, Tensor> weights = trained == null ? architecture.initialWeights(1) : trained.weights();
        Set<String> stages = stages(architecture);
        Loss made = Loss.ofKey(loss);
        int side = patch == 0 ? architecture.shownSide() : patch;
        if (stages.contains("training") && !architecture.takes(1, side, side)) {
            throw new IllegalArgumentException(
                    "patch=" + patch + ": " + architecture + " takes images " + architecture.sizes());
        }
        List<BenchmarkImage> images = BenchmarkImage.parse(sizes, architecture.channels());
        List<Precision> precisions = new ArrayList<>();
        for (String name : precision.split(",")) {
            precisions.add(Precision.ofKey(name.trim()));
        }
        List<String> rows = new ArrayList<>();
        rows.add("stage,precision,threads,tile,megapixels,seconds,megapixels per second,peak MB");
        try {
            for (int count : numbers("threads", threads, 0)) {
                int used = count == 0 ? NetworkThreads.defaultCount() : count;
                NetworkThreads.use(used);
                BenchmarkCases cases =
                        new BenchmarkCases(architecture, weights, tile, used, repeats, precisions, progress);
                rows.addAll(rows(cases, stages, images, side, made));
            }
        } finally {
            NetworkThreads.use(NetworkThreads.defaultCount());
        }
        report = String.join("\n", rows);
    }

    private List<String> rows(
            BenchmarkCases cases, Set<String> stages, List<BenchmarkImage> images, int side, Loss made) {
        List<String> rows = new ArrayList<>();
        if (stages.contains("network")) {
            rows.addAll(cases.bare());
        }
        for (BenchmarkImage image : images) {
            if (stages.contains("image")) {
                rows.addAll(cases.endToEnd(image));
            }
            if (stages.contains("filters")) {
                rows.addAll(cases.filters(image));
            }
        }
        if (stages.contains("training")) {
            rows.addAll(cases.trainingStep(batch, side, made));
        }
        return rows;
    }

    private Set<String> stages(Architecture architecture) {
        Set<String> stages = new HashSet<>();
        for (String part : stage.split(",")) {
            if (!STAGES.contains(part.trim())) {
                throw new IllegalArgumentException(
                        "stage=" + stage + ": some of " + String.join(", ", STAGES) + " are needed");
            }
            stages.add(part.trim());
        }
        if (architecture.takesVolumes() && (stages.contains("network") || stages.contains("training"))) {
            throw new IllegalArgumentException(
                    "stage=" + stage + ": networks of volumes are timed from image to image, with stage=image");
        }
        return stages;
    }

    private static List<Integer> numbers(String key, String text, int least) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split(",")) {
            String number = part.trim();
            if (!number.matches("[0-9]{1,5}") || Integer.parseInt(number) < least) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s=%s: whole numbers of %d or more, separated by commas, are needed",
                        key,
                        text,
                        least));
            }
            numbers.add(Integer.valueOf(number));
        }
        return numbers;
    }
}
