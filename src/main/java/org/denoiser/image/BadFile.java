package org.denoiser.image;

import java.io.IOException;

/** The sentences for files that cannot be opened. A file is its path, or its path and the name of an entry in it. */
final class BadFile {
    private BadFile() {}

    /** The file ends before its pixels do. */
    static IOException truncated(Object file) {
        return new IOException("File '" + file + "' is truncated: a part of its pixel data is missing.");
    }

    /** The file is not what its first bytes or its name say. */
    static IOException damaged(Object file, String format, Throwable cause) {
        return new IOException("File '" + file + "' is damaged: it is no valid " + format + " file.", cause);
    }

    /** The file may be fine, but is not what was meant. */
    static IOException refused(Object file, String what) {
        return new IOException("File '" + file + "' cannot be opened: " + what + ".");
    }

    /** The file may be fine, but neither ImageJ nor this package reads what is in it. */
    static IOException unsupported(Object file, String what) {
        return new IOException(
                "File '" + file + "' cannot be opened: " + what + "; open it in another way and save it as TIFF.");
    }

    /**
     * Refuses an image that the Java heap cannot hold, before ImageJ tries and opens its out-of-memory message.
     *
     * @param bytes of all pixels in memory
     */
    static void requireMemory(Object file, long bytes) throws IOException {
        if (HeapRoom.holds(bytes)) return;
        throw new IOException("File '" + file + "' does not fit into memory: its pixels take " + (bytes >> 20)
                + " MB and " + (HeapRoom.free() >> 20)
                + " MB are free; open it as a virtual stack or raise the memory limit.");
    }
}
