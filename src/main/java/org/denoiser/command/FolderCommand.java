package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.denoiser.image.OutputType;
import org.denoiser.network.DenoisingNetwork;
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
public final class FolderCommand extends PredictionCommand {
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
            label = "Strength",
            description =
                    "How much of the noise is taken away: 1 gives what the model makes of the image, 0 the image itself, and"
                            + " anything between the two blended.",
            min = "0",
            max = "1",
            persist = false)
    private double strength = 1;

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

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    static List<String> models() {
        return ModelFolders.names();
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        Path from = InputImages.path("input", input);
        Path to = InputImages.path("output", output);
        List<FolderFile> chosen = FolderFiles.of(from, to, files, recursive);
        AppliedModel trained = read(model);
        String how = "model=" + trained.name() + " created=" + trained.made() + " type=" + type + " " + values(trained)
                + (strength == 1 ? "" : " strength=" + strength);
        FolderRecord record = FolderRecord.open(to, how, again);
        try (DenoisingNetwork network = open(trained, progress)) {
            OutputType outputType = OutputType.valueOf(type.toUpperCase(Locale.ROOT));
            report = new FolderRun(
                                    chosen,
                                    record,
                                    denoiser(trained, network).blending(strength),
                                    outputType,
                                    residence(),
                                    progress)
                            .looking((name, noisy) -> seen(noisy, trained, " in " + name))
                            .run(describe(trained, network))
                    + notices(network);
        }
    }
}
