package org.denoiser.architecture;

import java.util.List;

/**
 * A 3x3 convolution whose input is a 2x2 {@link Upsample}, or that {@link Merge#CONCAT joined} with a second input. It has
 * the parameters of the plain convolution and gives the same values without the enlarged image: as two of the three taps
 * along an axis always meet the same pixel, the convolution of the repeated pixels is a transposed one of stride 2 with 4x4
 * taps. Each result then takes 4 instead of 9 multiplications for each of these channels.
 */
final class UpsampledConv2d implements Layer {
    private final Conv2d conv;
    private final int repeated;

    /**
     * @param conv the convolution, 3x3 and of stride 1
     * @param repeated how many of its input channels, from the first on, are the upsampled ones
     */
    UpsampledConv2d(Conv2d conv, int repeated) {
        this.conv = conv;
        this.repeated = repeated;
    }

    @Override
    public String kind() {
        return conv.kind() + " of " + new Upsample().kind();
    }

    @Override
    public FeatureShape outputShape(List<FeatureShape> inputs) {
        FeatureShape large = new Upsample().outputShape(inputs.subList(0, 1));
        FeatureShape all = inputs.size() == 1 ? large : Merge.CONCAT.outputShape(List.of(large, inputs.get(1)));
        return conv.outputShape(List.of(all));
    }

    @Override
    public List<Parameter> parameters(String node) {
        return conv.parameters(node);
    }

    @Override
    public String expression(ScriptContext context, String node, List<String> inputs) {
        String weight = context.parameter(node + "_weight");
        String taps = String.format("torch.narrow(%s, 1, 0, %d)", weight, repeated);
        // Along each axis the taps a, b, c become c, b + c, a + b, a: sums over windows of two, with a border of zeros.
        String large =
                String.format("torch.avg_pool2d(torch.flip(%s, [2, 3]), [2, 2], [1, 1], [1, 1], False, True, 1)", taps);
        boolean alone = inputs.size() == 1;
        String up = String.format(
                "torch.conv_transpose2d(%s, torch.transpose(%s, 0, 1), %s, [2, 2], [1, 1], [0, 0], 1, [1, 1])",
                inputs.get(0), large, alone ? conv.bias(context, node) : "None");
        if (alone) {
            return up;
        }
        int rest = conv.in() - repeated;
        String beside = String.format(
                "torch.conv2d(%s, torch.narrow(%s, 1, %d, %d), %s, [1, 1], [1, 1], [1, 1], 1)",
                inputs.get(1), weight, repeated, rest, conv.bias(context, node));
        return "torch.add_(" + beside + ", " + up + ")";
    }

    @Override
    public Span reach(Span span) {
        throw new UnsupportedOperationException("the receptive field is that of the plain graph");
    }

    @Override
    public Ratio scale() {
        return Ratio.of(2, 1);
    }
}
