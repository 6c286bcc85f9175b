package org.denoiser.legacy;

import java.awt.EventQueue;
import java.lang.reflect.InvocationTargetException;

/** Has the event thread do what other threads must not. */
final class EventThread {
    private EventThread() {}

    /**
     * Runs what may show a modal window, and waits for its end. A thread that is interrupted stays so and goes on at once. The event
     * thread itself, from which other plugins may run commands, goes on with its events while a window is modal.
     */
    static void await(Runnable work) {
        if (EventQueue.isDispatchThread()) {
            work.run();
            return;
        }
        try {
            EventQueue.invokeAndWait(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error) throw (Error) e.getCause();
            if (e.getCause() instanceof RuntimeException) throw (RuntimeException) e.getCause();
            throw new IllegalStateException(e.getCause());
        }
    }
}
