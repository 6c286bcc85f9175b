package org.denoiser.architecture;

import java.util.List;

/** Largest value of each 2x2 block; halves the size. */
final class MaxPool2d implements Layer {
    @Override
    public String kind() {
        return "MaxPool2d 2x2";
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        FeatureShape x = inputs.get(0);
        Shapes.needMultiple(kind(), x, 2);
        return new FeatureShape(x.channels(), x.height() / 2, x.width() / 2);
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        return "torch.max_pool2d(" + inputs.get(0) + ", [2, 2], [2, 2], [0, 0], [1, 1], False)";
    }

    @Override
    public Span reach(Span out) {
        return new Span(2 * out.low, 2 * out.high + 1);
    }

    @Override
    public Ratio scale() {
        return Ratio.of(1, 2);
    }
}
