package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** A file of a folder to denoise, as it was when the folder was read, and where its result goes. Immutable. */
final class FolderFile {
    private final Path path;
    private final String name;
    private final Path target;
    private final String targetName;
    private final long bytes;
    private final Instant modified;

    /**
     * @param input the folder that it is in
     * @param target where its result goes
     * @param output the folder that this is in
     * @throws IOException when its size and time cannot be read
     */
    FolderFile(Path input, Path path, Path output, Path target) throws IOException {
        this.path = path;
        this.name = slashed(input.relativize(path));
        this.target = target;
        this.targetName = slashed(output.relativize(target));
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        this.bytes = Math.max(1, attributes.size());
        this.modified = attributes.lastModifiedTime().toInstant();
    }

    private static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    Path path() {
        return path;
    }

    /** How it is called in the record: its path within the input folder, with slashes. */
    String name() {
        return name;
    }

    Path target() {
        return target;
    }

    /** How its result is called in the record: its path within the output folder, with slashes. */
    String targetName() {
        return targetName;
    }

    /** Its size, but 1 for an empty file: progress is told as a share of the bytes of all files. */
    long bytes() {
        return bytes;
    }

    Instant modified() {
        return modified;
    }
}
