package org.denoiser.architecture;

import java.util.ArrayList;
import java.util.List;

/**
 * Two-dimensional convolution that keeps the size at stride 1 and divides it, rounding up, at a larger stride. The border is
 * padded with zeros, the odd one of the rows and columns at the end, as Keras' and TensorFlow's padding {@code same} does. How
 * many depends on what is left over when the input's size is divided by the stride, so a layer takes sizes of one remainder.
 */
final class Conv2d implements Layer {
    private final int in;
    private final int out;
    private final int kernel;
    private final int stride;
    private final int rest;
    private final boolean bias;
    private final Parameter.Start start;

    /** One for sizes that the stride divides. */
    Conv2d(int in, int out, int kernel, int stride, boolean bias, Parameter.Start start) {
        this(in, out, kernel, stride, stride, bias, start);
    }

    /** @param rest pixels of the last step: what the size leaves over when divided by the stride, 1 to {@code stride} */
    Conv2d(int in, int out, int kernel, int stride, int rest, boolean bias, Parameter.Start start) {
        if (kernel < stride) {
            throw new IllegalArgumentException(
                    "a " + kernel + "x" + kernel + " kernel skips pixels at stride " + stride);
        }
        this.in = in;
        this.out = out;
        this.kernel = kernel;
        this.stride = stride;
        this.rest = rest;
        this.bias = bias;
        this.start = start;
    }

    int in() {
        return in;
    }

    /** Whether it is 3x3 and keeps the size. */
    boolean isPlain3x3() {
        return kernel == 3 && stride == 1;
    }

    /** Expression for its bias; {@code None} when it has none. */
    String bias(ScriptContext context, String node) {
        return bias ? context.parameter(node + "_bias") : "None";
    }

    private int before() {
        return (kernel - rest) / 2;
    }

    private int after() {
        return kernel - rest - before();
    }

    @Override
    public String kind() {
        return "Conv2d " + kernel + "x" + kernel + (stride > 1 ? " stride " + stride : "");
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        FeatureShape x = inputs.get(0);
        Shapes.needChannels(kind(), x, in);
        Shapes.needMultiple(kind(), x, stride, rest);
        return new FeatureShape(out, (x.height() - rest) / stride + 1, (x.width() - rest) / stride + 1);
    }

    @Override
    public List<Parameter> parameters(String node) {
        List<Parameter> list = new ArrayList<>();
        int area = kernel * kernel;
        list.add(Parameter.weight(node + "_weight", start, in * area, out * area, out, in, kernel, kernel));
        if (bias) {
            list.add(Parameter.vector(node + "_bias", Parameter.Start.ZERO, out));
        }
        return list;
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        String x = inputs.get(0);
        int padding = before();
        if (before() != after()) {
            x = String.format(
                    "torch.constant_pad_nd(%s, [%d, %d, %d, %d], 0)", x, before(), after(), before(), after());
            padding = 0;
        }
        return String.format(
                "torch.conv2d(%s, %s, %s, [%d, %d], [%d, %d], [1, 1], 1)",
                x, context.parameter(node + "_weight"), bias(context, node), stride, stride, padding, padding);
    }

    @Override
    public Span reach(Span span) {
        return new Span(span.low * stride - before(), span.high * stride - before() + kernel - 1);
    }

    @Override
    public Ratio scale() {
        return Ratio.of(1, stride);
    }
}
