package org.denoiser.architecture;

import java.util.List;

/** Vectors to images, the inverse of {@link Flatten}. */
final class Reshape implements Layer {
    private final FeatureShape to;

    Reshape(FeatureShape to) {
        this.to = to;
    }

    @Override
    public String kind() {
        return "Reshape";
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        Shapes.needSame(kind(), inputs.get(0), FeatureShape.vector(to.elements()));
        return to;
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        return String.format(
                "torch.permute(torch.reshape(%s, [-1, %d, %d, %d]), [0, 3, 1, 2])",
                inputs.get(0), to.height(), to.width(), to.channels());
    }
}
