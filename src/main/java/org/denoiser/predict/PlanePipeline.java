package org.denoiser.predict;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Three steps over a row of planes, at the same time: while one plane is worked on in the thread that calls, the next one is read and the
 * one before is written, each in a thread of its own. No more than these three are held. What a step throws is thrown to the caller
 * as it is, as soon as it is seen; both threads have ended when {@link #run} returns or throws.
 *
 * @param <P> a plane as it is read
 * @param <R> a plane as it is written
 */
final class PlanePipeline<P, R> {
    private static final long LOOK_MILLIS = 100;

    /** Reads a plane. */
    interface Reader<P> {
        P read(int index);
    }

    /** Works on a plane. */
    interface Worker<P, R> {
        R work(int index, P plane);
    }

    /** Writes a plane. */
    interface Writer<R> {
        void write(int index, R plane);
    }

    private final Reader<P> reader;
    private final Worker<P, R> worker;
    private final Writer<R> writer;
    private Future<?> writing;

    PlanePipeline(Reader<P> reader, Worker<P, R> worker, Writer<R> writer) {
        this.reader = reader;
        this.worker = worker;
        this.writer = writer;
    }

    /**
     * Runs all planes in order.
     *
     * @param waiting called several times a second while the caller's thread waits; throws to end it
     */
    void run(int count, Runnable waiting) {
        ExecutorService reading = thread("read");
        ExecutorService storing = thread("write");
        boolean done = false;
        try {
            Future<P> next = reading.submit(() -> reader.read(0));
            for (int i = 0; i < count; i++) {
                int index = i;
                P plane = await(next, waiting);
                if (i + 1 < count) next = reading.submit(() -> reader.read(index + 1));
                R result = worker.work(i, plane);
                if (writing != null) await(writing, waiting);
                writing = storing.submit(() -> writer.write(index, result));
            }
            await(writing, waiting);
            done = true;
        } finally {
            end(reading, !done);
            end(storing, !done);
        }
    }

    /** Throws what the writer has thrown, if it has; for the worker, whose plane may take long. */
    void check() {
        if (writing != null && writing.isDone()) await(writing, () -> {});
    }

    private static ExecutorService thread(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "denoiser-" + name);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
    }

    private static <T> T await(Future<T> future, Runnable waiting) {
        while (true) {
            try {
                return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                waiting.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted.");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error) throw (Error) e.getCause();
                throw (RuntimeException) e.getCause();
            }
        }
    }

    /** Waits for the end of a thread, whatever it is at: nothing may read or write when the files are closed. */
    private static void end(ExecutorService thread, boolean now) {
        if (now) thread.shutdownNow();
        else thread.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (thread.awaitTermination(1, TimeUnit.SECONDS)) break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
