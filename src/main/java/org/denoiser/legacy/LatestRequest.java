package org.denoiser.legacy;

import java.util.function.BooleanSupplier;

/**
 * A thread that works on the request made last: one that comes while another is worked on makes that outdated, and those in between are
 * never begun. The thread begins with the first request and ends with {@link #close}. Thread-safe.
 *
 * @param <Q> what is requested
 */
final class LatestRequest<Q> implements AutoCloseable {
    /** Does the work. */
    interface Worker<Q> {
        /** @param outdated whether the answer is of no use any more; thrown exceptions are the worker's to catch */
        void work(Q request, BooleanSupplier outdated);
    }

    private final String name;
    private final Worker<Q> worker;
    private Q wanted;
    private Thread thread;
    private boolean closed;

    /** @param name of the thread */
    LatestRequest(String name, Worker<Q> worker) {
        this.name = name;
        this.worker = worker;
    }

    synchronized void request(Q request) {
        if (closed) return;
        wanted = request;
        notifyAll();
        if (thread == null) {
            thread = new Thread(this::run, name);
            thread.setDaemon(true);
            thread.setPriority(Thread.NORM_PRIORITY - 1);
            // native libraries are looked up through it
            thread.setContextClassLoader(LatestRequest.class.getClassLoader());
            thread.start();
        }
    }

    private void run() {
        while (true) {
            Q request = next();
            if (request == null) return;
            worker.work(request, this::isOutdated);
        }
    }

    /** Waits for a request; null at the end. */
    private synchronized Q next() {
        while (wanted == null && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return null;
            }
        }
        Q request = closed ? null : wanted;
        wanted = null;
        return request;
    }

    private synchronized boolean isOutdated() {
        return closed || wanted != null;
    }

    /** Ends the thread as soon as its work sees that it is outdated; does not wait for that. */
    @Override
    public synchronized void close() {
        closed = true;
        wanted = null;
        notifyAll();
    }

    /** Waits for the thread's end after {@link #close}, so long and no longer. */
    void awaitEnd(long milliseconds) {
        Thread ending;
        synchronized (this) {
            ending = thread;
        }
        if (ending == null) return;
        try {
            ending.join(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
