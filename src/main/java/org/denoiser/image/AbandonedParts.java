package org.denoiser.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The temporary files of {@link AtomicFile} that killed programs have left: their names tell the process that wrote them. */
final class AbandonedParts {
    private static final Pattern NAME = Pattern.compile("\\..+\\.(\\d{1,18})-\\d{1,3}\\.part");

    /** Folders that were looked at: one may hold ten thousands of files, and a run writes as many. */
    private static final Set<Path> SEEN = ConcurrentHashMap.newKeySet();

    private AbandonedParts() {}

    /** What this process calls its temporary file for a target. */
    static String name(Path target, int number) {
        return "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + number + ".part";
    }

    /** Removes those in a folder, once in the life of this process. */
    static void remove(Path folder) {
        if (!SEEN.add(folder)) return;
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, AbandonedParts::isOfEndedProcess)) {
            for (Path part : parts) removeUnlocked(part);
        } catch (IOException | DirectoryIteratorException e) {
            // they are in nobody's way
            return;
        }
    }

    private static boolean isOfEndedProcess(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches()
                && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
    }

    /** The process may be one of another computer that shares the folder; it holds a lock then. */
    private static void removeUnlocked(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) return;
        } catch (OverlappingFileLockException e) {
            // another copy of this class in the same Java holds it
            return;
        }
        Files.deleteIfExists(part);
    }
}
