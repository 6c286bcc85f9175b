package org.denoiser.train;

import java.nio.file.Path;
import java.util.List;
import org.denoiser.model.EpochRow;

/**
 * Hears how training goes, in the thread that trains; a slow listener slows the training. It may ask for things, which training gives
 * between two steps and between two batches of a validation, and which change nothing of what is learnt. Every method has an empty
 * default.
 */
public interface TrainingListener {
    /** Once, before the first step: what really runs. */
    default void started(String device, String precision) {}

    /** After {@link #started}, when training goes on from a checkpoint: the epochs that had ended. */
    default void resumed(List<EpochRow> epochs) {}

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

    /** A checkpoint that the listener asked for is written; for one that could not be, there is a note. */
    default void checkpoint(Path file, long step) {}

    /** What the listener asked for: some patches of the validation, always the same ones, as they come out now. */
    default void preview(Preview preview) {}

    /**
     * Asked before each step and each batch of a validation; each time it is true, a checkpoint is written. Not asked where training keeps
     * none.
     */
    default boolean wantsCheckpoint() {
        return false;
    }

    /** Asked before each step and each batch of a validation; each time it is true, {@link #preview} is called. */
    default boolean wantsPreview() {
        return false;
    }

    /** Asked before each step and each batch of a validation; once true, training ends and keeps the best weights so far. */
    default boolean isCancelled() {
        return false;
    }
}
