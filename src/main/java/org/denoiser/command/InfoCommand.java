package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.ImageFiles;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Says what a model is and how it was made, or which layers a network of a preset has. */
@Plugin(
        type = Command.class,
        name = "info",
        label = "Denoiser Info...",
        description =
                "Tells what a model is: its layers and parameters, its training with the curves, whose images it saw.")
public final class InfoCommand extends DenoiserCommand {
    private static final String NO_PRESET = "none";
    private static final String AUTO = "auto";
    private static final String DEFAULT_MODEL = "General";

    @Parameter(
            label = "Model",
            description = "The name of an installed model, or the file of a model package.",
            style = "open,file",
            attrs = @Attr(name = "choices", value = "models"),
            persist = false)
    private String model = DEFAULT_MODEL;

    @Parameter(
            label = "Or network",
            description = "A kind of network, to be described without training it; none: the model is described.",
            attrs = @Attr(name = "choices", value = "presets"),
            persist = false)
    private String preset = NO_PRESET;

    @Parameter(
            label = "Input size",
            description =
                    "Width and height of the image for which the sizes of the layers are listed; 0: those of the images that"
                            + " the network is known for.",
            min = "0",
            max = "4096",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    private int size = 0;

    @Parameter(
            label = "Filters",
            description = "Filters of the first level of the kind of network; 0: as it has by default.",
            min = "0",
            max = "512",
            style = "advanced",
            persist = false)
    private int filters = 0;

    @Parameter(
            label = "Depth",
            description = "Levels of the kind of network; 0: as it has by default.",
            min = "0",
            max = "6",
            style = "advanced",
            persist = false)
    private int depth = 0;

    @Parameter(
            label = "Halvings of z",
            description =
                    "How many halvings of the kind of network, the deepest ones, halve the number of planes too; auto: as it has by"
                            + " default.",
            style = "advanced",
            persist = false)
    private String zpool = AUTO;

    @Parameter(
            label = "Latent",
            description = "Numbers that the kind of network squeezes an image into; 0: as it has by default.",
            min = "0",
            max = "100000",
            style = "advanced",
            persist = false)
    private int latent = 0;

    @Parameter(
            label = "Blocks",
            description = "Residual blocks at each level of the kind of network; 0: as it has by default.",
            min = "0",
            max = "8",
            style = "advanced",
            persist = false)
    private int blocks = 0;

    @Parameter(
            label = "Side",
            description =
                    "Width and height that a kind of network with a fixed input size is made for; 0: as it has by default.",
            min = "0",
            max = "1024",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    private int side = 0;

    @Parameter(
            label = "Channels",
            description = "Channels of the images that the kind of network takes; auto: as it has by default.",
            choices = {AUTO, "1", "3"},
            style = "open,advanced",
            persist = false)
    private String channels = AUTO;

    @Parameter(
            label = "Activation",
            description = "Function after the convolutions of the kind of network; auto: as it has by default.",
            choices = {AUTO, "relu", "leaky-relu"},
            style = "advanced",
            persist = false)
    private String activation = AUTO;

    @Parameter(
            label = "Save curves to",
            description =
                    "A file for the curves of the model's training: a picture (.png, .tif, .jpg) or a table (.csv).",
            style = "save",
            required = false,
            persist = false)
    private String output = "";

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus curves;

    static List<String> models() {
        return ModelFolders.names();
    }

    static List<String> presets() {
        List<String> names = new ArrayList<>(List.of(NO_PRESET));
        names.addAll(Preset.keys());
        return names;
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        Map<String, String> options = chosenOptions();
        Path file = output.isEmpty() ? null : InputImages.path("output", output);
        if (!preset.equals(NO_PRESET)) {
            describePreset(options, file);
            return;
        }
        for (Map.Entry<String, String> option : options.entrySet()) {
            throw new IllegalArgumentException(option.getKey() + "=" + option.getValue()
                    + ": a model has its own options; it goes with preset=NAME only");
        }
        if (file != null && !isTable(file)) {
            ImageFiles.checkTarget(file);
        }
        Path place = ModelFolders.find(model);
        if (ForeignModelReader.isForeign(place)) {
            describeForeign(place);
            return;
        }
        ModelPackage described = ModelPackageReader.read(place);
        String text = ModelReport.of(described, place, sideFor(described.architecture()));
        ImagePlus picture = Curves.picture("Training of " + described.name(), described.record());
        if (file != null) {
            save(described, picture, file);
        }
        report = text;
        curves = picture;
    }

    private void describePreset(Map<String, String> options, Path file) {
        if (!model.equals(DEFAULT_MODEL)) {
            throw new IllegalArgumentException(
                    "model=" + model + ": either a model or preset=" + preset + " can be described, not both at once");
        }
        if (file != null) {
            throw new IllegalArgumentException("output=" + output + ": preset=" + preset
                    + " was not trained and has no curves; they are a model's");
        }
        Preset kind = Preset.ofKey(preset);
        Architecture architecture = Architecture.of(kind, options);
        int sides = sideFor(architecture);
        report = architecture + "\n" + kind.meaning() + "\n\n" + LayerTable.of(architecture, sides, sides);
    }

    private void describeForeign(Path place) throws IOException {
        if (!output.isEmpty()) {
            throw new IllegalArgumentException(
                    "output=" + output + ": a model of another program has no curves of its training");
        }
        report = ForeignReport.of(ForeignModelReader.read(place), place);
    }

    private void save(ModelPackage described, ImagePlus picture, Path file) throws IOException {
        if (picture == null) {
            throw new IllegalArgumentException(
                    "output=" + output + ": no epochs are recorded of the training of " + described.name());
        }
        if (isTable(file)) {
            TableFile.save(Curves.table(described.record().epochs()), file);
        } else {
            ImageFiles.save(picture, file);
        }
    }

    private static boolean isTable(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private Map<String, String> chosenOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        put(options, "filters", filters);
        put(options, "depth", depth);
        if (!zpool.equals(AUTO)) options.put("zpool", zpool);
        put(options, "latent", latent);
        put(options, "blocks", blocks);
        put(options, "side", side);
        if (!channels.equals(AUTO)) options.put("channels", channels);
        if (!activation.equals(AUTO)) options.put("activation", activation);
        return options;
    }

    private static void put(Map<String, String> options, String key, int value) {
        if (value > 0) options.put(key, Integer.toString(value));
    }

    private int sideFor(Architecture architecture) {
        if (size == 0) {
            return architecture.shownSide();
        }
        if (!architecture.takes(size, size)) {
            throw new IllegalArgumentException("size=" + size + ": 0 or images " + architecture.sizes()
                    + " are needed for " + architecture.preset().key());
        }
        return size;
    }
}
