package org.denoiser.architecture;

import java.util.List;

/** Repeats each voxel in a block of 2x2 pixels in one plane or in two: undoes the size of a {@link MaxPool3d}. */
final class Upsample3d implements Layer {
    private final int planes;

    /** @param planes of a block, 1 or 2 */
    Upsample3d(int planes) {
        this.planes = planes;
    }

    @Override
    public String kind() {
        return "Upsample " + planes + "x2x2";
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        FeatureShape x = inputs.get(0);
        Shapes.needVolume(kind(), x);
        return FeatureShape.volume(x.channels(), planes * x.depth(), 2 * x.height(), 2 * x.width());
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        return "torch.upsample_nearest3d(" + inputs.get(0) + ", None, [" + planes + "., 2., 2.])";
    }

    @Override
    public Span reach(Span out) {
        return new Span(Math.floorDiv(out.low, 2), Math.floorDiv(out.high, 2));
    }

    @Override
    public Span depthReach(Span out) {
        return new Span(Math.floorDiv(out.low, planes), Math.floorDiv(out.high, planes));
    }

    @Override
    public Ratio scale() {
        return Ratio.of(2, 1);
    }

    @Override
    public Ratio depthScale() {
        return Ratio.of(planes, 1);
    }
}
