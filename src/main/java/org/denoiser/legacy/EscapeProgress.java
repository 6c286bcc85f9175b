package org.denoiser.legacy;

import ij.IJ;
import java.util.function.Supplier;
import org.denoiser.command.Progress;
import org.denoiser.command.TrainingObserver;

/** Progress in ImageJ's status bar, cancelled by the Escape key. */
final class EscapeProgress implements Progress {
    private static final long SECOND = 1_000_000_000L;

    private final String title;
    private final Supplier<TrainingObserver> observers;
    private final TimeLeft timeLeft = new TimeLeft(System.nanoTime());
    private String status = "";
    private String left = "";
    private long lastShown;

    /** @param observers gives each training who watches it */
    EscapeProgress(String title, Supplier<TrainingObserver> observers) {
        this.title = title;
        this.observers = observers;
    }

    @Override
    public synchronized void status(String text) {
        status = text;
        show();
    }

    @Override
    public synchronized void progress(long done, long total) {
        IJ.showProgress((double) done / total);
        long now = System.nanoTime();
        left = timeLeft.words(done, total, now);
        if (now - lastShown > SECOND) show();
    }

    private void show() {
        lastShown = System.nanoTime();
        IJ.showStatus(title + ": " + status + (left.isEmpty() ? "" : ", " + left) + " (Escape cancels)");
    }

    @Override
    public TrainingObserver trainingObserver() {
        return observers.get();
    }

    @Override
    public boolean isCancelled() {
        return IJ.escapePressed();
    }
}
