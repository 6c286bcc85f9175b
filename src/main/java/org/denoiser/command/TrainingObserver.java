package org.denoiser.command;

/**
 * Somebody who watches a training, such as a window, and may ask things of it. The training waits for every call, so that each returns at
 * once; they come from one thread, that of the training. Requests are asked for between two steps and between two batches of a
 * validation. Every method has an empty default.
 */
public interface TrainingObserver {
    /** Sees nothing and wants nothing. */
    TrainingObserver NONE = new TrainingObserver() {};

    /** Once, before the first step. */
    default void started(TrainingStart start) {}

    /**
     * After each step.
     *
     * @param step from 1 on
     * @param loss of this step's batch
     * @param secondsLeft expected for the rest
     */
    default void step(long step, double loss, double secondsLeft) {}

    /**
     * In the middle of a validation or test.
     *
     * @param what is done, such as {@code Validating}
     * @param done patches measured so far
     * @param all patches there are to measure
     */
    default void measured(String what, long done, long all) {}

    /** After each epoch's validation; first for those of an earlier sitting. */
    default void epoch(TrainingEpoch epoch) {}

    /** What was asked for with {@link #wantsPreview}. */
    default void preview(TrainingPreview preview) {}

    /** Something the user should know, as a sentence: that a checkpoint is written, or that it could not be. */
    default void note(String sentence) {}

    /**
     * Once, at the very end, also of a training that never started.
     *
     * @param sentence what came of it; null if it failed or was cancelled
     */
    default void ended(String sentence) {}

    /** Whether the picture of some patches is wanted; answers true once for each. */
    default boolean wantsPreview() {
        return false;
    }

    /** Whether a checkpoint is wanted; answers true once for each. */
    default boolean wantsCheckpoint() {
        return false;
    }

    /** Whether training is to end and the best weights so far are to be saved; once true it stays true. */
    default boolean wantsStop() {
        return false;
    }

    /** Whether training is to end without a model, with its checkpoint alone; once true it stays true. */
    default boolean wantsCancel() {
        return false;
    }
}
