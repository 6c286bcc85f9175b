package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.denoiser.architecture.AdamRates;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Networks;
import org.denoiser.architecture.TrainingState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps against Adam, clipping and averaging written out in double precision. */
class AdamTest {
    private static final int STEPS = 6;
    private static final int SIDE = 8;
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    static Stream<Arguments> cases() {
        Architecture unet = Networks.of("unet", "depth=2 filters=2");
        return Stream.of(
                Arguments.of(unet, 1e-3, 0.0, UNLIMITED),
                Arguments.of(unet, 1e-2, 0.9, UNLIMITED),
                Arguments.of(unet, 1e-2, 0.2, 0.01),
                Arguments.of(unet, 1e-3, 0.999, 1e6),
                Arguments.of(Networks.of("residual-unet", "depth=1 filters=2 blocks=1"), 1e-3, 0.9, 0.05),
                Arguments.of(Networks.of("conv-pool", "filters=2"), 1e-3, 0.9, UNLIMITED));
    }

    private static ByteBuffer images(int seed) {
        return Runs.buffer(Runs.random(seed, SIDE * SIDE));
    }

    /** The gradient at these weights, from a network of its own. */
    private static double[] gradient(Architecture network, float[] weights, int step) {
        float[] array = Arrays.copyOf(weights, TrainingState.length(network));
        try (TrainingNetwork open = Runs.training(network, TrainingState.of(network, array), Loss.MSE)) {
            open.step(images(step), images(100 + step), 1, 1, SIDE, SIDE, Runs.STILL, 1);
            float[] after = open.state().toArray();
            double[] gradient = new double[network.trainableCount()];
            Arrays.setAll(gradient, i -> after[network.parameterCount() + i] / 0.1);
            return gradient;
        }
    }

    /** One network and its shadow in double precision. */
    private static final class Reference {
        private final double[] weights;
        private final double[] mean;
        private final double[] square;
        private final double[] average;

        Reference(float[] start) {
            weights = new double[start.length];
            Arrays.setAll(weights, i -> start[i]);
            mean = new double[start.length];
            square = new double[start.length];
            average = weights.clone();
        }

        /** Kingma and Ba 2015, algorithm 1, on a gradient cut to a norm. */
        void step(int t, double[] gradient, double rate, double averaging, double limit) {
            double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
            double cut = Math.min(1, limit / norm);
            double decay = Math.min(averaging, (1.0 + t) / (10.0 + t));
            for (int i = 0; i < weights.length; i++) {
                double g = cut * gradient[i];
                mean[i] = 0.9 * mean[i] + 0.1 * g;
                square[i] = 0.999 * square[i] + 0.001 * g * g;
                double first = mean[i] / (1 - Math.pow(0.9, t));
                double second = square[i] / (1 - Math.pow(0.999, t));
                weights[i] -= rate * first / (Math.sqrt(second) + 1e-8);
                average[i] = decay * average[i] + (1 - decay) * weights[i];
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stepsAreThoseOfTheAlgorithm(Architecture network, double rate, double averaging, double limit) {
        int count = network.parameterCount();
        float[] state = TrainingState.start(network, network.initialWeights(41)).toArray();
        Reference reference = new Reference(Arrays.copyOf(state, count));
        boolean cut = false;
        try (TrainingNetwork open = Runs.training(network, TrainingState.of(network, state), Loss.MSE)) {
            for (int t = 1; t <= STEPS; t++) {
                double[] gradient = gradient(network, Arrays.copyOf(state, count), t);
                cut |= Arrays.stream(gradient).map(g -> g * g).sum() > limit * limit;
                reference.step(t, gradient, rate, averaging, limit);
                AdamRates rates = new AdamRates(t, rate, averaging, limit);
                open.step(images(t), images(100 + t), 1, 1, SIDE, SIDE, rates, 1);
                state = open.state().toArray();
                assertNear("weight", reference.weights, state, 0, 0.01 * rate);
                assertNear("mean", reference.mean, state, count, 1e-5);
                assertNear("square", reference.square, state, 2 * count, 1e-5);
                assertNear("average", reference.average, state, 3 * count, 0.01 * rate);
            }
        }
        assertEquals(limit < 1, cut, "the case does not test what it says");
    }

    private static void assertNear(String what, double[] expected, float[] state, int offset, double tolerance) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertTrue(largest > 0, what + " is all zero");
        for (int i = 0; i < expected.length; i++) {
            double allowed = Math.min(tolerance, tolerance * largest + 1e-6);
            assertEquals(expected[i], state[offset + i], allowed, what + " " + i);
        }
    }
}
