package org.denoiser.architecture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.torchscript.Tensor;

/**
 * Everything that a training step changes: the weights, the two means of Adam and the moving average of the weights. A
 * training that goes on from it goes on as if it had never stopped. Immutable and thread-safe.
 */
public final class TrainingState {
    private final Architecture architecture;
    private final Map<String, Tensor> weights;
    private final float[] mean;
    private final float[] square;
    private final float[] average;

    private TrainingState(
            Architecture architecture, Map<String, Tensor> weights, float[] mean, float[] square, float[] average) {
        this.architecture = architecture;
        this.weights = weights;
        this.mean = mean;
        this.square = square;
        this.average = average;
    }

    /** The state before the first step from these weights. */
    public static TrainingState start(Architecture architecture, Map<String, Tensor> weights) {
        architecture.check(weights);
        int count = architecture.trainableCount();
        float[] average = new float[count];
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        int offset = 0;
        for (Parameter parameter : architecture.parameters()) {
            Tensor tensor = weights.get(parameter.name());
            ordered.put(parameter.name(), tensor);
            if (parameter.isTrainable()) {
                tensor.copyTo(average, offset);
                offset += parameter.size();
            }
        }
        return new TrainingState(
                architecture, Collections.unmodifiableMap(ordered), new float[count], new float[count], average);
    }

    /**
     * The inverse of {@link #toArray}.
     *
     * @throws IllegalArgumentException when the array has another length than this network's state
     */
    public static TrainingState of(Architecture architecture, float[] array) {
        int count = architecture.trainableCount();
        int all = architecture.parameterCount();
        if (array.length != length(architecture)) {
            throw new IllegalArgumentException("a state of " + array.length + " numbers does not belong to "
                    + architecture + ", which has " + length(architecture));
        }
        Map<String, Tensor> weights = new LinkedHashMap<>();
        int offset = 0;
        for (Parameter parameter : architecture.parameters()) {
            float[] values = slice(array, offset, parameter.size());
            weights.put(parameter.name(), Tensor.of(values, parameter.shape()).trainable(parameter.isTrainable()));
            offset += parameter.size();
        }
        return new TrainingState(
                architecture,
                Collections.unmodifiableMap(weights),
                slice(array, all, count),
                slice(array, all + count, count),
                slice(array, all + 2 * count, count));
    }

    /** Length of {@link #toArray} for a network. */
    public static int length(Architecture architecture) {
        return Math.addExact(architecture.parameterCount(), Math.multiplyExact(3, architecture.trainableCount()));
    }

    /** All parameters in stored order, then Adam's two means and the average of the trained ones. */
    public float[] toArray() {
        float[] array = new float[length(architecture)];
        int offset = 0;
        for (Tensor tensor : weights.values()) {
            tensor.copyTo(array, offset);
            offset += tensor.size();
        }
        for (float[] part : new float[][] {mean, square, average}) {
            System.arraycopy(part, 0, array, offset, part.length);
            offset += part.length;
        }
        return array;
    }

    /** The weights after the last step; unmodifiable. */
    public Map<String, Tensor> weights() {
        return weights;
    }

    /** The moving average of the weights, with the running statistics of the last step; unmodifiable. */
    public Map<String, Tensor> averagedWeights() {
        Map<String, Tensor> averaged = new LinkedHashMap<>();
        int offset = 0;
        for (Parameter parameter : architecture.parameters()) {
            if (parameter.isTrainable()) {
                float[] values = slice(average, offset, parameter.size());
                averaged.put(
                        parameter.name(), Tensor.of(values, parameter.shape()).trainable(true));
                offset += parameter.size();
            } else {
                averaged.put(parameter.name(), weights.get(parameter.name()));
            }
        }
        return Collections.unmodifiableMap(averaged);
    }

    float[] mean() {
        return mean;
    }

    float[] square() {
        return square;
    }

    float[] average() {
        return average;
    }

    private static float[] slice(float[] array, int offset, int length) {
        return java.util.Arrays.copyOfRange(array, offset, offset + length);
    }
}
