package org.denoiser.command;

import java.util.concurrent.CancellationException;

/**
 * What a running command tells its caller, and the caller's way to stop it. A command may call it from any of its threads; the
 * implementations given to commands are thread-safe and cheap enough for a call per tile or per step.
 */
public interface Progress {
    /** Hears nothing and never cancels. */
    Progress NONE = new Progress() {
        @Override
        public void status(String text) {}

        @Override
        public void progress(long done, long total) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /** Says what is being done now, in a few words without a full stop; for instance {@code "epoch 3 of 40, PSNR 28.1 dB"}. */
    void status(String text);

    /**
     * Says how far the command is.
     *
     * @param done units finished, from 0 to total
     * @param total all units, at least 1; when done equals total the command is about to end
     */
    void progress(long done, long total);

    /** Whether the command should stop as soon as it can; once true it stays true. */
    boolean isCancelled();

    /** Whoever wants to watch the training that is about to begin; asked once for each training. By default nobody does. */
    default TrainingObserver trainingObserver() {
        return TrainingObserver.NONE;
    }

    /** @throws CancellationException if the caller wants the command to stop */
    default void checkCancelled() {
        if (isCancelled()) throw new CancellationException("Cancelled.");
    }
}
