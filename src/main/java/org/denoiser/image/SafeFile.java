package org.denoiser.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a file as {@link AtomicFile} does, in folders that are made when they are missing and gone again when anything fails, and says
 * in a sentence for the user what failed.
 */
final class SafeFile {
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
    void write(AtomicFile.Content content) throws IOException {
        check();
        Deque<Path> made = new ArrayDeque<>();
        boolean written = false;
        try {
            makeFolders(target.getParent(), made);
            AtomicFile.write(target, content);
            written = true;
        } catch (IOException e) {
            throw new IOException("Cannot write '" + target + "': " + reason(e), e);
        } finally {
            if (!written) remove(made);
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

    private static void remove(Deque<Path> made) {
        try {
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
}
