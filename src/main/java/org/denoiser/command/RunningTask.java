package org.denoiser.command;

import org.scijava.task.Task;
import org.scijava.task.TaskService;

/** A run as SciJava's task service knows it, so that Fiji lists it among its tasks and can cancel it. Thread-safe. */
final class RunningTask {
    /** Each change is an event that windows may listen to; commands report every tile and every step. */
    private static final long PAUSE = 100_000_000L;

    /** Null where the application has no task service. */
    private final Task task;

    private volatile boolean cancelled;
    private long lastTold;

    private RunningTask(Task task) {
        this.task = task;
    }

    /**
     * Tells the service that a run begins.
     *
     * @param service null in applications without one, where nobody is told
     * @param name what the run is called in the list of tasks
     */
    static RunningTask start(TaskService service, String name) {
        RunningTask running = new RunningTask(service == null ? null : service.createTask(name));
        if (service != null) {
            // SciJava's own flag is not seen by other threads for sure
            running.task.setCancelCallBack(() -> running.cancelled = true);
            running.task.start();
        }
        return running;
    }

    synchronized void status(String text) {
        if (task != null) task.setStatusMessage(text);
    }

    synchronized void progress(long done, long total) {
        if (task == null) return;
        boolean soon = lastTold != 0 && System.nanoTime() - lastTold < PAUSE;
        if (soon && done < total) return;
        lastTold = System.nanoTime();
        if (task.getProgressMaximum() != total) task.setProgressMaximum(total);
        task.setProgressValue(done);
    }

    /** Whether somebody cancelled the task. */
    boolean isCancelled() {
        return cancelled;
    }

    /** Tells the service that the run has ended. */
    synchronized void finish() {
        if (task != null) task.finish();
    }
}
