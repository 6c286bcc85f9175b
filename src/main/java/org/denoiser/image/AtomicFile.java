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

/**
 * Writes files so that under their name there is what was there before or the whole new content, whatever happens in between. Several
 * threads and programs may write the same file; the last one's content stays.
 */
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_TRIES = 100;

    /** What a channel is given at once: it copies that to memory outside of Java's. */
    private static final int CHUNK = 1 << 20;

    /** Bytes after which what is written is stored for good, so that the end takes no longer than any other moment. */
    private static final long STORED_AT_ONCE = 64L << 20;

    /** Puts the content into a stream; need not close or flush it. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a temporary file beside the target, has it stored for good, counts its bytes, and moves it to the target's place. Temporary
     * files that killed programs have left in the folder are removed.
     *
     * @param target in a folder that is there; a link to a file stays a link
     * @throws IOException from the content or the file system; the target is then as before, and nothing else is left
     */
    public static void write(Path target, Content content) throws IOException {
        // A link is followed, so that the file it points to is replaced and not the link.
        Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        AbandonedParts.remove(place.getParent());
        Path part = newPart(place);
        boolean moved = false;
        try {
            fill(part, content);
            move(part, place);
            moved = true;
        } finally {
            if (!moved) discard(part);
        }
    }

    private static Path newPart(Path place) throws IOException {
        for (int i = 0; ; i++) {
            Path part = place.resolveSibling(AbandonedParts.name(place, i));
            try {
                return Files.createFile(part);
            } catch (FileAlreadyExistsException e) {
                // Another thread writes to the same place, or an earlier run with this process number was killed.
                if (i == MOST_TRIES) throw e;
            }
        }
    }

    /** Tells other computers that the file is not abandoned; where a file system has no locks, nothing does. */
    private static void lock(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException e) {
            return;
        }
    }

    private static void fill(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            lock(channel);
            CountingStream out = new CountingStream(channel);
            content.writeTo(out);
            out.flush();
            // Some file systems say only now that the disk is full.
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

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The failure that led here is the one to tell.
            return;
        }
    }

    /** Counts, and has stored for good what it was given, now and then. */
    private static final class CountingStream extends BufferedOutputStream {
        private final FileChannel channel;
        private long count;
        private long stored;

        private CountingStream(FileChannel channel) {
            super(Channels.newOutputStream(channel), BUFFER);
            this.channel = channel;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            super.write(b);
            count++;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; done += CHUNK) {
                int part = Math.min(CHUNK, length - done);
                super.write(bytes, offset + done, part);
                count += part;
                if (count - stored >= STORED_AT_ONCE) {
                    flush();
                    channel.force(false);
                    stored = count;
                }
            }
        }
    }
}
