package org.denoiser.architecture;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * U-Net after Ronneberger et al. 2015 (arXiv 1505.04597): two 3x3 convolutions a level, pooling down, nearest-neighbour
 * upsampling, skip connections by concatenation; a last 1x1 convolution estimates what is to be added to the input or, not residual,
 * the image itself. For volumes every convolution is as long along z as along x and y (Cicek et al. 2016, arXiv 1606.06650).
 */
final class UNet {
    private final GraphBuilder b;
    private final boolean volumes;
    private final int depth;
    private final int filters;
    private final int zpool;
    private final Activation activation;

    private UNet(GraphBuilder b, boolean volumes, Choices choices, int zpool) {
        this.b = b;
        this.volumes = volumes;
        this.depth = choices.number("depth");
        this.filters = choices.number("filters");
        this.zpool = zpool;
        this.activation = choices.activation();
    }

    /** For planes. */
    static Graph graph(Choices choices) {
        return new UNet(new GraphBuilder(choices.number("channels"), true), false, choices, 0).build(choices);
    }

    /** For volumes. */
    static Graph volumes(Choices choices) {
        GraphBuilder b = GraphBuilder.ofVolumes(choices.number("channels"));
        return new UNet(b, true, choices, choices.number("zpool")).build(choices);
    }

    private Graph build(Choices choices) {
        int channels = choices.number("channels");
        boolean residual = choices.flag("residual");
        Deque<Integer> skips = new ArrayDeque<>();
        int x = GraphBuilder.INPUT;
        int width = filters;
        for (int level = 1; level < depth; level++, width *= 2) {
            x = twice(x, width);
            skips.push(x);
            x = volumes ? b.pool3d(x, planes(level)) : b.pool(x);
        }
        x = twice(x, width);
        for (int level = depth - 1; level > 0; level--) {
            width /= 2;
            int up = volumes ? b.upsample3d(x, planes(level)) : b.upsample(x);
            x = twice(b.concat(up, skips.pop()), width);
        }
        x = conv(x, channels, 1, residual ? Parameter.Start.SMALL : Parameter.Start.GLOROT);
        if (residual) {
            b.sum(GraphBuilder.INPUT, x);
        }
        return b.build();
    }

    /** How many planes become one below a level. Planes lie further apart than pixels, so the deepest levels join them first. */
    private int planes(int level) {
        return depth - level <= zpool ? 2 : 1;
    }

    private int twice(int x, int width) {
        int y = b.activate(conv(x, width, 3, Parameter.Start.HE), activation);
        return b.activate(conv(y, width, 3, Parameter.Start.HE), activation);
    }

    private int conv(int x, int width, int kernel, Parameter.Start start) {
        return volumes ? b.conv3d(x, width, kernel, start) : b.conv(x, width, kernel, 1, start);
    }
}
