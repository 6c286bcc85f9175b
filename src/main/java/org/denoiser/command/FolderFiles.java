package org.denoiser.command;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.denoiser.image.ImageFiles;

/** The files of a folder that were chosen, and where the result of each goes. Immutable. */
final class FolderFiles {
    private final Path input;
    private final Path output;
    private final List<Path> files;
    private final Map<String, Integer> targets = new HashMap<>();

    private FolderFiles(Path input, Path output, List<Path> files) {
        this.input = input;
        this.output = output;
        this.files = files;
        for (Path file : files) {
            targets.merge(plainTarget(file).toString(), 1, Integer::sum);
        }
    }

    /**
     * @param output may exist, and may lie in the input folder: what is in it is then left out
     * @param patterns of names, separated by ';'; empty for every image file
     * @throws IllegalArgumentException for a wrong pattern, folders that are the same, or when no file fits
     * @throws IOException when a folder cannot be read
     */
    static FolderFiles of(Path input, Path output, String patterns, boolean recursive) throws IOException {
        if (!Files.isDirectory(input)) {
            throw new IllegalArgumentException("input=" + input + ": there is no such folder");
        }
        Path from = input.toRealPath();
        Path to = Files.exists(output)
                ? output.toRealPath()
                : output.toAbsolutePath().normalize();
        if (Files.exists(to) && !Files.isDirectory(to)) {
            throw new IllegalArgumentException("output=" + output + ": a folder is needed, but this is a file");
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException(
                    "output=" + output + ": a folder other than that of the noisy images is needed");
        }
        List<PathMatcher> matchers = matchers(patterns);
        List<Path> files = new ArrayList<>();
        for (Path file : ImageFiles.list(from, recursive)) {
            boolean chosen = matchers.isEmpty() || matches(matchers, from.relativize(file));
            if (chosen && !file.startsWith(to)) {
                files.add(file);
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files=" + patterns + ": no image file of '" + input + "' fits");
        }
        return new FolderFiles(from, to, List.copyOf(files));
    }

    private static List<PathMatcher> matchers(String patterns) {
        List<PathMatcher> matchers = new ArrayList<>();
        for (String pattern : patterns.split(";")) {
            if (pattern.isBlank()) {
                continue;
            }
            try {
                String text = pattern.trim().toLowerCase(Locale.ROOT);
                PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + text);
                boolean path = text.contains("/");
                matchers.add(file -> matcher.matches(path ? file : file.getFileName()));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "files=" + patterns + ": '" + pattern.trim() + "' is no pattern (" + e.getDescription() + ")",
                        e);
            }
        }
        return matchers;
    }

    private static boolean matches(List<PathMatcher> matchers, Path relative) {
        Path lower = Path.of(relative.toString().toLowerCase(Locale.ROOT));
        return matchers.stream().anyMatch(matcher -> matcher.matches(lower));
    }

    /** The files in natural order. */
    List<Path> files() {
        return files;
    }

    /** How a file is called in the record: its path within the input folder, with slashes. */
    String name(Path file) {
        return slashed(input.relativize(file));
    }

    /** The same for its result, within the output folder. */
    String targetName(Path file) {
        return slashed(output.relativize(target(file)));
    }

    /** Where its result goes: the same name as TIFF. Where two names differ in their endings only, these are kept. */
    Path target(Path file) {
        Path plain = plainTarget(file);
        return targets.get(plain.toString()) == 1 ? plain : plain.resolveSibling(file.getFileName() + ".tif");
    }

    private Path plainTarget(Path file) {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        return output.resolve(input.relativize(file)).resolveSibling(stem + ".tif");
    }

    private static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
