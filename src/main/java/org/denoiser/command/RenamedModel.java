package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ModelNames;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.model.ModelPackageWriter;
import org.denoiser.model.StoredWeights;

/** Gives an installed model another name: its file, and of Denoiser's own models the name in their descriptions too. */
final class RenamedModel {
    private RenamedModel() {}

    /**
     * Renames; the file stays in its folder. When anything fails, the model is there as before.
     *
     * @param file of an installed model
     * @return the new file
     * @throws IllegalArgumentException for a name that a model cannot have or that is taken
     * @throws IOException with a sentence that names the file
     */
    static Path move(Path file, String name) throws IOException {
        Path target = free(file, name.strip());
        ModelsCommand.requirePackage(file);
        try {
            // Other programs' packages keep their descriptions as they are, as those that are imported by a name do.
            if (ForeignModelReader.isForeign(file)) Files.move(file, target);
            else rewrite(file, target, name.strip());
        } catch (IOException e) {
            throw new IOException("'" + file + "' cannot be renamed: " + e.getMessage(), e);
        }
        return target;
    }

    private static Path free(Path file, String name) {
        try {
            ModelNames.check(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage().replaceFirst("^name=", "output="), e);
        }
        Path target = file.resolveSibling(ModelNames.fileName(name));
        boolean taken = ModelFolders.names().stream().anyMatch(name::equalsIgnoreCase);
        if (taken || Files.exists(target)) {
            throw new IllegalArgumentException(
                    "output=" + name + ": a model of this name is installed; another name is needed");
        }
        return target;
    }

    private static void rewrite(Path file, Path target, String name) throws IOException {
        ModelPackageWriter.write(named(ModelPackageReader.read(file), name), target);
        try {
            Files.delete(file);
        } catch (IOException e) {
            Files.delete(target);
            throw e;
        }
    }

    /** The same model under another name. */
    static ModelPackage named(ModelPackage model, String name) {
        return StoredWeights.in(model.storedAs(), model).name(name).build();
    }
}
