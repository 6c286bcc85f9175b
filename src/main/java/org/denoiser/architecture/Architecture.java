package org.denoiser.architecture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.denoiser.torchscript.Tensor;

/**
 * A network as a value: a preset and the options chosen for it. From it come the layer table, the initial weights, the
 * receptive field, the size multiple and (by {@link Programs}) the TorchScript. Immutable and thread-safe; two with the
 * same preset and options are equal.
 */
public final class Architecture implements NetworkShape {
    /** Training keeps four numbers for each in one array. */
    private static final int MOST_PARAMETERS = 100_000_000;

    private static final int SHOWN_DEPTH = 16;

    private final Preset preset;
    private final Map<String, String> options;
    private final Graph graph;

    Architecture(Preset preset, Map<String, String> options, Graph graph) {
        this.preset = preset;
        this.options = Collections.unmodifiableMap(options);
        this.graph = graph;
    }

    /** A preset with its defaults. */
    public static Architecture of(Preset preset) {
        return of(preset, Map.of());
    }

    /**
     * A preset with some options chosen, the others at their defaults.
     *
     * @throws IllegalArgumentException for an option that the preset does not have, a value out of its range, or a network
     *     of more than {@value #MOST_PARAMETERS} parameters
     */
    public static Architecture of(Preset preset, Map<String, String> chosen) {
        List<String> known = preset.options().stream().map(Option::key).collect(Collectors.toList());
        for (String key : chosen.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        "preset " + preset.key() + " has no option '" + key + "', only " + String.join(", ", known));
            }
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (Option option : preset.options()) {
            String value = chosen.get(option.key());
            options.put(option.key(), value == null ? option.fallback() : option.check(value));
        }
        Architecture architecture = new Architecture(preset, options, preset.build(options));
        long count = architecture.parameters().stream()
                .mapToLong(Parameter::elements)
                .sum();
        if (count > MOST_PARAMETERS) {
            throw new IllegalArgumentException(architecture + " would have " + count + " parameters, more than the "
                    + MOST_PARAMETERS + " that are allowed: fewer filters or less depth are needed");
        }
        return architecture;
    }

    public Preset preset() {
        return preset;
    }

    /** All options with their values, in the preset's order; unmodifiable. */
    public Map<String, String> options() {
        return options;
    }

    /** Channels of input and output. */
    @Override
    public int channels() {
        return graph.channels();
    }

    /** Width and height of the input must be multiples of this; it is {@link #fixedSide} where there is one. */
    @Override
    public int sizeMultiple() {
        return graph.sizeMultiple();
    }

    /** The only width and height that the network takes; 0 when it takes all multiples of {@link #sizeMultiple}. */
    @Override
    public int fixedSide() {
        return graph.side();
    }

    /** Whether it takes volumes, planes of a stack together, rather than planes one by one. */
    @Override
    public boolean takesVolumes() {
        return graph.takesVolumes();
    }

    /** The number of planes must be a multiple of this; 1 for networks of planes. */
    @Override
    public int depthMultiple() {
        return graph.depthMultiple();
    }

    /** Whether images of this size can be run through the network; for volumes it also has to {@link #takes(int, int, int)} the depth. */
    public boolean takes(int height, int width) {
        int multiple = sizeMultiple();
        boolean fits = height % multiple == 0 && width % multiple == 0 && height > 0 && width > 0;
        return fits && (fixedSide() == 0 || height == multiple && width == multiple);
    }

    /** Whether so many planes of this size can be run through the network together; for networks of planes always 1. */
    @Override
    public boolean takes(int depth, int height, int width) {
        boolean fits = takesVolumes() ? depth > 0 && depth % depthMultiple() == 0 : depth == 1;
        return fits && takes(height, width);
    }

    /** The images of {@link #takes} in words, for example {@code of 28x28 pixels}. */
    @Override
    public String sizes() {
        if (takesVolumes()) {
            return "of planes, in a multiple of " + depthMultiple() + ", whose height and width are multiples of "
                    + sizeMultiple();
        }
        return fixedSide() > 0
                ? "of " + fixedSide() + "x" + fixedSide() + " pixels"
                : "whose height and width are multiples of " + sizeMultiple();
    }

    /** Height and width that {@link #layers()} assumes: the only one, or the one of the images that the preset is known for. */
    public int shownSide() {
        return sideFrom(preset.side());
    }

    /** The number of planes that {@link #layers()} assumes. */
    public int shownDepth() {
        return takesVolumes() ? depthFrom(SHOWN_DEPTH) : 1;
    }

    /** The smallest number of planes, at least 1, that the network takes and that is not below the one wanted. */
    public int depthFrom(int wanted) {
        return Math.multiplyExact((wanted - 1) / depthMultiple() + 1, depthMultiple());
    }

    /** The smallest height and width that the network takes and that is not below the one wanted, 1 or more; or the only one. */
    @Override
    public int sideFrom(int wanted) {
        if (fixedSide() > 0) {
            return fixedSide();
        }
        int multiple = sizeMultiple();
        return Math.multiplyExact((wanted - 1) / multiple + 1, multiple);
    }

    /** It is the size multiple. */
    @Override
    public int leastSide() {
        return sizeMultiple();
    }

    @Override
    public boolean hasOddSizes() {
        return false;
    }

    /** Those of a fixed size, for their dense layers. */
    @Override
    public boolean seesAll() {
        return fixedSide() > 0;
    }

    /** All but those of a fixed size, which have learnt whole images with their borders. */
    @Override
    public boolean extendsImages() {
        return fixedSide() == 0;
    }

    @Override
    public double elementsPerPixel(int wanted) {
        int side = sideFrom(wanted);
        long largest = channels() * (long) side * side;
        for (LayerRow row : layers(side, side)) {
            largest = Math.max(largest, row.output().elements());
        }
        return largest / ((double) side * side);
    }

    /** Standard normal values that a step of training needs for each image; 0 for all but variational networks. */
    public int draws() {
        return graph.draws();
    }

    /** Largest distance in planes from an output to an input that it depends on; 0 for networks of planes. */
    @Override
    public int depthRadius() {
        return graph.depthRadius();
    }

    /** Largest distance in pixels, along x or y, from an output to an input that it depends on. */
    @Override
    public int receptiveRadius() {
        return graph.receptiveRadius();
    }

    /** Number of parameters, trained or not. */
    public int parameterCount() {
        return graph.parameters().stream().mapToInt(Parameter::size).sum();
    }

    /** Number of parameters that training changes by their gradient. */
    public int trainableCount() {
        return graph.parameters().stream()
                .filter(Parameter::isTrainable)
                .mapToInt(Parameter::size)
                .sum();
    }

    /** All parameters in the order in which weights are stored. */
    public List<Parameter> parameters() {
        return graph.parameters();
    }

    /** Weights that training starts from: by name, in stored order, a function of the seed alone. */
    public Map<String, Tensor> initialWeights(long seed) {
        return graph.initialWeights(seed);
    }

    /**
     * Checks that weights belong to this network.
     *
     * @throws IllegalArgumentException naming the first tensor that is missing, unknown or of another shape
     */
    public void check(Map<String, Tensor> weights) {
        for (Parameter parameter : graph.parameters()) {
            Tensor tensor = weights.get(parameter.name());
            if (tensor == null) {
                throw new IllegalArgumentException("the weights lack '" + parameter.name() + "'");
            }
            if (!java.util.Arrays.equals(tensor.shape(), parameter.shape())) {
                throw new IllegalArgumentException("the weights have '" + parameter.name() + "' as " + tensor
                        + " instead of " + java.util.Arrays.toString(parameter.shape()));
            }
        }
        if (weights.size() != graph.parameters().size()) {
            throw new IllegalArgumentException("the weights hold " + weights.size() + " tensors instead of "
                    + graph.parameters().size());
        }
    }

    /** The layer table for an input of {@link #shownSide}. */
    public List<LayerRow> layers() {
        return layers(shownSide(), shownSide());
    }

    /** The layer table for planes of this size, {@link #shownDepth} of them where the network takes volumes. */
    public List<LayerRow> layers(int height, int width) {
        return layers(shownDepth(), height, width);
    }

    /**
     * The layer table for an input of this size; an activation stands in the row of the layer that it follows.
     *
     * @throws IllegalArgumentException for a size that the network does not take
     */
    public List<LayerRow> layers(int depth, int height, int width) {
        List<FeatureShape> shapes = graph.shapes(depth, height, width);
        List<LayerRow> rows = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            Graph.Node node = graph.nodes().get(i);
            if (node.layer instanceof Activation && !rows.isEmpty()) {
                LayerRow last = rows.remove(rows.size() - 1);
                String kind = last.kind() + ", " + node.layer.kind();
                rows.add(new LayerRow(last.name(), kind, last.output(), last.parameters()));
            } else {
                int count = node.layer.parameters(node.name).stream()
                        .mapToInt(Parameter::size)
                        .sum();
                rows.add(new LayerRow(node.name, node.layer.kind(), shapes.get(i), count));
            }
        }
        return rows;
    }

    Graph graph() {
        return graph;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Architecture
                && preset == ((Architecture) other).preset
                && options.equals(((Architecture) other).options);
    }

    @Override
    public int hashCode() {
        return 31 * preset.hashCode() + options.hashCode();
    }

    /** For example {@code unet depth=3 filters=32 activation=relu channels=1}. */
    @Override
    public String toString() {
        return preset.key() + " "
                + options.entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining(" "));
    }
}
