package org.denoiser.legacy;

import org.denoiser.command.TrainingEpoch;
import org.denoiser.command.TrainingStart;

/** What a training has told so far, from one thread, for another to look at. Thread-safe. */
final class TrainingLog {
    /** The state at one moment. Immutable; its arrays are its reader's. */
    static final class View {
        /** Null before the training began. */
        final TrainingStart start;

        final long step;
        final double loss;
        final double secondsLeft;
        /** What is being done besides steps, such as {@code Validating 12 of 80}; empty for nothing. */
        final String phase;

        final String note;
        /** Null before the first epoch ended. */
        final TrainingEpoch best;
        /** Points over epochs: all x, all y. */
        final double[][] steps;

        final double[][] training;
        final double[][] validation;
        final double[][] psnr;
        /** Null before the first one. */
        final PatchPictures pictures;

        final boolean ended;

        private View(TrainingLog log) {
            start = log.start;
            step = log.step;
            loss = log.loss;
            secondsLeft = log.secondsLeft;
            phase = log.phase;
            note = log.note;
            best = log.best;
            steps = log.steps.points();
            training = log.training.points();
            validation = log.validation.points();
            psnr = log.psnr.points();
            pictures = log.pictures;
            ended = log.ended;
        }

        /** Epochs done, with the part of the present one. */
        double epochsDone() {
            return start == null ? 0 : (double) step / start.steps();
        }
    }

    private final Curve steps = new Curve();
    private final Curve training = new Curve();
    private final Curve validation = new Curve();
    private final Curve psnr = new Curve();
    private TrainingStart start;
    private long step;
    private double loss = Double.NaN;
    private double secondsLeft = Double.NaN;
    private String phase = "";
    private String note = "";
    private TrainingEpoch best;
    private PatchPictures pictures;
    private boolean ended;
    private long changes;

    synchronized void start(TrainingStart value) {
        start = value;
        changes++;
    }

    synchronized void step(long number, double value, double left) {
        step = number;
        loss = value;
        secondsLeft = left;
        phase = "";
        steps.add((double) number / start.steps(), value);
        changes++;
    }

    synchronized void phase(String words) {
        phase = words;
        changes++;
    }

    synchronized void epoch(TrainingEpoch epoch) {
        // those of an earlier sitting come without its steps
        step = Math.max(step, (long) epoch.number() * start.steps());
        training.add(epoch.number(), epoch.trainingLoss());
        validation.add(epoch.number(), epoch.validationLoss());
        psnr.add(epoch.number(), epoch.psnr());
        if (epoch.isBest()) best = epoch;
        phase = "";
        changes++;
    }

    synchronized void pictures(PatchPictures value) {
        pictures = value;
        changes++;
    }

    synchronized void note(String sentence) {
        note = sentence;
        changes++;
    }

    synchronized void end() {
        ended = true;
        phase = "";
        changes++;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** Another number after every change. */
    synchronized long changes() {
        return changes;
    }

    synchronized View view() {
        return new View(this);
    }
}
