package org.denoiser.train;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a training tells, and may stop it after a step. */
class Recorder implements TrainingListener {
    final List<String> events = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<Double> losses = new ArrayList<>();
    final List<Double> secondsLeft = new ArrayList<>();
    private long last = Long.MAX_VALUE;
    private long done;

    /** Ends the training once it has reached this step. */
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
    public void epoch(Epoch epoch, boolean best) {
        events.add("epoch " + epoch.number() + " at " + epoch.step());
    }

    @Override
    public void note(String sentence) {
        events.add("note");
        notes.add(sentence);
    }

    @Override
    public boolean isCancelled() {
        return done >= last || last == 0;
    }
}
