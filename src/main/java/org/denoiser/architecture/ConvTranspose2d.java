package org.denoiser.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * Transposed convolution that multiplies the size by its stride: the gradient of {@link Conv2d} of the same kernel, stride and
 * remainder, with the same rule for the border. So it gives back the very size that such a convolution was given.
 */
final class ConvTranspose2d implements Layer {
    private final int in;
    private final int out;
    private final int kernel;
    private final int stride;
    private final int rest;
    private final boolean bias;
    private final Parameter.Start start;

    ConvTranspose2d(int in, int out, int kernel, int stride, boolean bias, Parameter.Start start) {
        this(in, out, kernel, stride, stride, bias, start);
    }

    /** @param rest pixels that the last step gives, 1 to {@code stride} */
    ConvTranspose2d(int in, int out, int kernel, int stride, int rest, boolean bias, Parameter.Start start) {
        if (kernel < stride) {
            throw new IllegalArgumentException(
                    "a " + kernel + "x" + kernel + " kernel leaves holes at stride " + stride);
        }
        this.in = in;
        this.out = out;
        this.kernel = kernel;
        this.stride = stride;
        this.rest = rest;
        this.bias = bias;
        this.start = start;
    }

    private int before() {
        return (kernel - rest) / 2;
    }

    private int after() {
        return kernel - rest - before();
    }

    @Override
    public String kind() {
        return "ConvTranspose2d " + kernel + "x" + kernel + " stride " + stride;
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        FeatureShape x = inputs.get(0);
        Shapes.needChannels(kind(), x, in);
        return new FeatureShape(out, (x.height() - 1) * stride + rest, (x.width() - 1) * stride + rest);
    }

    @Override
    public List<Parameter> parameters(String node) {
        List<Parameter> list = new ArrayList<>();
        int area = kernel * kernel;
        // Each output pixel sees about kernel^2 / stride^2 of the taps of every input channel, which Keras does not
        // look at.
        int fanIn = start == Parameter.Start.KERAS ? in * area : Math.max(1, in * area / (stride * stride));
        list.add(Parameter.weight(node + "_weight", start, fanIn, out * area, in, out, kernel, kernel));
        if (bias) {
            list.add(Parameter.vector(node + "_bias", Parameter.Start.ZERO, out));
        }
        return list;
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        String full = String.format(
                "torch.conv_transpose2d(%s, %s, %s, [%d, %d], [%d, %d], [0, 0], 1, [1, 1])",
                inputs.get(0),
                context.parameter(node + "_weight"),
                bias ? context.parameter(node + "_bias") : "None",
                stride,
                stride,
                before(),
                before());
        int excess = after() - before();
        return excess == 0
                ? full
                : String.format("torch.slice(torch.slice(%s, 2, 0, %d), 3, 0, %d)", full, -excess, -excess);
    }

    @Override
    public Span reach(Span span) {
        int lowest = span.low + before() - kernel + 1;
        return new Span(Math.floorDiv(lowest + stride - 1, stride), Math.floorDiv(span.high + before(), stride));
    }

    @Override
    public Ratio scale() {
        return Ratio.of(stride, 1);
    }
}
