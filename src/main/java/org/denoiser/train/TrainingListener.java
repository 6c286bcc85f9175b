package org.denoiser.train;

import org.denoiser.model.EpochRow;

/**
 * Hears how training goes, in the thread that trains; a slow listener slows the training. Every method has an empty default.
 */
public interface TrainingListener {
    /** Once, before the first step: what really runs. */
    default void started(String device, String precision) {}

    /**
     * After each step.
     *
     * @param step from 1 on
     * @param all steps there will be at most
     * @param loss of this step's batch
     * @param secondsLeft expected for the rest
     */
    default void step(long step, long all, double loss, double secondsLeft) {}

    /**
     * In the middle of a validation or test.
     *
     * @param done patches measured so far, 0 at its beginning
     * @param all patches there are to measure
     */
    default void validation(long done, long all) {}

    /** After each epoch's validation. */
    default void epoch(EpochRow epoch, boolean best) {}

    /** Something a user should know, as a sentence. */
    default void note(String sentence) {}

    /** Asked before each step and each batch of a validation; once true, training ends and keeps the best weights so far. */
    default boolean isCancelled() {
        return false;
    }
}
