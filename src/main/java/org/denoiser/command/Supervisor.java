package org.denoiser.command;

/** The bridge's side of a run: passes progress on and keeps the failure, which then need not travel through SciJava. */
final class Supervisor implements Progress {
    private final Progress listener;
    private volatile boolean abandoned;
    private volatile Throwable failure;

    Supervisor(Progress listener) {
        this.listener = listener;
    }

    @Override
    public void status(String text) {
        listener.status(text);
    }

    @Override
    public void progress(long done, long total) {
        listener.progress(done, total);
    }

    @Override
    public boolean isCancelled() {
        return abandoned || listener.isCancelled();
    }

    @Override
    public TrainingObserver trainingObserver() {
        return listener.trainingObserver();
    }

    /** Cancels the run, because nobody waits for it any more. */
    void abandon() {
        abandoned = true;
    }

    void failed(Throwable cause) {
        failure = cause;
    }

    Throwable failure() {
        return failure;
    }
}
