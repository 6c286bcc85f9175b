package org.denoiser.architecture;

import java.util.List;

/**
 * Batch normalisation per channel (Ioffe and Szegedy 2015, arXiv 1502.03167). While training it uses the statistics of the
 * batch and lets running ones follow; otherwise it uses the running ones. These forget the past by Keras' factor 0.99 a step, or
 * by that of the averaged weights if it is slower, and faster in the first steps (see {@link AdamRates}): with a fixed factor
 * they would still hold their start after hundreds of steps.
 */
final class BatchNorm2d implements Layer {
    /** The step program's variable of the batch's share in the running statistics. */
    static final String SHARE = "share";

    /** What is added to the variance: Keras' default. */
    private static final String EPSILON = "0.001";

    private final int channels;

    BatchNorm2d(int channels) {
        this.channels = channels;
    }

    @Override
    public String kind() {
        return "BatchNorm2d";
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        Shapes.needChannels(kind(), inputs.get(0), channels);
        return inputs.get(0);
    }

    @Override
    public List<Parameter> parameters(String node) {
        return List.of(
                Parameter.vector(node + "_weight", Parameter.Start.ONE, channels),
                Parameter.vector(node + "_bias", Parameter.Start.ZERO, channels),
                Parameter.statistic(node + "_running_mean", Parameter.Start.ZERO, channels),
                Parameter.statistic(node + "_running_var", Parameter.Start.ONE, channels));
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        // The operator takes float32 statistics with bfloat16 values.
        return String.format(
                "torch.batch_norm(%s, %s, %s, %s, %s, %s, %s, %s, False)",
                inputs.get(0),
                context.single(node + "_weight"),
                context.single(node + "_bias"),
                context.single(node + "_running_mean"),
                context.single(node + "_running_var"),
                context.isTraining() ? "True" : "False",
                context.isTraining() ? SHARE : "0.",
                EPSILON);
    }
}
