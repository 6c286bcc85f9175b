package org.denoiser.single;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Numbered pieces of work on several threads, whose results are taken in their order, whatever thread was first. */
final class Bands {
    private static final long POLL_MILLISECONDS = 100;

    private Bands() {}

    /**
     * Works off all pieces. At most two results a thread wait for their turn.
     *
     * @param work called in the threads; it looks at {@link #checkStopped} now and then
     * @param taker called in this thread, in order
     * @param poll called in this thread several times a second; what it throws ends the work and goes up
     */
    static <T> void run(int count, int threads, IntFunction<T> work, Consumer<T> taker, Runnable poll) {
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "denoise");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Future<T>> waiting = new ArrayDeque<>();
            int next = 0;
            for (int taken = 0; taken < count; taken++) {
                while (next < count && waiting.size() < 2 * threads) {
                    int number = next++;
                    waiting.add(executor.submit(() -> work.apply(number)));
                }
                taker.accept(await(waiting.remove(), poll));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Ends the piece of work of this thread if nobody wants it any longer. */
    static void checkStopped() {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("Cancelled.");
    }

    private static <T> T await(Future<T> future, Runnable poll) {
        while (true) {
            poll.run();
            try {
                return future.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted.");
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                if (cause instanceof RuntimeException) throw (RuntimeException) cause;
                if (cause instanceof Error) throw (Error) cause;
                throw new IllegalStateException(cause);
            }
        }
    }
}
