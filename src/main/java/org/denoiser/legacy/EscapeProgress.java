package org.denoiser.legacy;

import ij.IJ;
import org.denoiser.command.Progress;

/** Progress in ImageJ's status bar, cancelled by the Escape key. */
final class EscapeProgress implements Progress {
    private static final long SECOND = 1_000_000_000L;

    private final String title;
    private final TimeLeft timeLeft = new TimeLeft(System.nanoTime());
    private String status = "";
    private String left = "";
    private long lastShown;

    EscapeProgress(String title) {
        this.title = title;
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
    public boolean isCancelled() {
        return IJ.escapePressed();
    }
}
