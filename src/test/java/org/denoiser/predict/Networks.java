package org.denoiser.predict;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Parameter;
import org.denoiser.architecture.Preset;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.NetworkThreads;
import org.denoiser.network.Precision;
import org.denoiser.torchscript.Tensor;

/** Small networks of which is known what they do. One thread, so that no machine is busy and none differs. */
final class Networks {
    static {
        NetworkThreads.use(1);
    }

    private Networks() {}

    static Architecture unet(int depth, int filters, int channels) {
        return Architecture.of(
                Preset.UNET, Map.of("depth", "" + depth, "filters", "" + filters, "channels", "" + channels));
    }

    /**
     * A U-Net of random weights that are large to its last layer, so that every pixel of the receptive field matters, and with biases,
     * so that the zeros beyond a tile do too.
     */
    static DenoisingNetwork random(int depth, int channels, long seed) {
        return random(unet(depth, 4, channels), seed);
    }

    /** The same of volumes. */
    static DenoisingNetwork randomVolumes(int depth, int zpool, int channels, long seed) {
        return random(
                Architecture.of(
                        Preset.UNET3D,
                        Map.of("depth", "" + depth, "filters", "3", "zpool", "" + zpool, "channels", "" + channels)),
                seed);
    }

    private static DenoisingNetwork random(Architecture architecture, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        List<Parameter> parameters = architecture.parameters();
        Map<String, Tensor> initial = architecture.initialWeights(seed);
        for (int i = 0; i < parameters.size(); i++) {
            float[] values = initial.get(parameters.get(i).name()).values();
            boolean last = i >= parameters.size() - 2;
            for (int j = 0; j < values.length; j++) {
                if (parameters.get(i).shape().length == 1) values[j] = 0.1f * (float) random.nextGaussian();
                else if (last) values[j] *= 10;
            }
            put(weights, parameters.get(i), values);
        }
        return open(architecture, weights);
    }

    /** Adds this to every value. */
    static DenoisingNetwork adding(float constant, int channels) {
        return adding(constant, unet(2, 2, channels));
    }

    /** Gives volumes back, exactly. */
    static DenoisingNetwork volumeIdentity() {
        return adding(0, Architecture.of(Preset.UNET3D, Map.of("depth", "2", "filters", "2")));
    }

    private static DenoisingNetwork adding(float constant, Architecture architecture) {
        Map<String, Tensor> weights = new LinkedHashMap<>(architecture.initialWeights(1));
        List<Parameter> parameters = architecture.parameters();
        int count = parameters.size();
        put(
                weights,
                parameters.get(count - 2),
                new float[parameters.get(count - 2).size()]);
        float[] bias = new float[parameters.get(count - 1).size()];
        Arrays.fill(bias, constant);
        put(weights, parameters.get(count - 1), bias);
        return open(architecture, weights);
    }

    /** Gives its input back, exactly: its residual is zero. */
    static DenoisingNetwork identity(int channels) {
        return adding(0, channels);
    }

    /**
     * The mean of 3 x 3 pixels. The rectifiers are passed by values above -10: the first convolution copies the input and adds 10, the
     * second gives the mean and a copy of that, the last one takes their difference, which is added to the input.
     */
    static DenoisingNetwork mean() {
        Architecture architecture = unet(1, 2, 1);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        List<Parameter> parameters = architecture.parameters();
        float[] copy = new float[9];
        copy[4] = 1;
        float[] mean = new float[9];
        Arrays.fill(mean, 1 / 9f);
        put(weights, parameters.get(0), joined(copy, copy));
        put(weights, parameters.get(1), new float[] {10, 10});
        put(weights, parameters.get(2), joined(mean, new float[9], new float[9], copy));
        put(weights, parameters.get(3), new float[2]);
        put(weights, parameters.get(4), new float[] {1, -1});
        put(weights, parameters.get(5), new float[1]);
        return open(architecture, weights);
    }

    static DenoisingNetwork open(Architecture architecture, Map<String, Tensor> weights) {
        return DenoisingNetwork.open(architecture, weights, DeviceChoice.ofKey("cpu"), Precision.FLOAT32);
    }

    private static void put(Map<String, Tensor> weights, Parameter parameter, float[] values) {
        weights.put(parameter.name(), Tensor.of(values, parameter.shape()));
    }

    private static float[] joined(float[]... kernels) {
        float[] all = new float[9 * kernels.length];
        for (int i = 0; i < kernels.length; i++) System.arraycopy(kernels[i], 0, all, 9 * i, 9);
        return all;
    }
}
