package org.denoiser.model;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a package that comes from outside, in a zip or in a folder. Not thread-safe. Its exceptions hold the reason
 * alone, for the end of a sentence that names the package.
 */
abstract class PackageFiles implements Closeable {
    /** Thrown for what is no package at all, as opposed to a damaged one. */
    static final class NoPackageException extends IOException {
        private static final long serialVersionUID = 1L;

        NoPackageException(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /**
     * Opens a package.
     *
     * @throws NoPackageException when it is neither a folder nor a zip, or holds no description
     * @throws IOException when it is not there, or holds more files than a package can, or names that leave it
     */
    static PackageFiles open(Path path) throws IOException {
        PackageFiles files = openAny(path);
        try {
            if (!files.has(EntryNames.DESCRIPTION)) {
                throw new NoPackageException("it holds no " + EntryNames.DESCRIPTION, null);
            }
            return files;
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    /**
     * Opens what may be a package, whatever its description is called.
     *
     * @throws NoPackageException when it is neither a folder nor a zip
     * @throws IOException as {@link #open} has it
     */
    static PackageFiles openAny(Path path) throws IOException {
        return Files.isDirectory(path) ? new PackageFolder(path) : new PackageZip(path);
    }

    /** Whether there is a file of this name. */
    abstract boolean has(String name) throws IOException;

    /**
     * The content of a file.
     *
     * @param most bytes that it may have
     * @throws IOException when it is not there, damaged, larger, or not within the package
     */
    abstract byte[] read(String name, long most) throws IOException;

    /** Refuses names that could mean a file elsewhere, on any system. */
    static void checkName(String name) throws IOException {
        boolean leaves = name.isEmpty()
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || name.chars().anyMatch(Character::isISOControl)
                || ("/" + name + "/").contains("/../");
        if (leaves) {
            throw new IOException("it names a file '" + name.replaceAll("\\p{Cntrl}", "?") + "' outside of itself");
        }
    }

    static IOException tooLarge(String name, long most) {
        return new IOException("its " + name + " is larger than the " + most + " bytes that it can have");
    }

    static IOException missing(String name) {
        return new IOException("it holds no " + name);
    }
}
