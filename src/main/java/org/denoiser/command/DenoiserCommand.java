package org.denoiser.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.scijava.Cancelable;
import org.scijava.ItemVisibility;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.task.TaskService;

/**
 * The base of every command. A command is a class with a {@code @Plugin(type = Command.class, name = ..., label = ...,
 * description = ...)}, annotated fields (see {@link Key}) and a short {@link #execute}; it is listed in {@link Commands} and
 * needs nothing else to have its dialog, macro grammar, Recorder line, shell call, help and checks.
 *
 * <p>Each run checks all values first, since SciJava does not. A wrong value ends it with an {@link IllegalArgumentException}, a
 * file that cannot be read or written with an {@link UncheckedIOException}, each with one sentence for the user; the caller of
 * {@code CommandService.run(...).get()} finds it among the causes. A cancelled run ends without outputs and {@link #isCanceled}.
 * A command object runs once, in one thread.
 */
public abstract class DenoiserCommand implements Command, Cancelable {
    @Parameter(required = false, visibility = ItemVisibility.INVISIBLE, persist = false, autoFill = false)
    private Progress progress;

    @Parameter(required = false)
    private StatusService statusService;

    @Parameter(required = false)
    private TaskService taskService;

    private volatile String cancelReason;

    /**
     * Does the work with checked values.
     *
     * @param progress never null; long work reports to it and stops with {@link Progress#checkCancelled}
     * @throws IllegalArgumentException with one sentence that names the key, the value and what is allowed
     * @throws IOException with one sentence that names the file
     * @throws CancellationException once the progress is cancelled
     */
    protected abstract void execute(Progress progress) throws IOException;

    @Override
    public final void run() {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        // SciJava's threads carry whatever loader was there first; native libraries are looked up through this one
        thread.setContextClassLoader(DenoiserCommand.class.getClassLoader());
        ParameterTable table = ParameterTable.of(getClass());
        RunningTask task = RunningTask.start(taskService, table.title());
        try {
            table.check(this);
            execute(new Listener(task));
        } catch (CancellationException e) {
            cancel(e.getMessage());
        } catch (IOException e) {
            fail(new UncheckedIOException(e.getMessage(), e));
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            task.finish();
            thread.setContextClassLoader(loader);
        }
    }

    private void fail(Throwable failure) {
        if (progress instanceof Supervisor) {
            // told to the bridge alone: SciJava would also log it with its stack trace, and Fiji would open its Console
            // over it
            ((Supervisor) progress).failed(failure);
            cancel(failure.getMessage());
        } else if (failure instanceof Error) {
            throw (Error) failure;
        } else {
            throw (RuntimeException) failure;
        }
    }

    @Override
    public final boolean isCanceled() {
        return cancelReason != null;
    }

    @Override
    public final void cancel(String reason) {
        cancelReason = reason == null ? "" : reason;
    }

    @Override
    public final String getCancelReason() {
        return cancelReason;
    }

    /** Passes on to the caller's listener, or to the status bar of a SciJava application that gave none; and to SciJava's tasks. */
    private final class Listener implements Progress {
        private final RunningTask task;

        Listener(RunningTask task) {
            this.task = task;
        }

        @Override
        public void status(String text) {
            task.status(text);
            if (progress != null) progress.status(text);
            else if (statusService != null) statusService.showStatus(text);
        }

        @Override
        public void progress(long done, long total) {
            task.progress(done, total);
            if (progress != null) progress.progress(done, total);
            else if (statusService != null) statusService.showProgress((int) (1000 * done / total), 1000);
        }

        @Override
        public boolean isCancelled() {
            return isCanceled() || task.isCancelled() || (progress != null && progress.isCancelled());
        }

        @Override
        public TrainingObserver trainingObserver() {
            return progress == null ? TrainingObserver.NONE : progress.trainingObserver();
        }
    }
}
