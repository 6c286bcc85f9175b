package org.denoiser.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingStateTest {
    @ParameterizedTest
    @MethodSource("org.denoiser.architecture.Networks#small")
    void arrayAndStateAreTheSame(Architecture network) {
        float[] array = new float[TrainingState.length(network)];
        Random random = new Random(3);
        for (int i = 0; i < array.length; i++) {
            array[i] = random.nextFloat();
        }
        float[] before = array.clone();
        TrainingState state = TrainingState.of(network, array);
        assertArrayEquals(before, state.toArray());
        array[0] = 9;
        assertArrayEquals(before, state.toArray());
        network.check(state.weights());
        network.check(state.averagedWeights());
        float[] first = state.weights().values().iterator().next().values();
        assertEquals(before[0], first[0]);
    }

    @Test
    void startAveragesTheWeightsThemselves() {
        Architecture network = Networks.withBatchNorm(3);
        TrainingState state = TrainingState.start(network, network.initialWeights(4));
        assertEquals(network.initialWeights(4), state.weights());
        assertEquals(state.weights(), state.averagedWeights());
        float[] array = state.toArray();
        int moments = network.parameterCount();
        for (int i = 0; i < 2 * network.trainableCount(); i++) {
            assertEquals(0, array[moments + i]);
        }
    }

    @Test
    void averageHasTheStatisticsOfTheLastStep() {
        Architecture network = Networks.withBatchNorm(2);
        float[] array = TrainingState.start(network, network.initialWeights(4)).toArray();
        java.util.Arrays.fill(array, array.length - network.trainableCount(), array.length, 5f);
        int mean = network.parameters().stream()
                .takeWhile(parameter -> !parameter.name().equals("norm1_running_mean"))
                .mapToInt(Parameter::size)
                .sum();
        array[mean] = 7;
        TrainingState state = TrainingState.of(network, array);
        assertEquals(Tensor.of(new float[] {7, 0}, 2), state.averagedWeights().get("norm1_running_mean"));
        assertEquals(5, state.averagedWeights().get("conv1_weight").values()[0]);
    }

    @Test
    void stateOfAnotherNetworkIsRefused() {
        Architecture network = Networks.of("unet", "depth=1 filters=2");
        int length = TrainingState.length(network);
        assertEquals(4 * network.parameterCount(), length);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> TrainingState.of(network, new float[length - 1]))
                .getMessage();
        assertTrue(message.contains(length - 1 + " numbers") && message.contains(network.toString()), message);
        assertThrows(
                IllegalArgumentException.class,
                () -> TrainingState.start(
                        network, Networks.of("conv-pool", "filters=2").initialWeights(1)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1e-3, 0.999, 0.5", "10, 5e-4, 0.99, Infinity", "100000, 1e-4, 0.999, 1", "3, 0, 0, 1"})
    void ratesCorrectTheBiasOfTheMeans(int step, double rate, double averaging, double norm) {
        float[] rates = new AdamRates(step, rate, averaging, norm).toArray();
        assertEquals(rate / (1 - Math.pow(0.9, step)), rates[0], 1e-6 * rate);
        assertEquals(1 / Math.sqrt(1 - Math.pow(0.999, step)), rates[1], 1e-5 * rates[1]);
        double decay = Math.min(averaging, (1.0 + step) / (10.0 + step));
        assertEquals(1 - decay, rates[2], 1e-6);
        assertEquals(Math.min(norm, Float.MAX_VALUE), rates[3]);
        assertThrows(IllegalArgumentException.class, () -> new AdamRates(0, rate, averaging, norm));
    }
}
