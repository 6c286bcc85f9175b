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

        private Figures(double loss, double psnr) {
            this.loss = loss;
            this.psnr = psnr;
        }
    }

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
        double squares = 0;
        long values = 0;
        try (DenoisingNetwork network = DenoisingNetwork.open(architecture, weights, device, precision);
                BatchFeeder feeder = new BatchFeeder(sampler, options.batch(), 0)) {
            FloatBuffer result = FloatBuffer.allocate(options.batch() * sampler.patchElements());
            for (int done = 0; done < options.validation(); done += options.batch()) {
                BatchFeeder.Batch batch = feeder.next();
                network.run(batch.noisy, result, options.batch(), side, side);
                FloatBuffer clean = batch.clean.asFloatBuffer();
                int count = Math.min(options.batch(), options.validation() - done) * sampler.patchElements();
                for (int i = 0; i < count; i++) {
                    double difference = result.get(i) - clean.get(i);
                    squares += difference * difference;
                    loss += loss(result.get(i), clean.get(i));
                }
                values += count;
            }
        }
        return new Figures(loss / values, -10 * Math.log10(squares / values));
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
