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

    /** Divisible by any stride of any depth. */
    private static final int ANY = 1 << 12;

    private final FeatureShape input;
    private final int side;
    private final boolean bias;
    private final List<Graph.Node> nodes = new ArrayList<>();
    /** For networks of any size those for an input that every stride divides. */
    private final List<FeatureShape> shapes = new ArrayList<>();

    private final List<Penalty> penalties = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private GraphBuilder(FeatureShape input, int side, boolean bias) {
        this.input = input;
        this.side = side;
        this.bias = bias;
    }

    /**
     * For a network that takes any size that its layers can divide.
     *
     * @param channels channels of the input
     * @param bias whether convolutions have one
     */
    GraphBuilder(int channels, boolean bias) {
        this(new FeatureShape(channels, ANY, ANY), 0, bias);
    }

    /** For a network, with biases, that takes one height and width alone. */
    static GraphBuilder ofSide(int channels, int side) {
        return new GraphBuilder(new FeatureShape(channels, side, side), side, true);
    }

    /** For a network, with biases, that takes volumes of any size that its layers can divide. */
    static GraphBuilder ofVolumes(int channels) {
        return new GraphBuilder(FeatureShape.volume(channels, ANY, ANY, ANY), 0, true);
    }

    int conv(int x, int filters, int kernel, int stride, Parameter.Start start) {
        return conv(x, filters, kernel, stride, start, bias);
    }

    int conv(int x, int filters, int kernel, int stride, Parameter.Start start, boolean biased) {
        int rest = (shape(x).height() - 1) % stride + 1;
        return add("conv", new Conv2d(channels(x), filters, kernel, stride, rest, biased, start), x);
    }

    /** A 3x3 convolution of stride 1 for a rectifier to follow. */
    int conv(int x, int filters) {
        return conv(x, filters, 3, 1, Parameter.Start.HE);
    }

    /** A convolution of stride 1 and as many voxels along every axis. */
    int conv3d(int x, int filters, int kernel, Parameter.Start start) {
        return add("conv", new Conv3d(channels(x), filters, kernel, start), x);
    }

    /** @param planes that become one, 1 or 2 */
    int pool3d(int x, int planes) {
        return add("pool", new MaxPool3d(planes), x);
    }

    /** @param planes that one becomes, 1 or 2 */
    int upsample3d(int x, int planes) {
        return add("upsample", new Upsample3d(planes), x);
    }

    int convTranspose(int x, int filters, int kernel, int stride, Parameter.Start start) {
        return add("up", new ConvTranspose2d(channels(x), filters, kernel, stride, bias, start), x);
    }

    /** One that gives back the size of {@code before}, which a convolution of the same kernel and stride made that of {@code x}. */
    int convTransposeTo(int before, int x, int filters, int kernel, int stride, Parameter.Start start) {
        int rest = shape(before).height() - (shape(x).height() - 1) * stride;
        return add("up", new ConvTranspose2d(channels(x), filters, kernel, stride, rest, bias, start), x);
    }

    int batchNorm(int x) {
        return add("norm", new BatchNorm2d(channels(x)), x);
    }

    /** The activation may overwrite its input, so nothing else may read {@code x}. */
    int activate(int x, Activation activation) {
        return add("activation", activation, x);
    }

    int pool(int x) {
        return add("pool", new MaxPool2d(), x);
    }

    int blurPool(int x) {
        return add("pool", new BlurPool2d(), x);
    }

    int upsample(int x) {
        return add("upsample", new Upsample(), x);
    }

    int spaceToDepth(int x) {
        return add("fold", PixelShuffle.SPACE_TO_DEPTH, x);
    }

    int depthToSpace(int x) {
        return add("unfold", PixelShuffle.DEPTH_TO_SPACE, x);
    }

    int concat(int a, int b) {
        return add("concat", Merge.CONCAT, a, b);
    }

    int sum(int a, int b) {
        return add("sum", Merge.ADD, a, b);
    }

    int difference(int a, int b) {
        return add("difference", Merge.SUBTRACT, a, b);
    }

    int flatten(int x) {
        return add("flatten", new Flatten(shape(x)), x);
    }

    int dense(int x, int units) {
        return add("dense", new Dense(shape(x).elements(), units, Parameter.Start.KERAS), x);
    }

    /** A vector to images of the shape that {@code like} has. */
    int reshapeLike(int like, int x) {
        return add("reshape", new Reshape(shape(like)), x);
    }

    int sample(int mean, int logVariance) {
        return add("sample", new Sample(channels(mean)), mean, logVariance);
    }

    /** Adds the mean magnitude of a node's values to the loss; nothing else may overwrite that node. */
    void penaliseMagnitude(int x, double weight) {
        penalties.add(Penalty.sparsity(x, weight));
    }

    /** Adds the divergence from the standard normal law to the loss. */
    void penaliseDivergence(int mean, int logVariance, double weight) {
        penalties.add(Penalty.divergence(mean, logVariance, weight, channels(mean), input.elements()));
    }

    /** Elements of what a node gives; for a network of one size. */
    int elements(int node) {
        return shape(node).elements();
    }

    Graph build() {
        return new Graph(input.channels(), input.isVolume(), side, nodes, penalties);
    }

    private FeatureShape shape(int node) {
        return node == INPUT ? input : shapes.get(node);
    }

    private int channels(int node) {
        return shape(node).channels();
    }

    private int add(String stem, Layer layer, Integer... inputs) {
        int number = counts.merge(stem, 1, Integer::sum);
        nodes.add(new Graph.Node(stem + number, layer, List.of(inputs)));
        List<FeatureShape> from = new ArrayList<>();
        for (int node : inputs) {
            from.add(shape(node));
        }
        shapes.add(layer.outputShape(from));
        return nodes.size() - 1;
    }
}
