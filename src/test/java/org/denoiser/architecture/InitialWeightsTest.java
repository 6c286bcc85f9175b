package org.denoiser.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitialWeightsTest {
    @ParameterizedTest
    @MethodSource("org.denoiser.architecture.Networks#small")
    void weightsAreAFunctionOfTheSeed(Architecture network) {
        Map<String, Tensor> weights = network.initialWeights(42);
        assertEquals(weights, network.initialWeights(42));
        assertNotEquals(weights, network.initialWeights(43));
    }

    /** A change of these numbers breaks the promise that a seed gives the same weights in every version. */
    @ParameterizedTest
    @CsvSource({"conv-pool, filters=4, e3548791", "unet, filters=4, b9c6946b", "residual-unet, filters=4, 92a421d"})
    void weightsStayTheSameInEveryVersion(String preset, String options, String expected) {
        CRC32 sum = new CRC32();
        for (Tensor tensor : Networks.of(preset, options).initialWeights(7).values()) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.size());
            bytes.asFloatBuffer().put(tensor.values());
            sum.update(bytes.array());
        }
        assertEquals(expected, Long.toHexString(sum.getValue()));
    }

    private static double[] moments(Parameter parameter) {
        float[] values = parameter.initial(new Random(5)).values();
        double mean = 0;
        double square = 0;
        double largest = 0;
        for (float value : values) {
            mean += value / (double) values.length;
            square += (double) value * value / values.length;
            largest = Math.max(largest, Math.abs(value));
        }
        return new double[] {mean, square, largest};
    }

    @ParameterizedTest
    @CsvSource({
        "HE, 50, 70, 0.04",
        "HE, 288, 9, 0.0069444444",
        "SMALL, 50, 70, 0.0004",
        "GLOROT, 50, 70, 0.0166666667",
        "GLOROT, 8, 2, 0.2",
    })
    void weightsHaveTheVarianceOfTheirLaw(Parameter.Start start, int fanIn, int fanOut, double variance) {
        int count = 200_000;
        double[] found = moments(Parameter.weight("w", start, fanIn, fanOut, count));
        // Four standard errors of the mean and of the variance of a normal law.
        assertEquals(0, found[0], 4 * Math.sqrt(variance / count));
        assertEquals(variance, found[1], 4 * variance * Math.sqrt(2.0 / count));
        double bound = start == Parameter.Start.GLOROT ? Math.sqrt(3 * variance) : 6 * Math.sqrt(variance);
        assertTrue(found[2] <= bound, "largest " + found[2]);
    }

    @Test
    void layersTellTheirFans() {
        Parameter down = new Conv2d(6, 10, 3, 1, true, Parameter.Start.HE)
                .parameters("c")
                .get(0);
        Parameter wide = Parameter.weight("w", Parameter.Start.HE, 54, 90, 10, 6, 3, 3);
        assertEquals(wide.initial(new Random(1)), down.initial(new Random(1)));
        Parameter up = new ConvTranspose2d(6, 10, 2, 2, true, Parameter.Start.HE)
                .parameters("c")
                .get(0);
        Parameter one = Parameter.weight("w", Parameter.Start.HE, 6, 40, 6, 10, 2, 2);
        assertEquals(one.initial(new Random(1)), up.initial(new Random(1)));
    }

    @Test
    void vectorsStartAsOneValue() {
        Map<String, Tensor> weights = Networks.withBatchNorm(3).initialWeights(1);
        assertEquals(Tensor.of(new float[] {0, 0, 0}, 3).trainable(true), weights.get("conv1_bias"));
        assertEquals(Tensor.of(new float[] {1, 1, 1}, 3).trainable(true), weights.get("norm1_weight"));
        assertEquals(Tensor.of(new float[] {0, 0, 0}, 3).trainable(true), weights.get("norm1_bias"));
        assertEquals(Tensor.of(new float[] {0, 0, 0}, 3), weights.get("norm1_running_mean"));
        assertEquals(Tensor.of(new float[] {1, 1, 1}, 3), weights.get("norm1_running_var"));
    }
}
