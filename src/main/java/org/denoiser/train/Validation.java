package org.denoiser.train;

import java.nio.FloatBuffer;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.Precision;
import org.denoiser.patch.PatchSampler;
import org.denoiser.torchscript.Tensor;

/** Measures a network on a fixed set of pairs, the same after every epoch. Used by one thread. */
final class Validation {
    /** Figures of a network. */
    static final class Figures {
        final double loss;
        final double psnr;
        private final double trivialLoss;

        private Figures(double loss, double psnr, double trivialLoss) {
            this.loss = loss;
            this.psnr = psnr;
            this.trivialLoss = trivialLoss;
        }

        /** Whether the loss is so far above that of doing nothing that no network that learns has it, or not finite. */
        boolean isAbsurd() {
            return !(loss <= ABSURD * Math.max(LEAST_TRIVIAL_LOSS, trivialLoss));
        }
    }

    private static final double ABSURD = 10;
    /** Where there is nothing to learn, a network may well be worse than doing nothing. */
    private static final double LEAST_TRIVIAL_LOSS = 0.01;

    private final TrainingOptions options;
    private final PatchSampler sampler;
    private final int side;

    Validation(TrainingOptions options, PatchSampler sampler) {
        this.options = options;
        this.sampler = sampler;
        this.side = sampler.side();
    }

    /** The loss and the PSNR (in dB, peak 1, from the mean squared error over all pairs) of these weights. */
    Figures of(Map<String, Tensor> weights, DeviceChoice device, Precision precision) {
        Architecture architecture = options.architecture();
        double loss = 0;
        double noise = 0;
        double grey = 0;
        double squares = 0;
        long values = 0;
        try (DenoisingNetwork network = DenoisingNetwork.open(architecture, weights, device, precision);
                BatchFeeder feeder = new BatchFeeder(sampler, options.batch(), 0)) {
            FloatBuffer result = FloatBuffer.allocate(options.batch() * sampler.patchElements());
            for (int done = 0; done < options.validation(); done += options.batch()) {
                BatchFeeder.Batch batch = feeder.next();
                network.run(batch.noisy, result, options.batch(), side, side);
                FloatBuffer noisy = batch.noisy.asFloatBuffer();
                FloatBuffer clean = batch.clean.asFloatBuffer();
                int count = Math.min(options.batch(), options.validation() - done) * sampler.patchElements();
                for (int i = 0; i < count; i++) {
                    double difference = result.get(i) - clean.get(i);
                    squares += difference * difference;
                    loss += loss(result.get(i), clean.get(i));
                    grey += loss(0.5, clean.get(i));
                    // Noisy values lie beyond what cross-entropy takes.
                    noise += options.loss() == Loss.BCE ? 0 : loss(noisy.get(i), clean.get(i));
                }
                values += count;
            }
        }
        return new Figures(loss / values, -10 * Math.log10(squares / values), Math.max(grey, noise) / values);
    }

    private double loss(double output, double target) {
        Loss loss = options.loss();
        switch (loss) {
            case L1:
                return Math.abs(output - target);
            case BCE:
                return -target * boundedLog(output) - (1 - target) * boundedLog(1 - output);
            default:
                return (output - target) * (output - target);
        }
    }

    /** PyTorch bounds the logarithms of its binary cross-entropy in the same way. */
    private static double boundedLog(double value) {
        return Math.max(-100, Math.log(value));
    }
}
