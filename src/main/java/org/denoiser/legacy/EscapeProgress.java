package org.denoiser.legacy;

import ij.IJ;
import org.denoiser.command.Progress;

/** Progress in ImageJ's status bar, cancelled by the Escape key. Headless, ImageJ shows nothing and no key is pressed. */
final class EscapeProgress implements Progress {
    private final String title;

    EscapeProgress(String title) {
        this.title = title;
    }

    @Override
    public void status(String text) {
        IJ.showStatus(title + ": " + text + " (Escape cancels)");
    }

    @Override
    public void progress(long done, long total) {
        IJ.showProgress((double) done / total);
    }

    @Override
    public boolean isCancelled() {
        return IJ.escapePressed();
    }
}
