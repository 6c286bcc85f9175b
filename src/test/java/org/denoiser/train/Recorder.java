package org.denoiser.train;

import java.util.ArrayList;
import java.util.List;
import org.denoiser.model.EpochRow;

/** Writes down what a training tells, and may stop it after a step. */
class Recorder implements TrainingListener {
    final List<String> events = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<Double> losses = new ArrayList<>();
    final List<Double> secondsLeft = new ArrayList<>();
    private long last = Long.MAX_VALUE;
    private long done;
    private int lastValidation;
    private long lastPatch = Long.MAX_VALUE;
    private int validations;
    private boolean cancelled;
    private boolean validating;

    /** Ends the training once a validation (counted from 1) has measured as many patches. */
    Recorder cancelInValidation(int validation, long patches) {
        lastValidation = validation;
        lastPatch = patches;
        return this;
    }

    /** Ends the training once it has reached this step, and validated if it ends an epoch. */
    Recorder cancelAfter(long step) {
        last = step;
        return this;
    }

    @Override
    public void started(String device, String precision) {
        events.add("started " + device + " " + precision);
    }

    @Override
    public void step(long step, long all, double loss, double left) {
        done = step;
        events.add("step " + step + " of " + all);
        losses.add(loss);
        secondsLeft.add(left);
    }

    @Override
    public void validation(long measured, long all) {
        validations += measured == 0 ? 1 : 0;
        validating = measured < all;
        cancelled |= validations == lastValidation && measured >= lastPatch;
        events.add("validation " + measured + " of " + all);
    }

    @Override
    public void epoch(EpochRow epoch, boolean best) {
        events.add("epoch " + epoch.epoch() + " at " + epoch.step());
    }

    @Override
    public void note(String sentence) {
        events.add("note");
        notes.add(sentence);
    }

    @Override
    public boolean isCancelled() {
        return cancelled || (!validating && (done >= last || last == 0));
    }
}
