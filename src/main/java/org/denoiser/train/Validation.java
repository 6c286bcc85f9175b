package org.denoiser.train;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.denoiser.architecture.Loss;
import org.denoiser.model.Figures;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.Precision;
import org.denoiser.patch.PatchSampler;
import org.denoiser.torchscript.Tensor;

/** Measures a network on a fixed set of pairs, the same after every epoch. Used by one thread. */
final class Validation {
    private static final double ABSURD = 10;
    /** Where there is nothing to learn, a network may well be worse than doing nothing. */
    private static final double LEAST_TRIVIAL_LOSS = 0.01;

    private static final long MOST_SSIM_PIXELS = 1 << 20;

    private final TrainingOptions options;
    private final PatchSampler sampler;
    private final TrainingListener listener;
    private final int count;
    private final int batch;
    private double trivialLoss = Double.NaN;

    /** @param listener hears how far it is, and may cancel it */
    Validation(TrainingOptions options, PatchSampler sampler, TrainingListener listener) {
        this.options = options;
        this.sampler = sampler;
        this.listener = listener;
        this.count = options.validation() == 0 ? sampler.placeCount() : options.validation();
        this.batch = Math.min(options.batch(), count);
    }

    /**
     * The figures of these weights; null when the listener cancels in the middle.
     */
    Figures of(Map<String, Tensor> weights, DeviceChoice device, Precision precision) {
        FigureSums sums = sums(MOST_SSIM_PIXELS);
        Trivial trivial = Double.isNaN(trivialLoss) ? new Trivial() : null;
        float[] denoised = new float[batch * sampler.patchElements()];
        float[] clean = new float[denoised.length];
        try (DenoisingNetwork network = DenoisingNetwork.open(options.architecture(), weights, device, precision);
                BatchFeeder feeder = new BatchFeeder(sampler, batch, 0)) {
            listener.validation(0, count);
            for (int done = 0; done < count; done += batch) {
                if (listener.isCancelled()) {
                    return null;
                }
                BatchFeeder.Batch pairs = feeder.next();
                network.run(pairs.noisy, FloatBuffer.wrap(denoised), batch, sampler.side(), sampler.side());
                pairs.clean.asFloatBuffer().get(clean);
                int patches = Math.min(batch, count - done);
                sums.add(denoised, clean, patches);
                if (trivial != null) {
                    trivial.add(pairs, clean, patches);
                }
                listener.validation(done + patches, count);
            }
        }
        if (trivial != null) {
            trivialLoss = trivial.loss();
        }
        return sums.figures(options.truth());
    }

    private FigureSums sums(long mostSsimPixels) {
        return new FigureSums(options.loss(), sampler.side(), sampler.channels(), mostSsimPixels);
    }

    /**
     * Whether the loss, measured by {@link #of}, is so far above that of doing nothing that no network that learns has it, or not
     * finite.
     */
    boolean isAbsurd(Figures figures) {
        return !(figures.loss() <= ABSURD * Math.max(LEAST_TRIVIAL_LOSS, trivialLoss));
    }

    /** What giving back the noisy pixels, or grey ones, would cost. */
    private final class Trivial {
        private final FigureSums noise = sums(0);
        private final FigureSums grey = sums(0);
        private final float[] noisy = new float[batch * sampler.patchElements()];
        private final float[] half = new float[noisy.length];

        private Trivial() {
            Arrays.fill(half, 0.5f);
        }

        private void add(BatchFeeder.Batch pairs, float[] clean, int patches) {
            grey.add(half, clean, patches);
            // Noisy values lie beyond what cross-entropy takes.
            if (options.loss() != Loss.BCE) {
                pairs.noisy.asFloatBuffer().get(noisy);
                noise.add(noisy, clean, patches);
            }
        }

        private double loss() {
            return options.loss() == Loss.BCE ? grey.loss() : Math.max(grey.loss(), noise.loss());
        }
    }
}
