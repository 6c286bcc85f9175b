package org.denoiser.image;

import java.io.BufferedOutputStream;
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
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a file so that under its name there is either what was there before or the whole new file: into a temporary file beside it,
 * forced to the disk, counted, then moved into place. Missing folders are made. When anything fails, the temporary file and the
 * folders made for it are gone again.
 */
final class SafeFile {
    private static final int BUFFER = 1 << 16;

    /** Puts the content into a stream; need not close or flush it. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Path target;

    /** @param target may exist, as a regular file or as a link to one, which then stays a link */
    SafeFile(Path target) {
        this.target = target.toAbsolutePath().normalize();
    }

    /**
     * Refuses a target that cannot become a file, as far as this is seen without writing.
     *
     * @throws IOException with a sentence for the user
     */
    void check() throws IOException {
        if (Files.isDirectory(target)) throw new IOException("Cannot write '" + target + "': it is a folder.");
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new IOException("Cannot write '" + target + "': it is not a regular file.");
        }
        Path folder = target.getParent();
        while (folder != null && Files.notExists(folder)) folder = folder.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("Cannot write '" + target + "': '" + folder + "' is not a folder.");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("Cannot write '" + target + "': the folder '" + folder + "' is not writable.");
        }
    }

    /**
     * Writes the file.
     *
     * @throws IOException with a sentence for the user
     */
    void write(Content content) throws IOException {
        check();
        Deque<Path> made = new ArrayDeque<>();
        Path temporary = null;
        boolean moved = false;
        try {
            // a link is followed, so that the file it points to is replaced and not the link
            Path place = Files.exists(target) ? target.toRealPath() : target;
            makeFolders(place.getParent(), made);
            temporary = createBeside(place);
            fill(temporary, content);
            move(temporary, place);
            moved = true;
        } catch (IOException e) {
            throw new IOException("Cannot write '" + target + "': " + reason(e), e);
        } finally {
            if (!moved) remove(temporary, made);
        }
    }

    private static void makeFolders(Path folder, Deque<Path> made) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path p = folder; p != null && Files.notExists(p); p = p.getParent()) missing.push(p);
        for (Path p : missing) {
            Files.createDirectory(p);
            made.push(p);
        }
    }

    private static Path createBeside(Path place) throws IOException {
        for (int i = 0; ; i++) {
            Path path = place.resolveSibling(
                    "." + place.getFileName() + "." + ProcessHandle.current().pid() + "-" + i + ".part");
            try {
                return Files.createFile(path);
            } catch (FileAlreadyExistsException e) {
                // another thread writes to the same place, or an earlier run with this process number was killed
                if (i == 100) throw e;
            }
        }
    }

    private static void fill(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            CountingStream out = new CountingStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            // some file systems say only now that the disk is full
            channel.force(true);
            if (channel.size() != out.count) {
                throw new IOException("only " + channel.size() + " of " + out.count + " bytes were stored");
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path temporary, Deque<Path> made) {
        try {
            if (temporary != null) Files.deleteIfExists(temporary);
            for (Path folder : made) Files.deleteIfExists(folder);
        } catch (IOException e) {
            // the first failure is the one to tell; a folder that others have put files into meanwhile stays
            return;
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        boolean bare = message == null || message.isEmpty() || message.startsWith("/") || !message.contains(" ");
        String text = bare ? e.getClass().getSimpleName() + (message == null ? "" : " " + message) : message;
        return text.endsWith(".") ? text : text + ".";
    }

    private static final class CountingStream extends BufferedOutputStream {
        private long count;

        private CountingStream(OutputStream out) {
            super(out, BUFFER);
        }

        @Override
        public synchronized void write(int b) throws IOException {
            super.write(b);
            count++;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, length);
            count += length;
        }
    }
}
