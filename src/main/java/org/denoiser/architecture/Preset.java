package org.denoiser.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The networks that are known by name. */
public enum Preset {
    /** Dense layers alone. */
    DENSE(
            "dense",
            "textbook autoencoder of dense layers, for small images of one size",
            28,
            Textbooks::dense,
            side(28),
            Option.integer("depth", 3, 1, 6, "dense layers each way"),
            Option.integer("filters", 128, 1, 4096, "units of the first layer, half as many in each further one"),
            latent(32),
            activation(Activation.RELU),
            channels(1)),

    /** The small convolutional autoencoder of the textbooks; its weights start as in its first release. */
    CONV_POOL(
            "conv-pool",
            "textbook autoencoder: three convolutions with pooling, mirrored, sigmoid output",
            28,
            choices -> Textbooks.convPool(choices, Parameter.Start.HE, Parameter.Start.GLOROT, 0),
            filters(32),
            channels(1),
            levels(2),
            activation(Activation.RELU)),

    /** {@link #CONV_POOL} with batch normalisation. */
    CONV_BN(
            "conv-bn",
            "textbook autoencoder with pooling and batch normalisation, for colour images",
            32,
            Textbooks::convBn,
            levels(2),
            filters(32),
            activation(Activation.RELU),
            channels(3)),

    /** Pooling down, transposed convolutions up. */
    CONV_TRANSPOSE(
            "conv-transpose",
            "very small textbook autoencoder with transposed convolutions, for deblurring colour images",
            32,
            Textbooks::convTranspose,
            levels(2),
            filters(8),
            activation(Activation.RELU),
            channels(3)),

    /** Strided convolutions around a short vector. */
    CONV_LATENT(
            "conv-latent",
            "textbook autoencoder with strided convolutions and a dense code, for small images of one size",
            28,
            choices -> Textbooks.convLatent(choices, false),
            side(28),
            levels(2),
            filters(32),
            latent(128),
            activation(Activation.RELU),
            channels(1)),

    /**
     * {@link #CONV_LATENT} with one level more. As it is printed in textbooks its decoder starts from 7x7 pixels and doubles three
     * times, to 56x56; here it starts from the 4x4 at which the encoder ends, and each transposed convolution gives back the very
     * size that its counterpart was given: 7, 14 and 28.
     */
    CONV_LATENT_DEEP(
            "conv-latent-deep",
            "conv-latent with one level more and leaky rectifiers",
            28,
            choices -> Textbooks.convLatent(choices, false),
            side(28),
            levels(3),
            filters(32),
            latent(128),
            activation(Activation.LEAKY_RELU),
            channels(1)),

    /** Two convolutions a level. */
    CONV_DEEP(
            "conv-deep",
            "textbook autoencoder with two convolutions a level, for handwritten characters",
            32,
            Textbooks::convDeep,
            levels(2),
            filters(32),
            activation(Activation.RELU),
            channels(1)),

    /** {@link #CONV_POOL} whose code is penalised. */
    SPARSE(
            "sparse",
            "conv-pool with a penalty on the magnitude of its code",
            28,
            choices -> Textbooks.convPool(
                    choices, Parameter.Start.KERAS, Parameter.Start.KERAS, choices.decimal("sparsity")),
            levels(2),
            filters(32),
            Option.decimal("sparsity", "0.001", 0, 1000, "weight of the code's mean magnitude in the loss"),
            activation(Activation.RELU),
            channels(1)),

    /** {@link #CONV_LATENT} as a variational autoencoder (Kingma and Welling 2014, arXiv 1312.6114). */
    VARIATIONAL(
            "variational",
            "conv-latent as a variational autoencoder",
            28,
            choices -> Textbooks.convLatent(choices, true),
            side(28),
            levels(2),
            filters(32),
            latent(128),
            Option.decimal(
                    "divergence", "1", 0, 1000, "weight of the code's divergence from the normal law in the loss"),
            activation(Activation.RELU),
            channels(1)),

    /** DnCNN (Zhang et al. 2017, arXiv 1608.03981). */
    DNCNN(
            "dncnn",
            "convolutions at full resolution with batch normalisation that predict the noise",
            64,
            DnCnn::graph,
            Option.integer("depth", 17, 2, 64, "convolutions"),
            Option.integer("filters", 64, 1, 512, "filters of each convolution but the last"),
            activation(Activation.RELU),
            channels(1)),

    /** U-Net (Ronneberger et al. 2015, arXiv 1505.04597) that estimates the noise and takes it off. */
    UNET(
            "unet",
            "U-Net with skip connections and residual output",
            64,
            UNet::graph,
            levels(3),
            Option.integer("filters", 32, 1, 512, "filters of the first level, doubled at each further one"),
            activation(Activation.RELU),
            residual(),
            channels(1)),

    /** U-Net of N2V2 (Höck et al. 2022, arXiv 2211.08512). */
    UNET_N2V2(
            "unet-n2v2",
            "U-Net with blurred pooling and no finest skip connection, for learn=noise2void",
            64,
            UNet::blind,
            levels(3),
            Option.integer("filters", 32, 1, 512, "filters of the first level, doubled at each further one"),
            activation(Activation.RELU),
            channels(1)),

    /** {@link #UNET} for stacks: all convolutions are 3x3x3 (Cicek et al. 2016, arXiv 1606.06650). */
    UNET3D(
            "unet3d",
            "U-Net that sees the neighbouring planes of a stack, with 3D convolutions",
            64,
            UNet::volumes,
            levels(3),
            Option.integer("filters", 16, 1, 512, "filters of the first level, doubled at each further one"),
            Option.integer(
                    "zpool",
                    1,
                    0,
                    5,
                    "how many of the halvings, the deepest ones, halve the number of planes too; the others height and width"),
            activation(Activation.RELU),
            residual(),
            channels(1)),

    /** Residual U-Net on half the resolution. */
    RESIDUAL_UNET(
            "residual-unet",
            "U-Net of residual blocks behind a space-to-depth stem, without biases",
            64,
            ResidualUNet::graph,
            Option.integer("depth", 3, 1, 5, "levels, each half the size of the one before"),
            Option.integer("filters", 64, 1, 512, "filters of the first level, doubled at each further one"),
            Option.integer("blocks", 2, 1, 8, "residual blocks at each level, each way"),
            residual(),
            channels(1),
            activation(Activation.RELU));

    private final String key;
    private final String meaning;
    private final int side;
    private final Function<Choices, Graph> builder;
    private final List<Option> options;

    Preset(String key, String meaning, int side, Function<Choices, Graph> builder, Option... options) {
        this.key = key;
        this.meaning = meaning;
        this.side = side;
        this.builder = builder;
        this.options = List.of(options);
    }

    private static Option residual() {
        return Option.choice("residual", "whether the output is what is added to the input", "true", "false");
    }

    private static Option side(int fallback) {
        return Option.integer("side", fallback, 2, 512, "height and width of the images, the only ones that it takes");
    }

    private static Option levels(int fallback) {
        return Option.integer("depth", fallback, 1, 6, "levels, each half the size of the one before");
    }

    private static Option filters(int fallback) {
        return Option.integer("filters", fallback, 1, 512, "filters of the first convolution");
    }

    private static Option latent(int fallback) {
        return Option.integer("latent", fallback, 1, 65536, "length of the code");
    }

    private static Option channels(int fallback) {
        return Option.integer("channels", fallback, 1, 64, "channels of the image");
    }

    private static Option activation(Activation fallback) {
        Activation other = fallback == Activation.RELU ? Activation.LEAKY_RELU : Activation.RELU;
        return Option.choice("activation", "function after each hidden layer", fallback.key(), other.key());
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

    /** Whether it has an option of this name. */
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

    /** Height and width of the images that it is usually shown with. */
    int side() {
        return side;
    }

    Graph build(Map<String, String> values) {
        return builder.apply(new Choices(values));
    }
}
