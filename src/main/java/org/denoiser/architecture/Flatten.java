package org.denoiser.architecture;

import java.util.List;

/** Images to vectors: row by row, in a row column by column, the channels of a pixel together, as Keras does. */
final class Flatten implements Layer {
    private final FeatureShape from;

    /** @param from the one shape that it takes */
    Flatten(FeatureShape from) {
        this.from = from;
    }

    @Override
    public String kind() {
        return "Flatten";
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        Shapes.needSame(kind(), inputs.get(0), from);
        return FeatureShape.vector(from.elements());
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        return String.format(
                "torch.reshape(torch.permute(%s, [0, 2, 3, 1]), [-1, %d])", inputs.get(0), from.elements());
    }
}
