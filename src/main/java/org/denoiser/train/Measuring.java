package org.denoiser.train;

import java.nio.FloatBuffer;
import java.util.Map;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.Precision;
import org.denoiser.patch.PatchSampler;
import org.denoiser.torchscript.Tensor;

/** Runs the network of a training over the first pairs of a sampler. Used by one thread. */
final class Measuring {
    /** Takes a batch; the arrays are used again for the next one. */
    interface Receiver {
        /** @param planes that count, those of a patch one after another; there may be more in the arrays */
        void take(float[] noisy, float[] denoised, float[] clean, int planes);
    }

    private final TrainingOptions options;
    private final PatchSampler sampler;
    private final int count;
    private final int batch;
    private final TrainingListener listener;

    /**
     * @param options of the training; its batch is the most at a time
     * @param count pairs to measure
     * @param listener hears how far it is, and may cancel it
     */
    Measuring(TrainingOptions options, PatchSampler sampler, int count, TrainingListener listener) {
        this.options = options;
        this.sampler = sampler;
        this.count = count;
        this.batch = Math.min(options.batch(), count);
        this.listener = listener;
    }

    /**
     * @param mostSsimPixels as {@link FigureSums} takes them
     * @return sums for pairs of this kind, still empty
     */
    FigureSums sums(long mostSsimPixels) {
        return new FigureSums(options.loss(), sampler.side(), sampler.channels(), mostSsimPixels);
    }

    /**
     * Measures the network with these weights.
     *
     * @return false when the listener cancelled it in the middle
     */
    boolean run(Map<String, Tensor> weights, Precision precision, Receiver receiver) {
        try (DenoisingNetwork network =
                DenoisingNetwork.open(options.architecture(), weights, options.device(), precision)) {
            return run(network, receiver);
        }
    }

    private boolean run(DenoisingNetwork network, Receiver receiver) {
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
                network.run(
                        pairs.noisy,
                        FloatBuffer.wrap(denoised),
                        batch,
                        sampler.planes(),
                        sampler.side(),
                        sampler.side());
                pairs.noisy.asFloatBuffer().get(noisy);
                pairs.clean.asFloatBuffer().get(clean);
                int patches = Math.min(batch, count - done);
                receiver.take(noisy, denoised, clean, patches * sampler.planes());
                listener.validation(done + patches, count);
            }
        }
        return true;
    }
}
