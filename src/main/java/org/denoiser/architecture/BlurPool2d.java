package org.denoiser.architecture;

import java.util.List;

/**
 * Largest value of each 2x2 neighbourhood, then the binomial blur 1-2-1 along both axes, then every second value; halves the size.
 * Pooling that blurs lets no frequency through that the coarser grid cannot hold (Zhang 2019, arXiv 1904.11486), and rid
 * Noise2Void of its checkerboards (Höck et al. 2022, N2V2, arXiv 2211.08512).
 *
 * <p>The blur is two averages of two neighbours, the second with stride 2, so that an output lies in the middle of the four input
 * positions that it depends on.
 */
final class BlurPool2d implements Layer {
    @Override
    public String kind() {
        return "BlurPool2d 2x2";
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        FeatureShape x = inputs.get(0);
        Shapes.needMultiple(kind(), x, 2);
        return new FeatureShape(x.channels(), x.height() / 2, x.width() / 2);
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        String largest = "torch.max_pool2d(" + inputs.get(0) + ", [2, 2], [1, 1], [1, 1], [1, 1], False)";
        return average(average(largest, 1), 2);
    }

    private static String average(String x, int stride) {
        return "torch.avg_pool2d(" + x + ", [2, 2], [" + stride + ", " + stride + "], [0, 0], False, True, None)";
    }

    @Override
    public Span reach(Span out) {
        return new Span(2 * out.low - 1, 2 * out.high + 2);
    }

    @Override
    public Ratio scale() {
        return Ratio.of(1, 2);
    }
}
