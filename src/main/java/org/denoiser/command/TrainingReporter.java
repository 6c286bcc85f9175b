package org.denoiser.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.denoiser.model.EpochRow;
import org.denoiser.train.Preview;
import org.denoiser.train.TrainingListener;
import org.denoiser.train.TrainingOptions;

/** Hands what the trainer tells on to the command's caller and to whoever watches, and their wishes back. Used by one thread. */
final class TrainingReporter implements TrainingListener {
    private final Progress progress;
    private final TrainingObserver observer;
    private final String name;
    private final TrainingOptions options;
    private String where = "";
    private String last = "";
    private boolean testing;

    /** @param name of the model */
    TrainingReporter(Progress progress, TrainingObserver observer, String name, TrainingOptions options) {
        this.progress = progress;
        this.observer = observer;
        this.name = name;
        this.options = options;
    }

    /** From now on the finished model is measured, which a wish to stop training does not end. */
    void testing() {
        testing = true;
    }

    @Override
    public void started(String device, String precision) {
        where = device + ", " + precision;
        progress.status("Training on " + where);
        observer.started(new TrainingStart(name, device, precision, options.epochs(), options.steps()));
    }

    @Override
    public void resumed(List<EpochRow> epochs) {
        double lowest = Double.POSITIVE_INFINITY;
        for (EpochRow epoch : epochs) {
            observer.epoch(figures(epoch, epoch.validationLoss() < lowest));
            lowest = Math.min(lowest, epoch.validationLoss());
        }
    }

    private static TrainingEpoch figures(EpochRow row, boolean best) {
        return new TrainingEpoch(row.epoch(), row.trainingLoss(), row.validationLoss(), row.validationPsnr(), best);
    }

    @Override
    public void step(long step, long all, double loss, double secondsLeft) {
        progress.progress(step, all);
        progress.status(
                String.format(Locale.ROOT, "Training on %s: step %d of %d, loss %.5f%s", where, step, all, loss, last));
        observer.step(step, loss, secondsLeft);
    }

    @Override
    public void validation(long done, long all) {
        String what = testing ? "Testing" : "Validating";
        progress.status(String.format(Locale.ROOT, "%s on %s: %d of %d%s", what, where, done, all, last));
        observer.measured(what, done, all);
    }

    @Override
    public void epoch(EpochRow epoch, boolean best) {
        last = ", epoch " + epoch.epoch() + " validation " + FigureText.of(epoch.validation())
                + (best ? " (best)" : "");
        observer.epoch(figures(epoch, best));
    }

    @Override
    public void note(String sentence) {
        progress.status(sentence);
        observer.note(sentence);
    }

    @Override
    public void checkpoint(Path file, long step) {
        observer.note("Checkpoint of step " + step + " saved to " + file);
    }

    @Override
    public void preview(Preview preview) {
        List<TrainingPreview.Patch> patches = new ArrayList<>();
        for (int i = 0; i < preview.count(); i++) {
            float[] noisy = preview.noisy(i);
            float[] reference = options.truth() ? preview.clean(i) : noisy;
            patches.add(new TrainingPreview.Patch(noisy, preview.denoised(i), reference));
        }
        observer.preview(new TrainingPreview(preview.step(), preview.side(), preview.channels(), patches));
    }

    @Override
    public boolean wantsCheckpoint() {
        return observer.wantsCheckpoint();
    }

    @Override
    public boolean wantsPreview() {
        return observer.wantsPreview();
    }

    @Override
    public boolean isCancelled() {
        return progress.isCancelled() || observer.wantsCancel() || (observer.wantsStop() && !testing);
    }
}
