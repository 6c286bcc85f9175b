package org.denoiser.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.denoiser.network.Installation;

/**
 * The places where models lie: the {@code models} folder beside the plugin's own (in a Fiji.app, {@code models/denoiser}), and the
 * user's {@code .denoiser} folder. A model is named by its file without the ending {@code .zip}. Stateless and thread-safe.
 */
public final class ModelFolders {
    /** System property that names the one folder to be used instead; for tests and for installations for many users. */
    private static final String PROPERTY = "denoiser.models";

    private static final String ENDING = ".zip";

    private ModelFolders() {}

    /** The folders that are searched, in this order; some may not exist. */
    static List<Path> all() {
        String chosen = System.getProperty(PROPERTY);
        if (chosen != null) {
            return List.of(Path.of(chosen));
        }
        List<Path> folders = new ArrayList<>();
        folders.add(Installation.user());
        Path root = Installation.root();
        if (root != null) {
            folders.add(root.resolve("models").resolve("denoiser"));
            folders.add(root.resolve("models"));
        }
        return folders;
    }

    /** Names of all models, in alphabetical order; where two folders hold the same name the first folder's is meant. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(installed().keySet());
        Collections.sort(names, String.CASE_INSENSITIVE_ORDER);
        return names;
    }

    /** The packages by the names of the models; where two folders hold the same name the first folder's. */
    static Map<String, Path> installed() {
        Map<String, Path> models = new LinkedHashMap<>();
        for (Path folder : all()) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(entry -> entry.toString().endsWith(ENDING))
                        .sorted()
                        .forEach(entry -> {
                            String file = entry.getFileName().toString();
                            models.putIfAbsent(file.substring(0, file.length() - ENDING.length()), entry);
                        });
            } catch (IOException e) {
                throw new UncheckedIOException("The models in '" + folder + "' cannot be listed: " + e.getMessage(), e);
            }
        }
        return models;
    }

    /**
     * The package that a value of the key {@code model} means.
     *
     * @param model the name of a model, or the path of a package
     * @throws IllegalArgumentException when it is neither, listing the models there are
     */
    public static Path find(String model) {
        return find("model", model);
    }

    /** The package that a value of another key means; else as {@link #find(String)}. */
    static Path find(String key, String model) {
        Path named = installed().get(model);
        if (named != null) {
            return named;
        }
        try {
            Path path = Path.of(model);
            if (Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Not a path on this system, so it can only be a wrong name.
        }
        List<String> names = names();
        throw new IllegalArgumentException(key + "=" + model + ": "
                + (names.isEmpty() ? "" : "one of " + String.join(", ", names) + " or ")
                + "the file of a model package is needed");
    }

    /**
     * Where a new model is to be written.
     *
     * @param output a path, or a bare name for the folder of models
     */
    static Path forNew(String output) {
        Path path = Path.of(output.endsWith(ENDING) ? output : output + ENDING);
        boolean bare = path.getNameCount() == 1 && !path.isAbsolute() && !output.endsWith(ENDING);
        return bare ? writable().resolve(path) : path;
    }

    /** The name of the model that lies in a file. */
    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    /** What a model of another program is called, which lies in a zip, a folder or beside its description. */
    static String shownName(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) ? nameOf(file) : name;
    }

    /** The folder that new models go to; it may not exist yet. */
    static Path writable() {
        if (System.getProperty(PROPERTY) != null) {
            return Path.of(System.getProperty(PROPERTY));
        }
        Path root = Installation.root();
        Path inFiji = root == null ? null : root.resolve("models").resolve("denoiser");
        return inFiji != null && Files.isDirectory(inFiji) && Files.isWritable(inFiji) ? inFiji : Installation.user();
    }
}
