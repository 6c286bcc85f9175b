package org.denoiser.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denoiser.image.SafeFile;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ModelPackageReader;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Copies a model to where the user wants it, for other programs. */
@Plugin(
        type = Command.class,
        name = "export",
        label = "Export Denoiser...",
        description =
                "Copies an installed model to a file or a folder, as a bioimage.io package that other programs run.")
public final class ExportCommand extends DenoiserCommand {
    @Parameter(
            label = "Model",
            description = "The name of an installed model, or the file of a model package.",
            style = "open,file",
            attrs = @Attr(name = "choices", value = "models"),
            persist = false)
    private String model = "General";

    @Parameter(
            label = "Save to",
            description =
                    "The zip file to write, or with unzip the folder; a folder that is there takes a zip of the model's"
                            + " name.",
            style = "save",
            persist = false)
    private String output = "";

    @Parameter(
            label = "Unzip",
            description = "Whether the files of the package are written into a folder instead of a zip.",
            persist = false)
    private boolean unzip = false;

    @Parameter(label = "Overwrite", description = "Whether files that are there are replaced.", persist = false)
    private boolean overwrite = false;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    static List<String> models() {
        return ModelFolders.names();
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        Path from = ModelFolders.find(model).toRealPath();
        Path to = InputImages.path("output", output);
        if (Files.isDirectory(from)) {
            throw new IllegalArgumentException("model=" + model + ": a model in a zip is needed, this is a folder");
        }
        // A damaged package is told here and not by the program that gets it.
        if (ForeignModelReader.isForeign(from)) {
            ForeignModelReader.read(from);
        } else {
            ModelPackageReader.read(from);
        }
        progress.checkCancelled();
        Path target = !unzip && Files.isDirectory(to) ? to.resolve(from.getFileName()) : to;
        if (unzip) {
            unzip(from, target, progress);
        } else {
            requireFree(target);
            new SafeFile(target).write(out -> {
                try (InputStream in = Files.newInputStream(from)) {
                    in.transferTo(out);
                }
            });
        }
        report = ModelFolders.shownName(from) + " is in "
                + target.toAbsolutePath().normalize();
    }

    private void unzip(Path from, Path folder, Progress progress) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>(ForeignModelReader.files(from));
        for (String name : files.keySet()) {
            requireFree(folder.resolve(name));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            progress.checkCancelled();
            new SafeFile(folder.resolve(file.getKey())).write(out -> out.write(file.getValue()));
        }
    }

    private void requireFree(Path file) {
        if (Files.exists(file) && !overwrite) {
            throw new IllegalArgumentException(
                    "output=" + output + ": '" + file + "' is there already; overwrite=true replaces it");
        }
    }
}
