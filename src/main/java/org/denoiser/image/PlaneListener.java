package org.denoiser.image;

/**
 * Hears how far a walk over the planes of an image is, in the thread that walks. To stop the walk it throws an unchecked exception,
 * by custom a {@link java.util.concurrent.CancellationException}, which goes up to the caller.
 */
@FunctionalInterface
public interface PlaneListener {
    /** Hears nothing and never stops. */
    PlaneListener NONE = (done, total) -> {};

    /**
     * Called after each plane.
     *
     * @param done planes finished, from 1 to total
     * @param total all planes of the walk; a walk that reads an image twice counts each plane twice
     */
    void progress(long done, long total);
}
