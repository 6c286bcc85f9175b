package org.denoiser.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.denoiser.model.ForeignModelReader;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Keeps order among the installed models. It touches nothing but model packages in the folders of models. */
@Plugin(
        type = Command.class,
        name = "models",
        label = "Manage Denoisers...",
        description = "Lists the installed models, renames or deletes one of them, or shows the folder where they lie.")
public final class ModelsCommand extends DenoiserCommand {
    private static final String LIST = "list";
    private static final String RENAME = "rename";
    private static final String DELETE = "delete";

    @Parameter(
            label = "What to do",
            description =
                    "list: tell what is installed. rename: give a model another name. delete: delete a model's file, for good; from the"
                            + " menu you are asked first, macros and shells are not. folder: open the folder of models.",
            choices = {LIST, RENAME, DELETE, "folder"},
            style = "fresh",
            persist = false)
    private String action = LIST;

    @Parameter(
            label = "Model",
            description =
                    "The name of an installed model. Empty: for list all models, for folder the one that new models go to.",
            style = "open,fresh",
            attrs = @Attr(name = "choices", value = "models"),
            required = false,
            persist = false)
    private String model = "";

    @Parameter(
            label = "New name",
            description = "rename: what the model is to be called. A name that is taken is refused.",
            style = "fresh",
            required = false,
            persist = false)
    private String output = "";

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    @Parameter(type = ItemIO.OUTPUT)
    private File folder;

    static List<String> models() {
        return ModelFolders.names();
    }

    /**
     * What a user has to be asked before the values are acted on.
     *
     * @param values key to value
     * @return a question and its consequence, a line each; null where nothing is lost
     */
    public static String question(Map<String, Object> values) {
        Path file = ModelFolders.installed().get(values.get("model"));
        return values.get("action").equals(DELETE) && file != null
                ? "Delete the model '" + values.get("model") + "' for good?\nIts file is " + file.toAbsolutePath() + "."
                : null;
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        if (!output.isEmpty() && !action.equals(RENAME)) {
            throw new IllegalArgumentException(
                    "output=" + output + ": only action=rename gives a new name, this is action=" + action);
        }
        if (action.equals(LIST)) {
            report = ModelList.of(model.isEmpty() ? ModelFolders.installed() : Map.of(model, chosen()), progress);
        } else if (action.equals(RENAME)) {
            Path from = chosen();
            Path to = RenamedModel.move(from, output);
            report = model + " is called " + ModelFolders.nameOf(to) + " now and lies in " + to;
        } else if (action.equals(DELETE)) {
            Path file = chosen();
            delete(file);
            report = model + " is deleted: " + file.toAbsolutePath();
        } else {
            Path place = model.isEmpty() ? ModelFolders.writable() : chosen().getParent();
            folder = Files.createDirectories(place.toAbsolutePath()).toFile();
        }
    }

    /** The file of the model, which is one of those that are listed and nowhere else. */
    private Path chosen() {
        Path file = ModelFolders.installed().get(model);
        if (file == null) {
            List<String> names = ModelFolders.names();
            throw new IllegalArgumentException("model=" + model + ": "
                    + (names.isEmpty()
                            ? "no models are installed"
                            : "one of the installed models is needed: " + String.join(", ", names)));
        }
        return file;
    }

    private static void delete(Path file) throws IOException {
        requirePackage(file);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new IOException("'" + file + "' cannot be deleted: " + e, e);
        }
    }

    /** @throws IOException with a sentence, unless it is a package with a description, however damaged the rest */
    static void requirePackage(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("'" + file + "' is left as it is: it is not a file");
        }
        ForeignModelReader.isForeign(file);
    }
}
