package org.denoiser.image;

/** What can still be allocated in Java's memory. */
public final class HeapRoom {
    private HeapRoom() {}

    /** Whether so many bytes fit, after a clean-up if it takes one to tell. */
    public static boolean holds(long bytes) {
        if (bytes <= free()) return true;
        // what counts as used is garbage in part
        Runtime.getRuntime().gc();
        return bytes <= free();
    }

    /** Bytes that are free now; what is garbage does not count. */
    public static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
