package org.denoiser.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.denoiser.architecture.Architecture;
import org.denoiser.torchscript.TensorType;

/**
 * Writes the description of a model, {@code rdf.yaml}: a model description of bioimage.io, format 0.5.7, whose part
 * {@code config.denoiser} holds what Denoiser needs beyond that.
 */
final class DescriptionWriter {
    static final String FORMAT = "0.5.7";
    /** The highest format of the part {@code config.denoiser} that is read. */
    static final int DENOISER_FORMAT = 2;
    /** The format of packages with float32 weights, which all versions read. */
    private static final int SINGLE_FORMAT = 1;

    /** By how much of the largest value a result may differ on another machine. */
    private static final double TOLERANCE = 1e-4;

    private static final String INPUT = "noisy";
    private static final String OUTPUT = "denoised";

    private final ModelPackage model;
    private final Map<String, String> digests;

    private DescriptionWriter(ModelPackage model, Map<String, String> digests) {
        this.model = model;
        this.digests = digests;
    }

    /** @param digests SHA-256 of the other files by their names */
    static String write(ModelPackage model, Map<String, String> digests) {
        return Yaml.write(new DescriptionWriter(model, digests).root());
    }

    private Map<String, Object> root() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format_version", FORMAT);
        root.put("type", "model");
        root.put("name", ModelNames.described(model.name()));
        root.put("description", model.description());
        root.put(
                "authors",
                model.authors().stream().map(DescriptionWriter::author).collect(Collectors.toList()));
        if (model.licence() != null) {
            root.put("license", model.licence());
        }
        root.put("documentation", EntryNames.CARD);
        root.put("covers", List.of(EntryNames.COVER));
        root.put("tags", model.tags());
        root.put(
                "cite",
                model.citations().stream().map(DescriptionWriter::citation).collect(Collectors.toList()));
        root.put("timestamp", model.created().toString());
        root.put("attachments", attachments());
        root.put("inputs", List.of(input()));
        root.put("outputs", List.of(output()));
        root.put("weights", map("torchscript", weights()));
        Map<String, Object> config = map("bioimageio", bioimageio());
        config.put("denoiser", denoiser());
        root.put("config", config);
        return root;
    }

    private List<Map<String, Object>> attachments() {
        List<Map<String, Object>> files = new ArrayList<>();
        files.add(file(EntryNames.TRAINING));
        for (String name : model.attachments()) {
            files.add(file(name));
        }
        return files;
    }

    private static Map<String, Object> author(Author author) {
        Map<String, Object> entry = map("name", author.name());
        putIfKnown(entry, "affiliation", author.affiliation());
        putIfKnown(entry, "orcid", author.orcid());
        return entry;
    }

    private static Map<String, Object> citation(Citation citation) {
        Map<String, Object> entry = map("text", citation.text());
        putIfKnown(entry, "doi", citation.doi());
        putIfKnown(entry, "url", citation.url());
        return entry;
    }

    private Map<String, Object> input() {
        List<Map<String, Object>> axes = leadingAxes();
        for (String id : spaceAxes()) {
            Blocks blocks = blocks(id);
            Object size = blocks.smallest();
            if (!blocks.isFixed()) {
                Map<String, Object> sizes = map("min", blocks.smallest());
                sizes.put("step", blocks.step());
                size = sizes;
            }
            Map<String, Object> axis = axis("space", id);
            axis.put("size", size);
            axes.add(axis);
        }
        Map<String, Object> input = tensor(INPUT, "image with noise", axes, EntryNames.TEST_INPUT);
        input.put("preprocessing", model.exchangeScaling().preprocessing(spaceAxes()));
        return input;
    }

    private Map<String, Object> output() {
        List<Map<String, Object>> axes = leadingAxes();
        for (String id : spaceAxes()) {
            int halo = blocks(id).halo();
            Map<String, Object> size = map("tensor_id", INPUT);
            size.put("axis_id", id);
            size.put("offset", 0);
            Map<String, Object> axis = axis("space", id);
            axis.put("size", size);
            if (halo > 0) {
                axis.put("halo", halo);
            }
            axes.add(axis);
        }
        Map<String, Object> output = tensor(OUTPUT, "image without the noise", axes, EntryNames.TEST_OUTPUT);
        output.put("postprocessing", model.exchangeScaling().postprocessing());
        return output;
    }

    private List<String> spaceAxes() {
        return model.architecture().takesVolumes() ? List.of("z", "y", "x") : List.of("y", "x");
    }

    private Blocks blocks(String axis) {
        return axis.equals("z") ? Blocks.ofDepth(model.architecture()) : Blocks.of(model.architecture());
    }

    /** Batch and channel, the same for input and output. */
    private List<Map<String, Object>> leadingAxes() {
        List<Map<String, Object>> axes = new ArrayList<>();
        axes.add(axis("batch", "batch"));
        Map<String, Object> channels = axis("channel", "channel");
        channels.put(
                "channel_names",
                IntStream.range(0, model.architecture().channels())
                        .mapToObj(i -> "channel" + i)
                        .collect(Collectors.toList()));
        axes.add(channels);
        return axes;
    }

    private static Map<String, Object> axis(String type, String id) {
        Map<String, Object> axis = map("type", type);
        axis.put("id", id);
        return axis;
    }

    private Map<String, Object> tensor(String id, String meaning, List<Map<String, Object>> axes, String test) {
        Map<String, Object> tensor = map("id", id);
        tensor.put("description", meaning);
        tensor.put("axes", axes);
        tensor.put("test_tensor", file(test));
        tensor.put("data", map("type", "float32"));
        return tensor;
    }

    private Map<String, Object> weights() {
        Map<String, Object> weights = file(EntryNames.WEIGHTS);
        weights.put("pytorch_version", model.pytorchVersion());
        return weights;
    }

    private Map<String, Object> file(String name) {
        Map<String, Object> file = map("source", name);
        file.put("sha256", digests.get(name));
        return file;
    }

    private Map<String, Object> bioimageio() {
        Architecture architecture = model.architecture();
        Map<String, Object> config = map("task", "denoising");
        config.put("architecture_type", architecture.preset().key());
        config.put("architecture_description", architecture.toString());
        config.put("model_parameter_count", architecture.parameterCount());
        double largest = 0;
        for (float value : model.testOutput().values()) {
            largest = Math.max(largest, value);
        }
        if (largest > 0) {
            // What the format assumes by itself, 0.001, is for values from 0 to 1.
            config.put("reproducibility_tolerance", List.of(map("absolute_tolerance", TOLERANCE * largest)));
        }
        return config;
    }

    private Map<String, Object> denoiser() {
        Map<String, Object> config =
                map("format", model.storedAs() == TensorType.FLOAT32 ? SINGLE_FORMAT : DENOISER_FORMAT);
        config.put("version", model.denoiserVersion());
        config.put("name", model.name());
        config.put("preset", model.architecture().preset().key());
        config.put("options", model.architecture().options());
        config.put("scaling", model.scaling().toString());
        config.put("trained_on", model.trainedOn().name());
        Map<String, Object> noise = map("words", model.noise().words());
        noise.put("figures", model.noise().figures());
        config.put("noise", noise);
        config.put(
                "credits",
                model.credits().stream().map(DescriptionWriter::credit).collect(Collectors.toList()));
        putIfKnown(config, "recipe", model.recipe());
        return config;
    }

    private static Map<String, Object> credit(Credit credit) {
        Map<String, Object> entry = map("images", credit.images());
        entry.put("source", credit.source());
        entry.put("licence", credit.licence());
        return entry;
    }

    private static void putIfKnown(Map<String, Object> map, String key, String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    /** A map that more can be put into, in order. */
    private static Map<String, Object> map(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }
}
