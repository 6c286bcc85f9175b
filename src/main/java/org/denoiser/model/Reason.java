package org.denoiser.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, for the end of a sentence that names the file. */
final class Reason {
    private Reason() {}

    static String of(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (problem instanceof AccessDeniedException) {
            return "permission was denied";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return "'" + problem.getMessage() + "' is in the way";
        }
        if (problem instanceof FileSystemException && ((FileSystemException) problem).getReason() != null) {
            return ((FileSystemException) problem).getReason();
        }
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }
}
