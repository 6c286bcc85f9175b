package org.denoiser.architecture;

import java.util.List;

/** Functions applied to each value by itself. */
public enum Activation implements Layer {
    /** max(x, 0). */
    RELU("relu", "ReLU", "torch.relu_(%s)"),
    /** x where positive, else a hundredth of it. */
    LEAKY_RELU("leaky-relu", "LeakyReLU", "torch.leaky_relu_(%s, 0.01)"),
    /** 1 / (1 + exp(-x)). */
    SIGMOID("sigmoid", "Sigmoid", "torch.sigmoid(%s)");

    private final String key;
    private final String kind;
    private final String format;

    Activation(String key, String kind, String format) {
        this.key = key;
        this.kind = kind;
        this.format = format;
    }

    /** How options name it. */
    public String key() {
        return key;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        return inputs.get(0);
    }

    /** In place where the gradient needs the result alone; the graph sees to it that nothing else reads the input. */
    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        String x = inputs.get(0);
        // The sigmoid ends a network; bfloat16 resolves only 1/256 of its upper half.
        boolean widen = this == SIGMOID && context.isBfloat16();
        return String.format(format, widen ? ScriptContext.toFloat32(x) : x);
    }
}
