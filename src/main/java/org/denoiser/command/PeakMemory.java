package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The largest resident memory of this process so far, native libraries included. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private PeakMemory() {}

    /** In MB; {@code unknown} where the system does not tell (only Linux does). */
    static String megabytes() {
        if (!Files.isReadable(STATUS)) {
            return "unknown";
        }
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.toString(Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024);
                }
            }
            return "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
