package org.denoiser.network;

/** Hears how far an installation is. To stop it throws a {@link java.util.concurrent.CancellationException}. */
@FunctionalInterface
public interface SetupListener {
    /**
     * Called several times a second.
     *
     * @param what is being done
     * @param done bytes
     * @param total bytes
     */
    void progress(String what, long done, long total);
}
