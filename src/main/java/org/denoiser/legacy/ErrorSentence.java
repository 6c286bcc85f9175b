package org.denoiser.legacy;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What the user is told about a failure. */
final class ErrorSentence {
    private ErrorSentence() {}

    /** Whether the user can do something about it, so that the sentence is all that is needed. */
    static boolean isForUser(Throwable failure) {
        return failure instanceof IllegalArgumentException
                || failure instanceof UncheckedIOException
                || failure instanceof OutOfMemoryError;
    }

    /** One sentence, never empty. */
    static String of(Throwable failure) {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        if (cause instanceof OutOfMemoryError) {
            return "The memory is not enough: try a smaller image or a smaller tile, or give Java more memory (now "
                    + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB).";
        }
        if (cause instanceof FileSystemException) return of((FileSystemException) cause);
        if (isForUser(failure) && cause.getMessage() != null) return cause.getMessage();
        return "The Denoiser failed in a way that it should not: " + cause + ".";
    }

    /** Java's own messages for these are nothing but the path. */
    private static String of(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof NoSuchFileException) return file + ": there is no such file.";
        if (failure instanceof AccessDeniedException) return file + ": reading or writing it is not allowed.";
        if (failure instanceof FileAlreadyExistsException) return file + ": a file of this name is in the way.";
        if (failure instanceof NotDirectoryException) return file + ": this is not a folder.";
        return failure.getReason() == null ? file + ": reading or writing it failed." : failure.getMessage();
    }

    /** Class, message and stack of a failure and of its causes, for those who look for its origin. */
    static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        for (StackTraceElement element : failure.getStackTrace())
            text.append("\n    at ").append(element);
        if (failure.getCause() != null) text.append("\ncaused by ").append(trace(failure.getCause()));
        return text.toString();
    }
}
