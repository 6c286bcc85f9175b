package org.denoiser.architecture;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * U-Net after Ronneberger et al. 2015 (arXiv 1505.04597): two 3x3 convolutions a level, pooling down, nearest-neighbour
 * upsampling, skip connections by concatenation; a last 1x1 convolution estimates what is to be added to the input or, not residual,
 * the image itself. For volumes every convolution is as long along z as along x and y (Cicek et al. 2016, arXiv 1606.06650).
 */
final class UNet {
    private enum Kind {
        PLANES,
        BLIND,
        VOLUMES
    }

    private final Kind kind;
    private final GraphBuilder b;
    private final Choices choices;
    private final int depth;
    private final Activation activation;

    private UNet(Kind kind, Choices choices) {
        this.kind = kind;
        this.choices = choices;
        int channels = choices.number("channels");
        this.b = kind == Kind.VOLUMES ? GraphBuilder.ofVolumes(channels) : new GraphBuilder(channels, true);
        this.depth = choices.number("depth");
        this.activation = choices.activation();
    }

    /** For planes. */
    static Graph graph(Choices choices) {
        return new UNet(Kind.PLANES, choices).build();
    }

    /**
     * The network of N2V2 (Höck et al. 2022, arXiv 2211.08512): pools with a blur, has no skip connection at the finest level, and its
     * output is the image itself, so that a pixel's own noise has no short way to the result.
     */
    static Graph blind(Choices choices) {
        return new UNet(Kind.BLIND, choices).build();
    }

    /** For volumes. */
    static Graph volumes(Choices choices) {
        return new UNet(Kind.VOLUMES, choices).build();
    }

    private Graph build() {
        boolean residual = kind != Kind.BLIND && choices.flag("residual");
        Deque<Integer> skips = new ArrayDeque<>();
        int x = GraphBuilder.INPUT;
        int width = choices.number("filters");
        for (int level = 1; level < depth; level++, width *= 2) {
            x = twice(x, width);
            skips.push(x);
            x = down(x, level);
        }
        x = twice(x, width);
        for (int level = depth - 1; level > 0; level--) {
            width /= 2;
            x = kind == Kind.VOLUMES ? b.upsample3d(x, planes(level)) : b.upsample(x);
            int skip = skips.pop();
            x = twice(kind == Kind.BLIND && level == 1 ? x : b.concat(x, skip), width);
        }
        x = conv(x, choices.number("channels"), 1, residual ? Parameter.Start.SMALL : Parameter.Start.GLOROT);
        if (residual) {
            b.sum(GraphBuilder.INPUT, x);
        }
        return b.build();
    }

    private int down(int x, int level) {
        switch (kind) {
            case VOLUMES:
                return b.pool3d(x, planes(level));
            case BLIND:
                return b.blurPool(x);
            default:
                return b.pool(x);
        }
    }

    /** How many planes become one below a level. Planes lie further apart than pixels, so the deepest levels join them first. */
    private int planes(int level) {
        return depth - level <= choices.number("zpool") ? 2 : 1;
    }

    private int twice(int x, int width) {
        int y = b.activate(conv(x, width, 3, Parameter.Start.HE), activation);
        return b.activate(conv(y, width, 3, Parameter.Start.HE), activation);
    }

    private int conv(int x, int width, int kernel, Parameter.Start start) {
        return kind == Kind.VOLUMES ? b.conv3d(x, width, kernel, start) : b.conv(x, width, kernel, 1, start);
    }
}
