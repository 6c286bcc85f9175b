package org.denoiser.network;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import org.denoiser.architecture.AdamRates;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.TrainingState;
import org.denoiser.torchscript.Tensor;

/** Short ways to run networks on arrays in tests. */
final class Runs {
    static final DeviceChoice CPU = DeviceChoice.ofKey("cpu");
    /** A rate of nothing: a step with it measures the loss and the gradient and leaves the weights as they are. */
    static final AdamRates STILL = new AdamRates(1, 0, 0, Double.POSITIVE_INFINITY);

    private Runs() {}

    static float[] random(long seed, int length) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    static ByteBuffer buffer(float... values) {
        ByteBuffer buffer = DenoisingNetwork.newBuffer(values.length);
        buffer.asFloatBuffer().put(values);
        return buffer;
    }

    static float[] run(DenoisingNetwork network, float[] images, int batch, int height, int width) {
        FloatBuffer results = FloatBuffer.allocate(images.length);
        network.run(buffer(images), results, batch, height, width);
        return results.array();
    }

    static float[] run(
            Architecture architecture, Map<String, Tensor> weights, float[] images, int batch, int height, int width) {
        try (DenoisingNetwork network = DenoisingNetwork.open(architecture, weights, CPU, Precision.FLOAT32)) {
            return run(network, images, batch, height, width);
        }
    }

    static TrainingNetwork training(Architecture architecture, TrainingState state, Loss loss) {
        return TrainingNetwork.open(architecture, state, loss, false, CPU, Precision.FLOAT32);
    }

    static double largestDifference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        }
        return largest;
    }
}
