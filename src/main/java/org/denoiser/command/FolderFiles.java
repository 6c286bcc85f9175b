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

/** Chooses the files of a folder, and where the result of each goes. */
final class FolderFiles {
    private FolderFiles() {}

    /**
     * @param output may exist, and may lie in the input folder: what is in it is then left out
     * @param patterns of names, separated by ';'; empty for every image file
     * @return at least one file, in natural order
     * @throws IllegalArgumentException for a wrong pattern, folders that are the same, or when no file fits
     * @throws IOException when a folder cannot be read
     */
    static List<FolderFile> of(Path input, Path output, String patterns, boolean recursive) throws IOException {
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
        return withTargets(from, files, to);
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

    /** A result has the name of its image, ending in .tif; where that is another's too, the ending of the image stays before it. */
    private static List<FolderFile> withTargets(Path from, List<Path> files, Path to) throws IOException {
        Map<Path, Integer> wanted = new HashMap<>();
        for (Path file : files) {
            wanted.merge(target(from, file, to, false), 1, Integer::sum);
            wanted.merge(target(from, file, to, true), 1, Integer::sum);
        }
        List<FolderFile> chosen = new ArrayList<>();
        for (Path file : files) {
            boolean shared = wanted.get(target(from, file, to, false)) > 1;
            chosen.add(new FolderFile(from, file, to, target(from, file, to, shared)));
        }
        return chosen;
    }

    private static Path target(Path from, Path file, Path to, boolean whole) {
        String name = file.getFileName().toString();
        String stem = whole ? name : name.substring(0, name.lastIndexOf('.'));
        return to.resolve(from.relativize(file)).resolveSibling(stem + ".tif");
    }
}
