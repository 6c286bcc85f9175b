package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.denoiser.architecture.AdamRates;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Networks;
import org.denoiser.architecture.TrainingState;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets of NaN do not count. */
class MaskedLossTest {
    private static final int BATCH = 3;
    private static final int SIDE = 8;
    private static final int COUNT = BATCH * SIDE * SIDE;

    private static TrainingNetwork open(Architecture network, TrainingState state, Loss loss, boolean masked) {
        return TrainingNetwork.open(network, state, loss, masked, Runs.CPU, Precision.FLOAT32);
    }

    /** The network whose last layer is nothing but its bias. */
    private static TrainingState biasAlone(Architecture network, float bias) {
        Map<String, Tensor> weights = new LinkedHashMap<>(network.initialWeights(71));
        String[] names = weights.keySet().toArray(new String[0]);
        String weight = names[names.length - 2];
        weights.put(weight, Tensor.zeros(weights.get(weight).shape()).trainable(true));
        weights.put(names[names.length - 1], Tensor.of(new float[] {bias}, 1).trainable(true));
        return TrainingState.start(network, weights);
    }

    /** Values of which the given share is NaN. */
    private static float[] withHoles(float[] values, double share, long seed) {
        Random random = new Random(seed);
        float[] holed = values.clone();
        for (int i = 0; i < holed.length; i++) {
            holed[i] = random.nextDouble() < share ? Float.NaN : holed[i];
        }
        return holed;
    }

    /** Loss of one value and its slope in the bias, worked out by hand. */
    private static double[] byHand(Loss loss, double noisy, double target, double bias) {
        double residual = noisy + bias - target;
        switch (loss) {
            case MSE:
                return new double[] {residual * residual, 2 * residual};
            case L1:
                return new double[] {Math.abs(residual), Math.signum(residual)};
            default:
                double output = 1 / (1 + Math.exp(-bias));
                double entropy = -target * Math.log(output) - (1 - target) * Math.log(1 - output);
                return new double[] {entropy, output - target};
        }
    }

    @ParameterizedTest
    @CsvSource({"MSE, 0.5", "L1, 0.5", "BCE, 0.5", "MSE, 0.98", "L1, 0.98", "BCE, 0.98"})
    void onlyValuesWithATargetCount(Loss loss, double share) {
        Architecture network = Networks.of(loss == Loss.BCE ? "conv-pool" : "unet", "filters=2");
        float bias = 0.3f;
        float[] noisy = Runs.random(72, COUNT);
        float[] clean = withHoles(Runs.random(73, COUNT), share, 74);
        double expectedLoss = 0;
        double expectedSlope = 0;
        int counted = 0;
        for (int i = 0; i < COUNT; i++) {
            if (!Float.isNaN(clean[i])) {
                double[] hand = byHand(loss, noisy[i], clean[i], bias);
                expectedLoss += hand[0];
                expectedSlope += hand[1];
                counted++;
            }
        }
        assertTrue(counted > 0 && counted < COUNT);
        try (TrainingNetwork open = open(network, biasAlone(network, bias), loss, true)) {
            double found = open.step(Runs.buffer(noisy), Runs.buffer(clean), BATCH, 1, SIDE, SIDE, Runs.STILL, 1);
            assertEquals(expectedLoss / counted, found, 1e-6);
            int last = network.parameterCount() + network.trainableCount() - 1;
            assertEquals(expectedSlope / counted, open.state().toArray()[last] / 0.1, 1e-6);
        }
    }

    /** The logarithmic loss is of whole images: its slope in the bias is that of each image's mean square, by its 1 + mean square. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.98})
    void theLogarithmIsOfEachImage(double share) {
        Architecture network = Networks.of("unet", "filters=2");
        float bias = 0.003f;
        float[] noisy = Runs.random(72, COUNT);
        float[] clean = withHoles(noisy, share, 74);
        Arrays.fill(clean, 0, SIDE * SIDE, Float.NaN);
        double loss = 0;
        double slope = 0;
        for (int image = 1; image < BATCH; image++) {
            double squares = 0;
            double slopes = 0;
            int counted = 0;
            for (int i = image * SIDE * SIDE; i < (image + 1) * SIDE * SIDE; i++) {
                clean[i] += image * 0.004f;
                if (!Float.isNaN(clean[i])) {
                    double residual = (double) noisy[i] + bias - clean[i];
                    squares += residual * residual;
                    slopes += 2 * residual;
                    counted++;
                }
            }
            loss += Math.log(1 + squares / counted / Loss.FLOOR) / (BATCH - 1);
            slope += slopes / counted / (Loss.FLOOR + squares / counted) / (BATCH - 1);
        }
        try (TrainingNetwork open = open(network, biasAlone(network, bias), Loss.LOG, true)) {
            assertEquals(
                    loss, open.step(Runs.buffer(noisy), Runs.buffer(clean), BATCH, 1, SIDE, SIDE, Runs.STILL, 1), 1e-3);
            int last = network.parameterCount() + network.trainableCount() - 1;
            assertEquals(slope, open.state().toArray()[last] / 0.1, 1e-3 * Math.abs(slope));
        }
    }

    @ParameterizedTest
    @MethodSource("org.denoiser.architecture.Networks#small")
    void stepsAreThoseOfTheUnmaskedLossWhereEverythingCounts(Architecture network) {
        stepsAreEqual(network, Loss.MSE);
        stepsAreEqual(network, Loss.LOG);
    }

    private static void stepsAreEqual(Architecture network, Loss loss) {
        int count = COUNT * network.channels();
        ByteBuffer noisy = Runs.buffer(Runs.random(75, count));
        ByteBuffer clean = Runs.buffer(Runs.random(76, count));
        TrainingState start = TrainingState.start(network, network.initialWeights(77));
        double[] losses = new double[2];
        float[][] gradients = new float[2][];
        for (int run = 0; run < 2; run++) {
            try (TrainingNetwork open = open(network, start, loss, run == 1)) {
                losses[run] = open.step(noisy, clean, BATCH, 1, SIDE, SIDE, Runs.STILL, 1);
                gradients[run] = Arrays.copyOfRange(
                        open.state().toArray(),
                        network.parameterCount(),
                        network.parameterCount() + network.trainableCount());
            }
        }
        assertEquals(losses[0], losses[1], 1e-6);
        assertArrayEquals(gradients[0], gradients[1], 1e-6f);
    }

    @ParameterizedTest
    @EnumSource
    void batchWithoutAnyTargetChangesNothing(Loss loss) {
        Architecture network = Networks.of("conv-pool", "filters=2");
        float[] nothing = new float[COUNT];
        Arrays.fill(nothing, Float.NaN);
        TrainingState start = TrainingState.start(network, network.initialWeights(78));
        try (TrainingNetwork open = open(network, start, loss, true)) {
            ByteBuffer noisy = Runs.buffer(Runs.random(79, COUNT));
            AdamRates rates = new AdamRates(1, 1e-2, 0, 1);
            assertEquals(0, open.step(noisy, Runs.buffer(nothing), BATCH, 1, SIDE, SIDE, rates, 1));
            assertArrayEquals(start.toArray(), open.state().toArray());
        }
    }
}
