package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Networks;
import org.denoiser.architecture.Parameter;
import org.denoiser.architecture.TrainingState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of a step against central differences of the loss. */
class GradientTest {
    private static final int BATCH = 2;
    private static final int SIDE = 8;
    private static final float STEP = 5e-4f;

    static Stream<Arguments> cases() {
        Architecture convPool = Networks.of("conv-pool", "filters=2");
        Architecture unet = Networks.of("unet", "depth=2 filters=2");
        Architecture leaky = Networks.of("unet", "depth=3 filters=1 activation=leaky-relu channels=2");
        Architecture residual = Networks.of("residual-unet", "depth=2 filters=2 blocks=1");
        return Stream.of(
                Arguments.of(convPool, Loss.MSE),
                Arguments.of(convPool, Loss.L1),
                Arguments.of(convPool, Loss.BCE),
                Arguments.of(unet, Loss.MSE),
                Arguments.of(unet, Loss.L1),
                Arguments.of(leaky, Loss.MSE),
                Arguments.of(residual, Loss.MSE),
                Arguments.of(residual, Loss.L1),
                Arguments.of(Networks.of("dense", "side=8 filters=6 latent=3"), Loss.BCE),
                Arguments.of(Networks.of("conv-bn", "filters=3 depth=1 channels=1"), Loss.BCE),
                Arguments.of(Networks.of("conv-transpose", "filters=2 channels=1"), Loss.MSE),
                Arguments.of(Networks.of("conv-latent", "side=8 filters=2 latent=3"), Loss.BCE),
                Arguments.of(Networks.of("sparse", "filters=2 sparsity=0.5"), Loss.BCE),
                Arguments.of(Networks.of("variational", "side=8 filters=2 latent=3 divergence=3"), Loss.BCE),
                Arguments.of(Networks.withBatchNorm(2), Loss.MSE),
                Arguments.of(Networks.withEvenKernels(), Loss.MSE));
    }

    /** The start with biases off zero, where an image without noise would sit on the kink of the rectifiers. */
    private static float[] start(Architecture network) {
        float[] array = TrainingState.start(network, network.initialWeights(31)).toArray();
        Random random = new Random(32);
        for (int i = 0; i < network.parameterCount(); i++) {
            array[i] += 0.1f * (float) random.nextGaussian();
        }
        return array;
    }

    private final ByteBuffer noisy = Runs.buffer(Runs.random(33, 2 * BATCH * SIDE * SIDE));
    private ByteBuffer clean = Runs.buffer(Runs.random(34, 2 * BATCH * SIDE * SIDE));

    private double loss(TrainingNetwork open) {
        return open.step(noisy, clean, BATCH, 1, SIDE, SIDE, Runs.STILL, 1);
    }

    private double lossAt(Architecture network, Loss loss, float[] array) {
        try (TrainingNetwork open = Runs.training(network, TrainingState.of(network, array), loss)) {
            return loss(open);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientIsTheSlopeOfTheLoss(Architecture network, Loss loss) {
        if (loss == Loss.L1) {
            clean = farFrom(noisy);
        }
        float[] start = start(network);
        float[] after;
        try (TrainingNetwork open = Runs.training(network, TrainingState.of(network, start), loss)) {
            loss(open);
            after = open.state().toArray();
        }
        Random random = new Random(35);
        int at = 0;
        int trained = network.parameterCount();
        for (Parameter parameter : network.parameters()) {
            if (parameter.isTrainable()) {
                int steepest = 0;
                for (int i = 0; i < parameter.size(); i++) {
                    steepest = Math.abs(after[trained + i]) > Math.abs(after[trained + steepest]) ? i : steepest;
                }
                double scale = Math.abs(after[trained + steepest]) / 0.1;
                // Normalisation takes a constant away again.
                boolean cancelled = parameter.name().equals("conv1_bias")
                        && network.options().containsKey("norm");
                assertEquals(!cancelled, scale > 1e-5, parameter.name() + " has gradients up to " + scale);
                for (int index : new int[] {steepest, random.nextInt(parameter.size())}) {
                    double gradient = after[trained + index] / 0.1;
                    double slope = slope(network, loss, start, at + index);
                    assertEquals(slope, gradient, 0.05 * scale + 1e-4, parameter.name() + " " + index);
                }
                trained += parameter.size();
            }
            at += parameter.size();
        }
    }

    /** Targets well above or below the images, so that no small change crosses the kink of the absolute value. */
    private static ByteBuffer farFrom(ByteBuffer images) {
        Random random = new Random(36);
        float[] values = new float[images.capacity() / Float.BYTES];
        images.asFloatBuffer().get(values);
        for (int i = 0; i < values.length; i++) {
            values[i] += random.nextBoolean() ? 2 : -2;
        }
        return Runs.buffer(values);
    }

    private double slope(Architecture network, Loss loss, float[] start, int index) {
        float[] moved = start.clone();
        moved[index] = start[index] + STEP;
        double above = lossAt(network, loss, moved);
        moved[index] = start[index] - STEP;
        double below = lossAt(network, loss, moved);
        return (above - below) / (2 * STEP);
    }
}
