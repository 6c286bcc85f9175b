package org.denoiser.architecture;

import java.util.List;

/** Every output is a weighted sum of all inputs and a bias. */
final class Dense implements Layer {
    private final int in;
    private final int out;
    private final Parameter.Start start;

    Dense(int in, int out, Parameter.Start start) {
        this.in = in;
        this.out = out;
        this.start = start;
    }

    @Override
    public String kind() {
        return "Dense";
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        Shapes.needSame(kind(), inputs.get(0), FeatureShape.vector(in));
        return FeatureShape.vector(out);
    }

    @Override
    public List<Parameter> parameters(String node) {
        return List.of(
                Parameter.weight(node + "_weight", start, in, out, out, in),
                Parameter.vector(node + "_bias", Parameter.Start.ZERO, out));
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        return String.format(
                "torch.linear(%s, %s, %s)",
                inputs.get(0), context.parameter(node + "_weight"), context.parameter(node + "_bias"));
    }
}
