package org.denoiser.architecture;

import java.util.List;

/** Repeats each pixel in a 2x2 block; doubles the size. */
final class Upsample implements Layer {
    @Override
    public String kind() {
        return "Upsample 2x2";
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        FeatureShape x = inputs.get(0);
        return new FeatureShape(x.channels(), 2 * x.height(), 2 * x.width());
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        return "torch.upsample_nearest2d(" + inputs.get(0) + ", None, [2., 2.])";
    }

    @Override
    public Span reach(Span out) {
        return new Span(Math.floorDiv(out.low, 2), Math.floorDiv(out.high, 2));
    }

    @Override
    public Ratio scale() {
        return Ratio.of(2, 1);
    }
}
