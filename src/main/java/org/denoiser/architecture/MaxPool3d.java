package org.denoiser.architecture;

import java.util.List;

/** Largest value of each block of 2x2 pixels in one plane or in two; halves height and width, and the number of planes or not. */
final class MaxPool3d implements Layer {
    private final int planes;

    /** @param planes of a block, 1 or 2 */
    MaxPool3d(int planes) {
        this.planes = planes;
    }

    @Override
    public String kind() {
        return "MaxPool3d " + planes + "x2x2";
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        FeatureShape x = inputs.get(0);
        Shapes.needVolume(kind(), x);
        Shapes.needMultiple(kind(), x, 2);
        if (x.depth() % planes != 0) {
            throw new IllegalArgumentException(kind() + " takes an even number of planes, not " + x);
        }
        return FeatureShape.volume(x.channels(), x.depth() / planes, x.height() / 2, x.width() / 2);
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        return String.format(
                "torch.max_pool3d(%s, [%d, 2, 2], [%d, 2, 2], [0, 0, 0], [1, 1, 1], False)",
                inputs.get(0), planes, planes);
    }

    @Override
    public Span reach(Span out) {
        return new Span(2 * out.low, 2 * out.high + 1);
    }

    @Override
    public Span depthReach(Span out) {
        return new Span(planes * out.low, planes * out.high + planes - 1);
    }

    @Override
    public Ratio scale() {
        return Ratio.of(1, 2);
    }

    @Override
    public Ratio depthScale() {
        return Ratio.of(1, planes);
    }
}
