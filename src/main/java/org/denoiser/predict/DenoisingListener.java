package org.denoiser.predict;

/**
 * Hears how far denoising is, in the thread that denoises. To stop it throws an unchecked exception, by custom a
 * {@link java.util.concurrent.CancellationException}, which goes up to the caller; nothing is left behind then.
 */
@FunctionalInterface
public interface DenoisingListener {
    /** Hears nothing and never stops. */
    DenoisingListener NONE = (done, total) -> {};

    /**
     * Called before the first and after each tile.
     *
     * @param done tiles finished
     * @param total tiles of the whole image, all planes together
     */
    void progress(long done, long total);

    /**
     * Called after each plane that is looked at before the first tile, to find bad pixels or the range of values.
     *
     * @param read planes looked at; each may be looked at more than once
     * @param all planes to look at
     * @param total tiles of the whole image
     */
    default void looking(long read, long all, long total) {
        progress(0, total);
    }

    /**
     * Called while a result that is whole is written to a file.
     *
     * @param written bytes
     * @param all bytes of its pixels
     */
    default void saving(long written, long all) {
        progress(1, 1);
    }
}
