package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.Titles;

/** The files that a key names: a file, a folder with the folders in it, or several of them. Immutable. */
final class TrainingFiles {
    /** What the command {@code noise} puts behind a name. */
    private static final String NOISY = "-noisy";

    private final String key;
    private final String text;
    private final List<Path> paths = new ArrayList<>();
    /** Paths without extension, those in a folder from there on: what partners have in common. */
    private final List<String> names = new ArrayList<>();

    /**
     * @param key the key's name, for messages
     * @param text paths separated by {@code ;}
     * @throws IOException when a folder cannot be read or holds no images
     */
    TrainingFiles(String key, String text) throws IOException {
        this.key = key;
        this.text = text;
        for (String part : text.split(";")) {
            Path path = InputImages.path(key, part.trim());
            if (Files.isDirectory(path)) {
                for (Path file : ImageFiles.list(path, true)) {
                    add(file, path.relativize(file));
                }
            } else {
                add(path, path.getFileName() == null ? path : path.getFileName());
            }
        }
    }

    private void add(Path file, Path name) {
        paths.add(file);
        names.add(Titles.withoutExtension(name.toString()));
    }

    /** In the order of the text and, within folders, of the names. */
    List<Path> paths() {
        return paths;
    }

    /**
     * The partner of each file: that of the same name, whatever the extensions, or the only one of the only one. A name may end in
     * {@code -noisy} where its partner's does not.
     *
     * @throws IllegalArgumentException naming the first file that has none, or two of the same name
     */
    List<Path> partners(TrainingFiles others) {
        if (paths.size() == 1 && others.paths.size() == 1) {
            return others.paths;
        }
        byName();
        Map<String, Path> left = others.byName();
        List<Path> partners = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            String name = names.get(i);
            String plain = name.endsWith(NOISY) ? name.substring(0, name.length() - NOISY.length()) : name;
            Path partner = left.remove(left.containsKey(name) ? name : plain);
            if (partner == null) {
                throw new IllegalArgumentException(
                        others.key + "=" + others.text + ": no image in it has the name of '" + paths.get(i) + "'");
            }
            partners.add(partner);
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(key + "=" + text + ": no image in it has the name of '"
                    + left.values().iterator().next() + "', which is one of " + others.key);
        }
        return partners;
    }

    private Map<String, Path> byName() {
        Map<String, Path> byName = new LinkedHashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            Path other = byName.put(names.get(i), paths.get(i));
            if (other != null) {
                throw new IllegalArgumentException(key + "=" + text + ": '" + other + "' and '" + paths.get(i)
                        + "' have the same name, so that partners cannot be told apart");
            }
        }
        return byName;
    }
}
