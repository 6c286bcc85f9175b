package org.denoiser.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The networks that are known by name. */
public enum Preset {
    /** The small convolutional autoencoder of the textbooks. */
    CONV_POOL(
            "conv-pool",
            "textbook autoencoder: three convolutions with pooling, mirrored, sigmoid output",
            Option.integer("filters", 32, 1, 512, "filters of the first convolution"),
            Option.integer("channels", 1, 1, 64, "channels of the image")) {
        @Override
        Graph build(Map<String, String> options) {
            int filters = number(options, "filters");
            int channels = number(options, "channels");
            GraphBuilder b = new GraphBuilder(channels, true);
            int x = rectified(b, GraphBuilder.INPUT, filters);
            x = rectified(b, b.pool(x), 2 * filters);
            x = rectified(b, b.pool(x), 2 * filters);
            x = rectified(b, b.upsample(x), filters);
            x = b.conv(b.upsample(x), channels, 3, 1, Parameter.Start.GLOROT);
            b.activate(x, Activation.SIGMOID);
            return b.build();
        }
    },

    /** U-Net (Ronneberger et al. 2015, arXiv 1505.04597) that estimates the noise and takes it off. */
    UNET(
            "unet",
            "U-Net with skip connections and residual output",
            Option.integer("depth", 3, 1, 6, "levels, each half the size of the one before"),
            Option.integer("filters", 32, 1, 512, "filters of the first level, doubled at each further one"),
            Option.choice("activation", "function after each convolution", "relu", "leaky-relu"),
            Option.choice("residual", "whether the output is what is added to the input", "true", "false"),
            Option.integer("channels", 1, 1, 64, "channels of the image")) {
        @Override
        Graph build(Map<String, String> options) {
            return UNet.graph(
                    number(options, "channels"),
                    number(options, "depth"),
                    number(options, "filters"),
                    activation(options),
                    flag(options, "residual"));
        }
    },

    /** Residual U-Net on half the resolution. */
    RESIDUAL_UNET(
            "residual-unet",
            "U-Net of residual blocks behind a space-to-depth stem, without biases",
            Option.integer("depth", 3, 1, 5, "levels, each half the size of the one before"),
            Option.integer("filters", 64, 1, 512, "filters of the first level, doubled at each further one"),
            Option.integer("blocks", 2, 1, 8, "residual blocks at each level, each way"),
            Option.choice("residual", "whether the output is what is added to the input", "true", "false"),
            Option.integer("channels", 1, 1, 64, "channels of the image")) {
        @Override
        Graph build(Map<String, String> options) {
            return ResidualUNet.graph(
                    number(options, "channels"),
                    number(options, "depth"),
                    number(options, "filters"),
                    number(options, "blocks"),
                    flag(options, "residual"));
        }
    };

    private final String key;
    private final String meaning;
    private final List<Option> options;

    Preset(String key, String meaning, Option... options) {
        this.key = key;
        this.meaning = meaning;
        this.options = List.of(options);
    }

    /** How commands and packages name it. */
    public String key() {
        return key;
    }

    public String meaning() {
        return meaning;
    }

    /** What can be chosen, in the order in which it is listed. */
    public List<Option> options() {
        return options;
    }

    /** Whether there is an option of this name. */
    public boolean has(String option) {
        return options.stream().anyMatch(known -> known.key().equals(option));
    }

    /** @throws IllegalArgumentException for an unknown name, listing the known ones */
    public static Preset ofKey(String key) {
        return Arrays.stream(values())
                .filter(preset -> preset.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "preset=" + key + ": one of " + String.join(", ", keys()) + " is needed"));
    }

    /** Names of all presets. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Preset::key).collect(Collectors.toList());
    }

    abstract Graph build(Map<String, String> options);

    private static int number(Map<String, String> options, String key) {
        return Integer.parseInt(options.get(key));
    }

    private static boolean flag(Map<String, String> options, String key) {
        return Boolean.parseBoolean(options.get(key));
    }

    private static Activation activation(Map<String, String> options) {
        return Arrays.stream(Activation.values())
                .filter(activation -> activation.key().equals(options.get("activation")))
                .findFirst()
                .orElseThrow();
    }

    private static int rectified(GraphBuilder b, int x, int filters) {
        return b.activate(b.conv(x, filters), Activation.RELU);
    }
}
