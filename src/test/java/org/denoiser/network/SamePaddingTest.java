package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Networks;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strided convolutions against their definition with TensorFlow's padding {@code same}, written as loops. */
class SamePaddingTest {
    /** TensorFlow's rule: as many outputs as strides begin, padding as needed, the odd one at the end. */
    private static int before(int side, int kernel, int stride) {
        int outputs = (side + stride - 1) / stride;
        return Math.max(0, (outputs - 1) * stride + kernel - side) / 2;
    }

    private static double[] convolved(float[] image, int side, float[] taps, int kernel, int stride) {
        int outputs = (side + stride - 1) / stride;
        int before = before(side, kernel, stride);
        double[] result = new double[outputs * outputs];
        for (int i = 0; i < result.length * kernel * kernel; i++) {
            int out = i / (kernel * kernel);
            int tap = i % (kernel * kernel);
            int y = out / outputs * stride + tap / kernel - before;
            int x = out % outputs * stride + tap % kernel - before;
            if (y >= 0 && y < side && x >= 0 && x < side) {
                result[out] += image[y * side + x] * taps[tap];
            }
        }
        return result;
    }

    /** The gradient of {@link #convolved}: each value spread to where it would have come from. */
    private static double[] spread(double[] values, int side, float[] taps, int kernel, int stride) {
        int outputs = (side + stride - 1) / stride;
        int before = before(side, kernel, stride);
        double[] result = new double[side * side];
        for (int i = 0; i < values.length * kernel * kernel; i++) {
            int from = i / (kernel * kernel);
            int tap = i % (kernel * kernel);
            int y = from / outputs * stride + tap / kernel - before;
            int x = from % outputs * stride + tap % kernel - before;
            if (y >= 0 && y < side && x >= 0 && x < side) {
                result[y * side + x] += values[from] * taps[tap];
            }
        }
        return result;
    }

    @ParameterizedTest
    @CsvSource({
        "28, 3, 2",
        "14, 3, 2",
        "7, 3, 2",
        "8, 3, 2",
        "9, 5, 2",
        "8, 5, 2",
        "7, 4, 2",
        "8, 2, 2",
        "9, 3, 3",
        "10, 4, 3",
        "11, 5, 3"
    })
    void convolutionsAreThoseOfTheTextbookFramework(int side, int kernel, int stride) {
        Architecture network = Networks.strided(side, kernel, stride);
        Map<String, Tensor> weights = network.initialWeights(81);
        float[] image = Runs.random(82, side * side);
        float[] found = Runs.run(network, weights, image, 1, side, side);
        double[] small = convolved(image, side, weights.get("conv1_weight").values(), kernel, stride);
        double[] expected = spread(small, side, weights.get("up1_weight").values(), kernel, stride);
        for (int i = 0; i < found.length; i++) {
            assertEquals(expected[i], found[i], 1e-5, "value " + i);
        }
    }
}
