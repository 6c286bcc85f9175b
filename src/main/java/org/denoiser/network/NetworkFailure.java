package org.denoiser.network;

import java.util.Locale;
import java.util.stream.Stream;

/** PyTorch could not run a network. */
public final class NetworkFailure extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final boolean forMemory;

    /** @param message the last line of what PyTorch says */
    NetworkFailure(String message, Throwable cause) {
        super("PyTorch could not run the network: " + message, cause);
        forMemory = tellsOfMemory(message);
    }

    /** Whether memory was wanting, of the computer or of the GPU, so that a smaller tile may help. */
    public boolean isForMemory() {
        return forMemory;
    }

    /** As the allocators of PyTorch 2.7 word it: of the processor, of CUDA and its libraries, of Metal; and C++ itself. */
    private static boolean tellsOfMemory(String message) {
        String text = String.valueOf(message).toLowerCase(Locale.ROOT);
        return Stream.of(
                        "defaultcpuallocator",
                        "allocate memory",
                        "not enough memory",
                        "out of memory",
                        "alloc_failed",
                        "bad_alloc")
                .anyMatch(text::contains);
    }
}
