package org.denoiser.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files so that under their name there is the old content or the whole new one, whatever happens in between. */
final class AtomicFile {
    private static final int MOST_TRIES = 100;

    /** Puts the content into a stream, which it need not close. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a file beside the target, has it stored for good, and moves it to the target's place.
     *
     * @throws IOException from the content or the file system; the target is then as before, and nothing else is left
     */
    static void write(Path target, Content content) throws IOException {
        Path part = newPart(target);
        boolean moved = false;
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                OutputStream out = Channels.newOutputStream(channel);
                content.writeTo(out);
                // Some file systems say only now that the disk is full.
                channel.force(true);
            }
            move(part, target);
            moved = true;
        } finally {
            if (!moved) {
                discard(part);
            }
        }
    }

    private static Path newPart(Path target) throws IOException {
        for (int i = 0; ; i++) {
            Path part = target.resolveSibling(target.getFileName() + "." + i + ".part");
            try {
                return Files.createFile(part);
            } catch (FileAlreadyExistsException e) {
                // Another program writes the same file, or was killed while it did.
                if (i == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The failure that led here is the one to tell.
            return;
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
