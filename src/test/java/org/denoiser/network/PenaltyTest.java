package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Networks;
import org.denoiser.architecture.TrainingState;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is added to the loss, and the random draws of variational networks. */
class PenaltyTest {
    private static final int BATCH = 3;
    private static final int SIDE = 8;
    private static final int LATENT = 5;

    private final ByteBuffer noisy = Runs.buffer(Runs.random(91, BATCH * SIDE * SIDE));
    private final ByteBuffer clean = Runs.buffer(Runs.random(92, BATCH * SIDE * SIDE));

    private double loss(Architecture network, Map<String, Tensor> weights, long seed) {
        try (TrainingNetwork open = Runs.training(network, TrainingState.start(network, weights), Loss.BCE)) {
            return open.step(noisy, clean, BATCH, 1, SIDE, SIDE, Runs.STILL, seed);
        }
    }

    /** Weights of a layer that gives one value, whatever it is given. */
    private static void constant(Map<String, Tensor> weights, String layer, float value) {
        weights.put(
                layer + "_weight",
                Tensor.zeros(weights.get(layer + "_weight").shape()).trainable(true));
        float[] bias = new float[weights.get(layer + "_bias").size()];
        Arrays.fill(bias, value);
        weights.put(layer + "_bias", Tensor.of(bias, bias.length).trainable(true));
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.75", "0.5, 2", "10, 0.25"})
    void sparsityIsTheMeanMagnitudeOfTheCode(String weight, float code) {
        Architecture plain = Networks.of("sparse", "filters=2 sparsity=0");
        Architecture sparse = Networks.of("sparse", "filters=2 sparsity=" + weight);
        Map<String, Tensor> weights = new LinkedHashMap<>(plain.initialWeights(93));
        constant(weights, "conv2", code);
        double added = loss(sparse, weights, 1) - loss(plain, weights, 1);
        assertEquals(Double.parseDouble(weight) * code, added, 1e-6 + 1e-6 * added);
    }

    private static Architecture variational(String divergence) {
        return Networks.of("variational", "side=" + SIDE + " filters=2 latent=" + LATENT + " divergence=" + divergence);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5, -1", "0.25, -2, 0", "7, 0, 0.75", "3, 0, 0"})
    void divergenceIsThatOfTwoNormalLaws(String weight, double mean, double logVariance) {
        Map<String, Tensor> weights = new LinkedHashMap<>(variational("0").initialWeights(94));
        constant(weights, "dense1", (float) mean);
        constant(weights, "dense2", (float) logVariance);
        double divergence = -0.5 * LATENT * (1 + logVariance - mean * mean - Math.exp(logVariance));
        double added = loss(variational(weight), weights, 5) - loss(variational("0"), weights, 5);
        assertEquals(Double.parseDouble(weight) * divergence / (SIDE * SIDE), added, 2e-6);
    }

    @Test
    void drawsFollowFromTheSeed() {
        Architecture network = variational("1");
        Map<String, Tensor> weights = network.initialWeights(95);
        assertEquals(loss(network, weights, 1), loss(network, weights, 1));
        assertNotEquals(loss(network, weights, 1), loss(network, weights, 2));
    }

    @Test
    void withoutVarianceTrainingSeesWhatInferenceGives() {
        Architecture network = variational("0");
        Map<String, Tensor> weights = new LinkedHashMap<>(network.initialWeights(96));
        constant(weights, "dense2", -60);
        float[] images = new float[BATCH * SIDE * SIDE];
        noisy.asFloatBuffer().get(images);
        float[] output = Runs.run(network, weights, images, BATCH, SIDE, SIDE);
        double expected = 0;
        for (int i = 0; i < output.length; i++) {
            double target = clean.asFloatBuffer().get(i);
            expected -= (target * Math.log(output[i]) + (1 - target) * Math.log(1 - output[i])) / output.length;
        }
        assertEquals(expected, loss(network, weights, 7), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 200_001})
    void drawsAreStandardNormal(int count) {
        FloatBuffer values = FloatBuffer.allocate(count);
        FloatBuffer same = FloatBuffer.allocate(count);
        StandardNormal.fill(values, 97);
        StandardNormal.fill(same, 97);
        assertEquals(values, same);
        double[] moments = new double[5];
        for (int i = 0; i < count; i++) {
            for (int power = 1; power <= 4; power++) {
                moments[power] += Math.pow(values.get(i), power) / count;
            }
        }
        // Five standard errors of each moment of the normal law.
        double error = 5 / Math.sqrt(count);
        assertEquals(0, moments[1], error);
        assertEquals(1, moments[2], error * Math.sqrt(2));
        assertEquals(0, moments[3], error * Math.sqrt(15));
        assertEquals(3, moments[4], error * Math.sqrt(96));
        assertTrue(values.get(count - 1) != 0, "the last value is not drawn");
    }
}
