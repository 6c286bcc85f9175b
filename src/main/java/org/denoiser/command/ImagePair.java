package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.Titles;

/** An image file and its reference, if it has one. Immutable. */
final class ImagePair {
    private static final List<String> SUFFIXES = List.of("", "-denoised", "-noisy");

    private final Path image;
    private final Path reference;

    private ImagePair(Path image, Path reference) {
        this.image = image;
        this.reference = reference;
    }

    Path image() {
        return image;
    }

    /** Null if it was listed alone. */
    Path reference() {
        return reference;
    }

    /**
     * Pairs the images of a folder with their references of the same names in another folder, whatever the extensions. An image may
     * have a name that a result of this plugin has, such as {@code cell-denoised.tif} for {@code cell.png}.
     *
     * @param key that of the references, for errors
     * @return a pair for each image, in their order; references without an image are left out
     * @throws IOException if a folder cannot be read or has no images
     * @throws IllegalArgumentException if an image has no reference, or if two references have its name
     */
    static List<ImagePair> match(String key, Path images, Path references) throws IOException {
        Map<String, List<Path>> byName = new HashMap<>();
        for (Path path : ImageFiles.list(references, false)) {
            byName.computeIfAbsent(name(path), name -> new ArrayList<>()).add(path);
        }
        List<ImagePair> pairs = new ArrayList<>();
        for (Path path : ImageFiles.list(images, false))
            pairs.add(new ImagePair(path, find(key, path, references, byName)));
        return pairs;
    }

    /** The images of a folder without references. */
    static List<ImagePair> alone(Path images) throws IOException {
        List<ImagePair> pairs = new ArrayList<>();
        for (Path path : ImageFiles.list(images, false)) pairs.add(new ImagePair(path, null));
        return pairs;
    }

    private static Path find(String key, Path image, Path references, Map<String, List<Path>> byName) {
        for (String suffix : SUFFIXES) {
            String name = name(image);
            if (!name.endsWith(suffix)) continue;
            List<Path> found = byName.getOrDefault(name.substring(0, name.length() - suffix.length()), List.of());
            if (found.size() > 1) {
                throw new IllegalArgumentException(key + "=" + references + ": '"
                        + found.get(0).getFileName() + "' and '" + found.get(1).getFileName()
                        + "' have the same name, that of '" + image.getFileName() + "'");
            }
            if (found.size() == 1) return found.get(0);
        }
        throw new IllegalArgumentException(
                key + "=" + references + ": no image in it has the name of '" + image.getFileName() + "'");
    }

    private static String name(Path path) {
        return Titles.withoutExtension(path.getFileName().toString());
    }
}
