package org.denoiser.legacy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Looks at an image before a dialog about it opens, which does not wait for planes that take long to read. */
final class Glance {
    private static final long LONGEST_SECONDS = 3;

    private Glance() {}

    /** Null where it takes too long, and where the image cannot be read now: the command itself will tell of that. */
    static <T> T at(Supplier<T> seen) {
        CompletableFuture<T> found = new CompletableFuture<>();
        Thread thread = new Thread(() -> found.complete(look(seen)), "Denoiser glance");
        thread.setDaemon(true);
        thread.start();
        try {
            return found.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException e) {
            return null;
        }
    }

    private static <T> T look(Supplier<T> seen) {
        try {
            return seen.get();
        } catch (RuntimeException | OutOfMemoryError e) {
            return null;
        }
    }
}
