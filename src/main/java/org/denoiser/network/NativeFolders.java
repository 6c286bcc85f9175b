package org.denoiser.network;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Removes folders of libraries. Stateless. */
final class NativeFolders {
    private NativeFolders() {}

    /** Deletes a folder with all that is in it; links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.delete(path);
            }
        }
    }

    /** What the files in a folder take altogether. */
    static long bytes(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            long sum = 0;
            for (Path file : all.filter(Files::isRegularFile).collect(Collectors.toList())) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    /**
     * Deletes the libraries in a place, begun installations too, and nothing else. A library loses its name first, so that it is never
     * there by half.
     *
     * @return those removed
     */
    static List<Path> removeAll(Path place) throws IOException {
        List<Path> removed = new ArrayList<>();
        if (!Files.isDirectory(place)) {
            return removed;
        }
        List<Path> folders;
        try (Stream<Path> entries = Files.list(place)) {
            folders = entries.filter(Files::isDirectory).sorted().collect(Collectors.toList());
        }
        for (Path folder : folders) {
            String name = folder.getFileName().toString();
            Path plain = folder.resolveSibling(name.replaceFirst("^\\.(.*)\\.(part|removed)$", "$1"));
            if (TorchLibrary.named(plain, "") == null) {
                continue;
            }
            if (plain.equals(folder)) {
                Path hidden = folder.resolveSibling("." + name + ".removed");
                try {
                    folder = Files.move(folder, hidden);
                } catch (FileSystemException e) {
                    throw new IOException(
                            "The library in " + folder
                                    + " is in use: quit Fiji, then run from a shell: gpu action=remove",
                            e);
                }
                removed.add(plain);
            }
            delete(folder);
        }
        return removed;
    }
}
