package org.denoiser.architecture;

import java.util.Map;
import java.util.stream.Stream;

/** Networks for tests: small ones of every preset, and some that no preset gives. */
public final class Networks {
    private Networks() {}

    /** Small networks of every preset that takes any size, with 1 and 3 channels. */
    public static Stream<Architecture> small() {
        return Stream.of(
                of("conv-pool", "filters=3"),
                of("conv-pool", "filters=2 channels=3"),
                of("unet", "depth=1 filters=3"),
                of("unet", "depth=2 filters=3 channels=3"),
                of("unet", "depth=3 filters=2 activation=leaky-relu"),
                of("unet-n2v2", "depth=1 filters=3 channels=2"),
                of("unet-n2v2", "depth=2 filters=2"),
                of("residual-unet", "depth=1 filters=4 blocks=1"),
                of("residual-unet", "depth=2 filters=4 blocks=1 channels=3"),
                of("residual-unet", "depth=3 filters=2 blocks=2"),
                of("conv-bn", "filters=2"),
                of("conv-transpose", "filters=2"),
                of("conv-deep", "filters=2"),
                of("sparse", "filters=2"),
                of("dncnn", "depth=4 filters=3"),
                of("dncnn", "depth=3 filters=3 channels=3"));
    }

    /** Small networks of the presets that take one size alone. */
    public static Stream<Architecture> fixed() {
        return Stream.of(
                of("dense", "side=8 filters=6 latent=3"),
                of("dense", "side=5 depth=1 latent=4 channels=3 activation=leaky-relu"),
                of("conv-latent", "side=8 filters=2 latent=3"),
                of("conv-latent", "side=9 filters=2 latent=3 channels=3"),
                of("conv-latent-deep", "side=28 filters=2 latent=5"),
                of("variational", "side=8 filters=2 latent=3"),
                of("variational", "side=7 filters=3 latent=4 channels=3"));
    }

    /** All of {@link #small} and {@link #fixed}. */
    public static Stream<Architecture> all() {
        return Stream.concat(small(), fixed());
    }

    /** The multiple of its size multiple nearest to what is wanted, or the only size that it takes. */
    public static int side(Architecture network, int multiples) {
        return network.fixedSide() > 0 ? network.fixedSide() : multiples * network.sizeMultiple();
    }

    /** A preset with options written as {@link Architecture#toString} writes them. */
    public static Architecture of(String preset, String options) {
        Map<String, String> chosen = new java.util.LinkedHashMap<>();
        for (String option : options.split(" ")) {
            if (!option.isEmpty()) {
                chosen.put(option.split("=")[0], option.split("=")[1]);
            }
        }
        return Architecture.of(Preset.ofKey(preset), chosen);
    }

    /** A residual network of two convolutions with batch normalisation between them, for one channel. */
    public static Architecture withBatchNorm(int filters) {
        GraphBuilder b = new GraphBuilder(1, true);
        int x = b.conv(GraphBuilder.INPUT, filters);
        x = b.activate(b.batchNorm(x), Activation.RELU);
        b.sum(GraphBuilder.INPUT, b.conv(x, 1, 3, 1, Parameter.Start.SMALL));
        return new Architecture(Preset.UNET, Map.of("norm", Integer.toString(filters)), b.build());
    }

    /** Pooling with a blur and nearest upsampling, without parameters, for one channel. */
    public static Architecture blurred() {
        GraphBuilder b = new GraphBuilder(1, true);
        b.upsample(b.blurPool(GraphBuilder.INPUT));
        return new Architecture(Preset.UNET, Map.of("blurred", "1"), b.build());
    }

    /** A strided convolution and the transposed one that undoes its size, for one channel and one side. */
    public static Architecture strided(int side, int kernel, int stride) {
        GraphBuilder b = GraphBuilder.ofSide(1, side);
        int x = b.conv(GraphBuilder.INPUT, 1, kernel, stride, Parameter.Start.KERAS);
        b.convTransposeTo(GraphBuilder.INPUT, x, 1, kernel, stride, Parameter.Start.KERAS);
        return new Architecture(Preset.UNET, Map.of("strided", side + "," + kernel + "," + stride), b.build());
    }

    /** A network whose convolutions have even kernels, so that padding and cutting are uneven; for one channel. */
    public static Architecture withEvenKernels() {
        GraphBuilder b = new GraphBuilder(1, true);
        int x = b.conv(GraphBuilder.INPUT, 3, 4, 1, Parameter.Start.GLOROT);
        x = b.conv(x, 3, 5, 2, Parameter.Start.GLOROT);
        x = b.convTranspose(x, 2, 3, 2, Parameter.Start.GLOROT);
        b.conv(x, 1, 2, 1, Parameter.Start.GLOROT);
        return new Architecture(Preset.UNET, Map.of("kernels", "even"), b.build());
    }
}
