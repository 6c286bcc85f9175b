package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Applies a model to the image files of a folder. */
@Plugin(
        type = Command.class,
        name = "folder",
        label = "Denoise Folder...",
        description =
                "Denoises all images of a folder, and of the folders in it, into another folder. A second run goes on"
                        + " where the first one ended.")
public final class FolderCommand extends DenoiserCommand {
    @Parameter(label = "Noisy images", description = "The folder with the images.", style = "folder", persist = false)
    private String input = "";

    @Parameter(
            label = "Save to",
            description =
                    "The folder for the results, which is made if there is none. They are TIFF files with the names"
                            + " of the images, in the same folders as these, and a table: " + FolderRecord.FILE + ".",
            style = "folder",
            persist = false)
    private String output = "";

    @Parameter(
            label = "Model",
            description = "The name of an installed model, or the file of a model package.",
            style = "open,file",
            attrs = @Attr(name = "choices", value = "models"),
            persist = false)
    private String model = "General";

    @Parameter(
            label = "Files",
            description =
                    "Which files, by their names: patterns separated by ';', such as *.tif;cells_??.png. A pattern with"
                            + " a / is compared with the path within the folder. Empty: every image file.",
            required = false,
            persist = false)
    private String files = "";

    @Parameter(
            label = "Folders in the folder",
            description = "Whether to go into the folders in the folder.",
            persist = false)
    private boolean recursive = true;

    @Parameter(
            label = "Result type",
            description = "same: rounded and clamped to the type of the image. float: 32-bit, neither.",
            choices = {"same", "float"},
            persist = false)
    private String type = "same";

    @Parameter(
            label = "Do all again",
            description = "Whether images are denoised again that an earlier run with the same model and values has"
                    + " finished and that have not changed since.",
            style = "advanced",
            persist = false)
    private boolean again = false;

    @Parameter(
            label = "Tile",
            description =
                    "Largest width and height of the tiles that images are cut into. Larger tiles need more memory.",
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
    private String report;

    static List<String> models() {
        return ModelFolders.names();
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        DeviceChoice where = DeviceChoice.ofKey(device);
        Path from = InputImages.path("input", input);
        Path to = InputImages.path("output", output);
        FolderFiles chosen = FolderFiles.of(from, to, files, recursive);
        ModelPackage trained = ModelPackageReader.read(ModelFolders.find(model));
        ScalingRule rule = range.isEmpty() ? trained.scaling() : ScalingRule.parse(range);
        String how = "model=" + trained.name() + " created=" + trained.created() + " type=" + type + " range=" + rule
                + " tile=" + tile + " overlap=" + overlap;
        TileOptions tiles = TileKeys.options(tile, overlap);
        FolderRecord record = FolderRecord.open(to, how, again);
        progress.status("Loading " + trained.name());
        try (DenoisingNetwork network =
                DenoisingNetwork.open(trained.architecture(), trained.weights(), where, Precision.ofKey(precision))) {
            ImageDenoiser denoiser = new ImageDenoiser(network, rule, tiles);
            OutputType outputType = OutputType.valueOf(type.toUpperCase(Locale.ROOT));
            String device = network.deviceName() + ", " + network.precision().key();
            report = new FolderRun(chosen, record, denoiser, outputType, progress).run(trained.name(), device);
        }
    }
}
