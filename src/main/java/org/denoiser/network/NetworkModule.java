package org.denoiser.network;

/** A module on a device: the seam between what is done with networks and what runs them. Calls are serialised. */
interface NetworkModule extends AutoCloseable {
    /**
     * Runs a method that takes tensors of float32 and gives one.
     *
     * @param training whether gradients are recorded
     * @throws NetworkFailure when it fails, for example for want of memory
     * @throws IllegalStateException when the module is closed
     */
    void call(String method, boolean training, LoadedModule.Receiver receiver, LoadedModule.Argument... arguments);

    /** What it runs on: {@code cpu}, {@code gpu0}, {@code mps}. */
    String deviceName();

    /** The precision that really runs, never {@link Precision#AUTO}. */
    Precision precision();

    /** Frees its memory; closing twice is allowed. */
    @Override
    void close();
}
