package org.denoiser.architecture;

import java.util.List;

/** Three-dimensional convolution of odd kernel, stride 1 and biases, the border padded with zeros so that the size stays. */
final class Conv3d implements Layer {
    private final int in;
    private final int out;
    private final int kernel;
    private final Parameter.Start start;

    Conv3d(int in, int out, int kernel, Parameter.Start start) {
        if (kernel % 2 == 0) {
            throw new IllegalArgumentException("a kernel of " + kernel + " voxels has no middle");
        }
        this.in = in;
        this.out = out;
        this.kernel = kernel;
        this.start = start;
    }

    @Override
    public String kind() {
        return "Conv3d " + kernel + "x" + kernel + "x" + kernel;
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        Shapes.needVolume(kind(), inputs.get(0));
        Shapes.needChannels(kind(), inputs.get(0), in);
        return inputs.get(0).withChannels(out);
    }

    @Override
    public List<Parameter> parameters(String node) {
        int taps = kernel * kernel * kernel;
        return List.of(
                Parameter.weight(node + "_weight", start, in * taps, out * taps, out, in, kernel, kernel, kernel),
                Parameter.vector(node + "_bias", Parameter.Start.ZERO, out));
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        int padding = kernel / 2;
        return String.format(
                "torch.conv3d(%s, %s, %s, [1, 1, 1], [%d, %d, %d], [1, 1, 1], 1)",
                inputs.get(0),
                context.parameter(node + "_weight"),
                context.parameter(node + "_bias"),
                padding,
                padding,
                padding);
    }

    @Override
    public Span reach(Span span) {
        return new Span(span.low - kernel / 2, span.high + kernel / 2);
    }

    @Override
    public Span depthReach(Span span) {
        return reach(span);
    }
}
