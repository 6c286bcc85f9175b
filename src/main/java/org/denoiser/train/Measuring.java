package org.denoiser.train;

import java.nio.FloatBuffer;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.patch.PatchSampler;

/** Runs a network over the first pairs of a sampler. Used by one thread. */
final class Measuring {
    /** Takes a batch; the arrays are used again for the next one. */
    interface Receiver {
        /** @param patches that count; there may be more in the arrays */
        void take(float[] noisy, float[] denoised, float[] clean, int patches);
    }

    private final PatchSampler sampler;
    private final int count;
    private final int batch;
    private final TrainingListener listener;

    /**
     * @param count pairs to measure
     * @param mostBatch pairs at a time
     * @param listener hears how far it is, and may cancel it
     */
    Measuring(PatchSampler sampler, int count, int mostBatch, TrainingListener listener) {
        this.sampler = sampler;
        this.count = count;
        this.batch = Math.min(mostBatch, count);
        this.listener = listener;
    }

    /** @return false when the listener cancelled it in the middle */
    boolean run(DenoisingNetwork network, Receiver receiver) {
        float[] noisy = new float[batch * sampler.patchElements()];
        float[] denoised = new float[noisy.length];
        float[] clean = new float[noisy.length];
        try (BatchFeeder feeder = new BatchFeeder(sampler, batch, 0)) {
            listener.validation(0, count);
            for (int done = 0; done < count; done += batch) {
                if (listener.isCancelled()) {
                    return false;
                }
                BatchFeeder.Batch pairs = feeder.next();
                network.run(pairs.noisy, FloatBuffer.wrap(denoised), batch, sampler.side(), sampler.side());
                pairs.noisy.asFloatBuffer().get(noisy);
                pairs.clean.asFloatBuffer().get(clean);
                int patches = Math.min(batch, count - done);
                receiver.take(noisy, denoised, clean, patches);
                listener.validation(done + patches, count);
            }
        }
        return true;
    }
}
