package org.denoiser.train;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.patch.PatchSampler;

/**
 * Prepares the next batch in a thread of its own while the network works on the present one. Used by one thread; closing ends
 * the other.
 */
final class BatchFeeder implements AutoCloseable {
    /** A pair of buffers that hold a batch. */
    static final class Batch {
        final ByteBuffer noisy;
        final ByteBuffer clean;

        private Batch(int floats) {
            noisy = DenoisingNetwork.newBuffer(floats);
            clean = DenoisingNetwork.newBuffer(floats);
        }
    }

    private final PatchSampler sampler;
    private final int size;
    private final ExecutorService thread;
    private Batch present;
    private Batch following;
    private long number;
    private CompletableFuture<Void> filling;

    /** @param first number of the first batch to give */
    BatchFeeder(PatchSampler sampler, int size, long first) {
        this.sampler = sampler;
        this.size = size;
        int floats = Math.multiplyExact(size, sampler.patchElements());
        this.present = new Batch(floats);
        this.following = new Batch(floats);
        this.number = first;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread worker = new Thread(task, "Denoiser patches");
            worker.setDaemon(true);
            return worker;
        });
        prepare();
    }

    /** The next batch; valid until the call after this. */
    Batch next() {
        try {
            filling.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException ? (RuntimeException) e.getCause() : e;
        }
        Batch ready = following;
        following = present;
        present = ready;
        number++;
        prepare();
        return ready;
    }

    private void prepare() {
        Batch target = following;
        long first = number * size;
        filling = CompletableFuture.runAsync(
                () -> sampler.fill(first, size, target.noisy.asFloatBuffer(), target.clean.asFloatBuffer()), thread);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
