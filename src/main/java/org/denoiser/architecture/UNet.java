package org.denoiser.architecture;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * U-Net after Ronneberger et al. 2015 (arXiv 1505.04597): two 3x3 convolutions a level, pooling down, nearest-neighbour
 * upsampling, skip connections by concatenation; a last 1x1 convolution estimates what is to be added to the input or, not residual,
 * the image itself.
 */
final class UNet {
    private UNet() {}

    static Graph graph(Choices choices) {
        return graph(choices, choices.flag("residual"), false);
    }

    /**
     * The network of N2V2 (Höck et al. 2022, arXiv 2211.08512): pools with a blur, has no skip connection at the finest level, and its
     * output is the image itself, so that a pixel's own noise has no short way to the result.
     */
    static Graph blind(Choices choices) {
        return graph(choices, false, true);
    }

    private static Graph graph(Choices choices, boolean residual, boolean blind) {
        int channels = choices.number("channels");
        int depth = choices.number("depth");
        int filters = choices.number("filters");
        Activation activation = choices.activation();
        GraphBuilder b = new GraphBuilder(channels, true);
        Deque<Integer> skips = new ArrayDeque<>();
        int x = GraphBuilder.INPUT;
        int width = filters;
        for (int level = 1; level < depth; level++, width *= 2) {
            x = twice(b, x, width, activation);
            skips.push(x);
            x = blind ? b.blurPool(x) : b.pool(x);
        }
        x = twice(b, x, width, activation);
        while (!skips.isEmpty()) {
            width /= 2;
            x = b.upsample(x);
            int skip = skips.pop();
            x = twice(b, blind && skips.isEmpty() ? x : b.concat(x, skip), width, activation);
        }
        x = b.conv(x, channels, 1, 1, residual ? Parameter.Start.SMALL : Parameter.Start.GLOROT);
        if (residual) {
            b.sum(GraphBuilder.INPUT, x);
        }
        return b.build();
    }

    private static int twice(GraphBuilder b, int x, int filters, Activation activation) {
        int y = b.activate(b.conv(x, filters), activation);
        return b.activate(b.conv(y, filters), activation);
    }
}
