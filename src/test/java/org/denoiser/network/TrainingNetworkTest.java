package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.denoiser.architecture.Parameter;
import org.denoiser.architecture.TrainingState;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingNetworkTest {
    private static final int BATCH = 4;
    private static final int SIDE = 16;

    private static TrainingState start(Architecture network) {
        return TrainingState.start(network, network.initialWeights(51));
    }

    /** Smooth waves and the same with noise; a function of the step. */
    private static ByteBuffer[] patches(int step, int side, int channels) {
        Random random = new Random(step);
        float[] clean = new float[BATCH * side * side * channels];
        float[] noisy = new float[clean.length];
        double phase = random.nextDouble();
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) (0.5 + 0.4 * Math.sin(phase + i / channels % side * 0.4 + i / channels / side * 0.3));
            noisy[i] = clean[i] + 0.2f * (float) random.nextGaussian();
        }
        return new ByteBuffer[] {Runs.buffer(noisy), Runs.buffer(clean)};
    }

    private static double step(TrainingNetwork open, int step) {
        Architecture network = open.architecture();
        int side = network.fixedSide() > 0 ? network.fixedSide() : SIDE;
        ByteBuffer[] pair = patches(step, side, network.channels());
        return open.step(pair[0], pair[1], BATCH, 1, side, side, new AdamRates(step, 3e-3, 0.99, 1), step);
    }

    private static void steps(TrainingNetwork open, int first, int last) {
        for (int step = first; step <= last; step++) {
            step(open, step);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FLOAT32", "BFLOAT16"})
    void lossFalls(Precision precision) {
        Architecture network = Networks.of("unet", "depth=2 filters=8");
        try (TrainingNetwork open =
                TrainingNetwork.open(network, start(network), Loss.MSE, false, Runs.CPU, precision)) {
            assertEquals(precision, open.precision());
            double before = 0;
            double after = 0;
            for (int step = 1; step <= 120; step++) {
                double loss = step(open, step);
                before += step <= 10 ? loss / 10 : 0;
                after += step > 110 ? loss / 10 : 0;
            }
            assertTrue(after < 0.5 * before, before + " became " + after);
        }
    }

    @ParameterizedTest
    @MethodSource("org.denoiser.architecture.Networks#all")
    void sameStepsGiveTheSameBits(Architecture network) {
        float[][] found = new float[2][];
        for (int run = 0; run < 2; run++) {
            try (TrainingNetwork open = Runs.training(network, start(network), Loss.MSE)) {
                steps(open, 1, 20);
                found[run] = open.state().toArray();
            }
        }
        assertArrayEquals(found[0], found[1]);
        assertTrue(Runs.largestDifference(found[0], start(network).toArray()) > 1e-3, "nothing was learnt");
    }

    @ParameterizedTest
    @MethodSource("org.denoiser.architecture.Networks#all")
    void goingOnFromAStateIsNeverHavingStopped(Architecture network) {
        float[] expected;
        try (TrainingNetwork open = Runs.training(network, start(network), Loss.L1)) {
            steps(open, 1, 20);
            expected = open.state().toArray();
        }
        TrainingState state = start(network);
        int[] stops = {0, 1, 7, 20};
        for (int i = 1; i < stops.length; i++) {
            try (TrainingNetwork open = Runs.training(network, state, Loss.L1)) {
                steps(open, stops[i - 1] + 1, stops[i]);
                state = TrainingState.of(network, open.state().toArray());
            }
        }
        assertArrayEquals(expected, state.toArray());
    }

    @ParameterizedTest
    @MethodSource("org.denoiser.architecture.Networks#all")
    void bfloat16TrainsEveryNetwork(Architecture network) {
        double[][] losses = new double[2][3];
        Precision[] precisions = {Precision.FLOAT32, Precision.BFLOAT16};
        for (int i = 0; i < 2; i++) {
            try (TrainingNetwork open =
                    TrainingNetwork.open(network, start(network), Loss.MSE, false, Runs.CPU, precisions[i])) {
                for (int step = 0; step < 3; step++) {
                    losses[i][step] = step(open, step + 1);
                }
            }
        }
        assertFalse(Arrays.equals(losses[0], losses[1]), "nothing was rounded");
        for (int step = 0; step < 3; step++) {
            assertEquals(losses[0][step], losses[1][step], 0.05 * losses[0][step]);
        }
    }

    /** The gradient is read from Adam's mean after one step. Rounding adds up over layers that are not skipped: dncnn of 17 has cosines of 0.8. */
    @ParameterizedTest
    @CsvSource({
        "conv-pool, ''",
        "unet, ''",
        "unet-n2v2, ''",
        "residual-unet, filters=16 blocks=1",
        "dncnn, filters=32 depth=5",
        "conv-bn, ''"
    })
    void gradientsInBfloat16PointWhereThoseInFloat32Do(String preset, String options) {
        Architecture network = Networks.of(preset, options);
        float[][] gradients = new float[2][];
        Precision[] precisions = {Precision.FLOAT32, Precision.BFLOAT16};
        for (int i = 0; i < 2; i++) {
            try (TrainingNetwork open =
                    TrainingNetwork.open(network, start(network), Loss.MSE, false, Runs.CPU, precisions[i])) {
                ByteBuffer[] pair = patches(1, 64, network.channels());
                open.step(pair[0], pair[1], BATCH, 1, 64, 64, new AdamRates(1, 1e-4, 0.99, 1), 1);
                int all = network.parameterCount();
                gradients[i] = Arrays.copyOfRange(open.state().toArray(), all, all + network.trainableCount());
            }
        }
        assertFalse(Arrays.equals(gradients[0], gradients[1]), "nothing was rounded");
        int offset = 0;
        for (Parameter parameter : network.parameters()) {
            if (parameter.isTrainable()) {
                assertEquals(1, cosine(gradients, offset, parameter.size()), 0.01, parameter.name());
                offset += parameter.size();
            }
        }
    }

    /** Of the angle between parts of two vectors. */
    private static double cosine(float[][] vectors, int offset, int length) {
        double[] sums = new double[3];
        for (int i = offset; i < offset + length; i++) {
            sums[0] += (double) vectors[0][i] * vectors[1][i];
            sums[1] += (double) vectors[0][i] * vectors[0][i];
            sums[2] += (double) vectors[1][i] * vectors[1][i];
        }
        return sums[0] / Math.sqrt(sums[1] * sums[2]);
    }

    @Test
    void stateIsACopy() {
        Architecture network = Networks.of("unet", "depth=1 filters=2");
        try (TrainingNetwork open = Runs.training(network, start(network), Loss.MSE)) {
            TrainingState before = open.state();
            assertArrayEquals(start(network).toArray(), before.toArray());
            float[] values = before.toArray();
            step(open, 1);
            assertArrayEquals(values, before.toArray());
            assertTrue(Runs.largestDifference(values, open.state().toArray()) > 0);
        }
    }

    @Test
    void lossIsThatOfInferenceBeforeTheStep() {
        Architecture network = Networks.of("unet", "depth=2 filters=3");
        ByteBuffer[] pair = patches(9, SIDE, 1);
        float[] noisy = new float[BATCH * SIDE * SIDE];
        float[] clean = new float[noisy.length];
        pair[0].asFloatBuffer().get(noisy);
        pair[1].asFloatBuffer().get(clean);
        float[] output = Runs.run(network, network.initialWeights(51), noisy, BATCH, SIDE, SIDE);
        double square = 0;
        double absolute = 0;
        for (int i = 0; i < output.length; i++) {
            square += Math.pow((double) output[i] - clean[i], 2) / output.length;
            absolute += Math.abs((double) output[i] - clean[i]) / output.length;
        }
        for (Loss loss : new Loss[] {Loss.MSE, Loss.L1}) {
            try (TrainingNetwork open = Runs.training(network, start(network), loss)) {
                assertEquals(loss == Loss.MSE ? square : absolute, step(open, 9), 1e-5);
            }
        }
    }

    @Test
    void crossEntropyNeedsASigmoid() {
        Architecture network = Networks.of("unet", "depth=1 filters=2");
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Runs.training(network, start(network), Loss.BCE))
                .getMessage();
        assertTrue(message.startsWith("loss=bce: ") && message.contains("conv-pool"), message);
    }

    @Test
    void crossEntropyOfTargetsBeyondOneFailsWithoutHarm() {
        Architecture network = Networks.of("conv-pool", "filters=2");
        try (TrainingNetwork open = Runs.training(network, start(network), Loss.BCE)) {
            float[] before = open.state().toArray();
            ByteBuffer bright = Runs.buffer(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
            String message = assertThrows(
                            IllegalStateException.class,
                            () -> open.step(bright, bright, 1, 1, 4, 4, new AdamRates(1, 1e-3, 0, 1), 1))
                    .getMessage();
            assertTrue(message.contains("between 0 and 1") && message.lines().count() == 1, message);
            assertArrayEquals(before, open.state().toArray());
            assertTrue(step(open, 1) > 0);
        }
    }

    @Test
    void blownUpTrainingIsSeenInTheLoss() {
        Architecture network = Networks.of("unet", "depth=1 filters=2");
        try (TrainingNetwork open = Runs.training(network, start(network), Loss.MSE)) {
            float[] values = new float[16];
            values[3] = Float.NaN;
            double loss = open.step(Runs.buffer(values), Runs.buffer(values), 1, 1, 4, 4, Runs.STILL, 1);
            assertFalse(Double.isFinite(loss));
        }
    }

    /** The first convolution passes the image on, so that the statistics are those of the image. */
    private static Map<String, Tensor> passingOn(Architecture network) {
        Map<String, Tensor> weights = new LinkedHashMap<>(network.initialWeights(1));
        weights.put(
                "conv1_weight",
                Tensor.of(new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0}, 1, 1, 3, 3).trainable(true));
        weights.put(
                "conv2_weight",
                Tensor.of(new float[] {0, 0, 0, 0, 3, 0, 0, 0, 0}, 1, 1, 3, 3).trainable(true));
        return weights;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.9, 0.999})
    void batchNormalisationFollowsTheBatch(double averaging) {
        Architecture network = Networks.withBatchNorm(1);
        int count = BATCH * SIDE * SIDE;
        float[] images = Runs.random(61, count);
        double mean = 0;
        for (float value : images) {
            mean += value / (double) count;
        }
        double variance = 0;
        for (float value : images) {
            variance += (value - mean) * (value - mean) / (count - 1);
        }
        TrainingState start = TrainingState.start(network, passingOn(network));
        try (TrainingNetwork open = Runs.training(network, start, Loss.MSE)) {
            ByteBuffer buffer = Runs.buffer(images);
            double kept = 1;
            for (int step = 1; step <= 5; step++) {
                open.step(buffer, buffer, BATCH, 1, SIDE, SIDE, new AdamRates(step, 0, averaging, 1), 1);
                Map<String, Tensor> weights = open.state().averagedWeights();
                kept *= (1.0 + step) / (10.0 + step);
                assertEquals(
                        (1 - kept) * mean, weights.get("norm1_running_mean").values()[0], 1e-5);
                double expected = kept + (1 - kept) * variance;
                assertEquals(expected, weights.get("norm1_running_var").values()[0], 1e-5);
            }
            // Much later the statistics move by their share of the past, or by that of the averaged weights if it is
            // slower.
            float before = open.state().weights().get("norm1_running_mean").values()[0];
            ByteBuffer dark = DenoisingNetwork.newBuffer(count);
            open.step(dark, dark, BATCH, 1, SIDE, SIDE, new AdamRates(1_000_000, 0, averaging, 1), 1);
            float after = open.state().weights().get("norm1_running_mean").values()[0];
            assertEquals(Math.max(0.99, averaging), after / before, 1e-5);
        }
    }

    @Test
    void batchNormalisationRunsWithWhatItHasFollowed() {
        Architecture network = Networks.withBatchNorm(1);
        Map<String, Tensor> weights = passingOn(network);
        weights.put("norm1_running_mean", Tensor.of(new float[] {0.25f}, 1));
        weights.put("norm1_running_var", Tensor.of(new float[] {4}, 1));
        weights.put("norm1_weight", Tensor.of(new float[] {2}, 1));
        weights.put("norm1_bias", Tensor.of(new float[] {0.5f}, 1));
        float[] images = Runs.random(62, 9);
        float[] found = Runs.run(network, weights, images, 1, 3, 3);
        for (int i = 0; i < images.length; i++) {
            double normal = (images[i] - 0.25) / Math.sqrt(4.001) * 2 + 0.5;
            assertEquals(images[i] + 3 * Math.max(0, normal), found[i], 1e-5);
        }
    }

    @Test
    void batchNormalisationTrainsInBfloat16() {
        Architecture network = Networks.withBatchNorm(2);
        try (TrainingNetwork open =
                TrainingNetwork.open(network, start(network), Loss.MSE, false, Runs.CPU, Precision.BFLOAT16)) {
            steps(open, 1, 3);
            assertTrue(open.state().weights().get("norm1_running_mean").values()[0] != 0);
        }
    }
}
