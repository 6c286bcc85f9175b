package org.denoiser.architecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.denoiser.torchscript.Tensor;

/**
 * The layers of a network and how they are joined: a directed graph in topological order with one input and one output of
 * the same size, and what is penalised while training. Immutable and thread-safe. Built by {@link GraphBuilder}.
 */
final class Graph {
    /** One layer with its place in the graph; inputs are indices of earlier nodes, -1 being the network's input. */
    static final class Node {
        final String name;
        final Layer layer;
        final List<Integer> inputs;

        Node(String name, Layer layer, List<Integer> inputs) {
            this.name = name;
            this.layer = layer;
            this.inputs = inputs;
        }
    }

    private static final int INPUT = -1;

    private final int channels;
    private final boolean volumes;
    private final int side;
    private final List<Node> nodes;
    private final List<Penalty> penalties;

    /**
     * @param volumes whether it takes volumes rather than planes
     * @param side the only height and width that it takes; 0 for any
     */
    Graph(int channels, boolean volumes, int side, List<Node> nodes, List<Penalty> penalties) {
        this.channels = channels;
        this.volumes = volumes;
        this.side = side;
        this.nodes = List.copyOf(nodes);
        this.penalties = List.copyOf(penalties);
    }

    /** Channels of the input. */
    int channels() {
        return channels;
    }

    /** Whether it takes volumes rather than planes. */
    boolean takesVolumes() {
        return volumes;
    }

    /** The only height and width that it takes; 0 for any. */
    int side() {
        return side;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Penalty> penalties() {
        return penalties;
    }

    /** Whether the output lies within 0 to 1. */
    boolean isBounded() {
        int last = nodes.size() - 1;
        while (nodes.get(last).layer instanceof Reshape) {
            last = nodes.get(last).inputs.get(0);
        }
        return nodes.get(last).layer == Activation.SIGMOID;
    }

    /** Standard normal values that a step of training needs for each image. */
    int draws() {
        return nodes.stream().mapToInt(node -> node.layer.draws()).sum();
    }

    boolean hasBatchNorm() {
        return nodes.stream().anyMatch(node -> node.layer instanceof BatchNorm2d);
    }

    /** Parameters of all layers in order. */
    List<Parameter> parameters() {
        return nodes.stream()
                .flatMap(node -> node.layer.parameters(node.name).stream())
                .collect(Collectors.toList());
    }

    /** Starting values, the same for the same seed on every machine. */
    Map<String, Tensor> initialWeights(long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Parameter parameter : parameters()) {
            weights.put(parameter.name(), parameter.initial(random));
        }
        return Collections.unmodifiableMap(weights);
    }

    /** Shape after each node for an input of this size; the depth of planes is 1. */
    List<FeatureShape> shapes(int depth, int height, int width) {
        if (side > 0 && (height != side || width != side)) {
            throw new IllegalArgumentException(
                    "the network takes images of " + side + "x" + side + " pixels, not of " + height + "x" + width);
        }
        if (!volumes && depth != 1) {
            throw new IllegalArgumentException("the network takes planes one by one, not " + depth + " together");
        }
        FeatureShape input = volumes
                ? FeatureShape.volume(channels, depth, height, width)
                : new FeatureShape(channels, height, width);
        List<FeatureShape> shapes = new ArrayList<>();
        for (Node node : nodes) {
            List<FeatureShape> inputs = node.inputs.stream()
                    .map(i -> i == INPUT ? input : shapes.get(i))
                    .collect(Collectors.toList());
            shapes.add(node.layer.outputShape(inputs));
        }
        return shapes;
    }

    /**
     * Statements that compute the output from the float32 variable {@code x}, each a line indented by four blanks; the
     * output is the variable that {@link #outputVariable} names. In bfloat16 a sum with the input is still taken in
     * float32 (by type promotion), so that a residual network does not round the image to eight bits.
     */
    String statements(ScriptContext context) {
        StringBuilder code = new StringBuilder();
        if (context.isBfloat16()) {
            code.append("    xh = ").append(ScriptContext.toBfloat16("x")).append('\n');
        }
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean sum = node.layer == Merge.ADD || node.layer == Merge.SUBTRACT;
            String input = context.isBfloat16() && !sum ? "xh" : "x";
            List<String> inputs = node.inputs.stream()
                    .map(source -> source == INPUT ? input : variable(source))
                    .collect(Collectors.toList());
            code.append("    ")
                    .append(variable(i))
                    .append(" = ")
                    .append(node.layer.expression(context, node.name, inputs))
                    .append('\n');
        }
        return code.toString();
    }

    /** Statements that add the penalties to the variable {@code loss}. */
    String penaltyStatements() {
        StringBuilder code = new StringBuilder();
        for (Penalty penalty : penalties) {
            List<String> variables =
                    penalty.nodes().stream().map(Graph::variable).collect(Collectors.toList());
            code.append("    loss = torch.add(loss, ")
                    .append(penalty.expression(variables))
                    .append(")\n");
        }
        return code.toString();
    }

    String outputVariable() {
        return variable(nodes.size() - 1);
    }

    private static String variable(int node) {
        return "x" + node;
    }

    /**
     * Heights and widths must be multiples of this: the largest factor by which any layer's output is coarser, or the only size
     * that the network takes.
     */
    int sizeMultiple() {
        return side > 0 ? side : multiple(Layer::scale);
    }

    /** As {@link #sizeMultiple}, for the number of planes. */
    int depthMultiple() {
        return multiple(Layer::depthScale);
    }

    private int multiple(Function<Layer, Ratio> layerScale) {
        List<Ratio> scales = new ArrayList<>();
        int multiple = 1;
        for (Node node : nodes) {
            int first = node.inputs.get(0);
            Ratio scale = (first == INPUT ? Ratio.ONE : scales.get(first)).times(layerScale.apply(node.layer));
            scales.add(scale);
            multiple = multiple / Ratio.gcd(multiple, scale.down) * scale.down;
        }
        if (!scales.get(scales.size() - 1).isSame(Ratio.ONE)) {
            throw new IllegalStateException("the network's output is not as large as its input");
        }
        return multiple;
    }

    /**
     * How far, in pixels, an input can lie from an output that depends on it: for each output position within one period
     * of the size multiple the needed interval is followed back through the layers. In a network of one size every output may
     * depend on every input.
     */
    int receptiveRadius() {
        return side > 0 ? side - 1 : radius(sizeMultiple(), Layer::reach);
    }

    /** As {@link #receptiveRadius}, in planes. */
    int depthRadius() {
        return radius(depthMultiple(), Layer::depthReach);
    }

    private int radius(int period, BiFunction<Layer, Span, Span> layerReach) {
        int radius = 0;
        // Positions well above zero only keep the arithmetic easy to follow in a debugger; negative ones work as well.
        int origin = 1024 * period;
        for (int position = origin; position < origin + period; position++) {
            Span need = needed(new Span(position, position), layerReach);
            radius = Math.max(radius, Math.max(position - need.low, need.high - position));
        }
        return radius;
    }

    private Span needed(Span output, BiFunction<Layer, Span, Span> layerReach) {
        Span[] spans = new Span[nodes.size()];
        spans[nodes.size() - 1] = output;
        Span input = output;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (spans[i] == null) {
                continue;
            }
            Span reach = layerReach.apply(nodes.get(i).layer, spans[i]);
            for (int source : nodes.get(i).inputs) {
                if (source == INPUT) {
                    input = input.union(reach);
                } else {
                    spans[source] = reach.union(spans[source]);
                }
            }
        }
        return input;
    }
}
