package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.denoiser.image.SafeFile;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.model.ModelPackageWriter;
import org.denoiser.model.StoredWeights;
import org.denoiser.torchscript.TensorType;
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
    private static final String SAME = "same";

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

    @Parameter(
            label = "Weights",
            description =
                    "same: as the model has them. float16: in half the room, each rounded to 11 significant bits; networks"
                            + " compute in float32 all the same. float32: in full.",
            choices = {SAME, "float32", "float16"},
            persist = false)
    private String weights = SAME;

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
        Path target = !unzip && Files.isDirectory(to) ? to.resolve(from.getFileName()) : to;
        if (!unzip) {
            requireFree(target);
        }
        ModelPackage rounded = rounded(from, progress);
        progress.checkCancelled();
        if (unzip) {
            Map<String, byte[]> files =
                    rounded == null ? ForeignModelReader.files(from) : ModelPackageWriter.files(rounded);
            for (String name : files.keySet()) {
                requireFree(target.resolve(name));
            }
            unzip(files, target, progress);
        } else {
            new SafeFile(target).write(out -> {
                if (rounded == null) {
                    Files.copy(from, out);
                } else {
                    ModelPackageWriter.write(rounded, out);
                }
            });
        }
        report = ModelFolders.shownName(from) + " is in "
                + target.toAbsolutePath().normalize();
    }

    /** The model with its weights in the type that is asked for; null when the package can go as it is. */
    private ModelPackage rounded(Path from, Progress progress) throws IOException {
        // A damaged package is told here and not by the program that gets it.
        if (ForeignModelReader.isForeign(from)) {
            ForeignModelReader.read(from);
            if (!weights.equals(SAME)) {
                throw new IllegalArgumentException("weights=" + weights + ": the model '" + ModelFolders.shownName(from)
                        + "' of another program keeps its weights as they are; leave weights out");
            }
            return null;
        }
        ModelPackage whole = ModelPackageReader.read(from);
        if (weights.equals(SAME) || weights.equals(whole.storedAs().key())) {
            return null;
        }
        progress.status("Running " + whole.name() + " with weights in " + weights);
        try {
            ModelPackage.Builder builder = StoredWeights.in(TensorType.ofKey(weights), whole);
            return builder.test(whole.testInput(), TestRun.output(builder.build()))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("weights=" + weights + ": " + e.getMessage(), e);
        }
    }

    private static void unzip(Map<String, byte[]> files, Path folder, Progress progress) throws IOException {
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
