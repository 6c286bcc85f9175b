package org.denoiser.network;

/** Threads that each native operation may use; one number for the whole process. Thread-safe. */
public final class NetworkThreads {
    private NetworkThreads() {}

    /** What is used unless something else is asked for: all processors of the machine. */
    public static int defaultCount() {
        return Torch.defaultThreads();
    }

    /**
     * Uses this many threads from now on.
     *
     * @throws IllegalArgumentException below 1
     */
    public static void use(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads=" + count + ": 1 or more is needed");
        }
        Torch.useThreads(count);
    }
}
