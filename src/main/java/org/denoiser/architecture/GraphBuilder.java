package org.denoiser.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins layers to a {@link Graph}. Every method adds a node and returns its index, for later nodes to refer to; -1 is the
 * network's input. Not thread-safe; used once.
 */
final class GraphBuilder {
    static final int INPUT = -1;

    private final int channels;
    private final boolean bias;
    private final List<Graph.Node> nodes = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * @param channels channels of the input
     * @param bias whether convolutions have one
     */
    GraphBuilder(int channels, boolean bias) {
        this.channels = channels;
        this.bias = bias;
    }

    int conv(int x, int filters, int kernel, int stride, Parameter.Start start) {
        return add("conv", new Conv2d(width(x), filters, kernel, stride, bias, start), filters, x);
    }

    /** A 3x3 convolution of stride 1 for a rectifier to follow. */
    int conv(int x, int filters) {
        return conv(x, filters, 3, 1, Parameter.Start.HE);
    }

    int convTranspose(int x, int filters, int kernel, int stride, Parameter.Start start) {
        return add("up", new ConvTranspose2d(width(x), filters, kernel, stride, bias, start), filters, x);
    }

    int batchNorm(int x) {
        return add("norm", new BatchNorm2d(width(x)), width(x), x);
    }

    /** The activation may overwrite its input, so nothing else may read {@code x}. */
    int activate(int x, Activation activation) {
        return add("activation", activation, width(x), x);
    }

    int pool(int x) {
        return add("pool", new MaxPool2d(), width(x), x);
    }

    int upsample(int x) {
        return add("upsample", new Upsample(), width(x), x);
    }

    int spaceToDepth(int x) {
        return add("fold", PixelShuffle.SPACE_TO_DEPTH, 4 * width(x), x);
    }

    int depthToSpace(int x) {
        return add("unfold", PixelShuffle.DEPTH_TO_SPACE, width(x) / 4, x);
    }

    int concat(int a, int b) {
        return add("concat", Merge.CONCAT, width(a) + width(b), a, b);
    }

    int sum(int a, int b) {
        return add("sum", Merge.ADD, width(a), a, b);
    }

    Graph build() {
        return new Graph(channels, nodes);
    }

    private int width(int node) {
        return node == INPUT ? channels : widths.get(node);
    }

    private int add(String stem, Layer layer, int width, Integer... inputs) {
        int number = counts.merge(stem, 1, Integer::sum);
        nodes.add(new Graph.Node(stem + number, layer, List.of(inputs)));
        widths.add(width);
        return nodes.size() - 1;
    }
}
