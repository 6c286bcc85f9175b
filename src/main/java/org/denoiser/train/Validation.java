package org.denoiser.train;

import java.util.Arrays;
import java.util.Map;
import org.denoiser.architecture.Loss;
import org.denoiser.model.Figures;
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
    private final Measuring measuring;
    private double trivialLoss = Double.NaN;

    /** @param listener hears how far it is, and may cancel it */
    Validation(TrainingOptions options, PatchSampler sampler, TrainingListener listener) {
        this.options = options;
        int count = options.validation() == 0 ? sampler.placeCount() : options.validation();
        this.measuring = new Measuring(options, sampler, count, listener);
    }

    /** The figures of these weights; null when the listener cancels in the middle. */
    Figures of(Map<String, Tensor> weights, Precision precision) {
        FigureSums sums = measuring.sums(MOST_SSIM_PIXELS);
        Trivial trivial = Double.isNaN(trivialLoss) ? new Trivial() : null;
        boolean whole = measuring.run(weights, precision, (noisy, denoised, clean, planes) -> {
            sums.add(denoised, clean, planes);
            if (trivial != null) {
                trivial.add(noisy, clean, planes);
            }
        });
        if (!whole) {
            return null;
        }
        if (trivial != null) {
            trivialLoss = trivial.loss();
        }
        return sums.figures(options.truth());
    }

    /**
     * Whether a loss, measured by {@link #of}, is so far above that of doing nothing that no network that learns has it, or not
     * finite.
     */
    boolean isAbsurd(double loss) {
        double trivial = options.loss().inErrors(trivialLoss);
        return !(options.loss().inErrors(loss) <= ABSURD * Math.max(LEAST_TRIVIAL_LOSS, trivial));
    }

    /** What giving back the noisy pixels, or grey ones, would cost. */
    private final class Trivial {
        private final FigureSums noise = measuring.sums(0);
        private final FigureSums grey = measuring.sums(0);
        private float[] half;

        private void add(float[] noisy, float[] clean, int planes) {
            if (half == null) {
                half = new float[clean.length];
                Arrays.fill(half, 0.5f);
            }
            grey.add(half, clean, planes);
            // Noisy values lie beyond what cross-entropy takes.
            if (options.loss() != Loss.BCE) {
                noise.add(noisy, clean, planes);
            }
        }

        private double loss() {
            return options.loss() == Loss.BCE ? grey.loss() : Math.max(grey.loss(), noise.loss());
        }
    }
}
