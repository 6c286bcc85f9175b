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
        int channels = choices.number("channels");
        int depth = choices.number("depth");
        int filters = choices.number("filters");
        boolean residual = choices.flag("residual");
        Activation activation = choices.activation();
        GraphBuilder b = new GraphBuilder(channels, true);
        Deque<Integer> skips = new ArrayDeque<>();
        int x = GraphBuilder.INPUT;
        int width = filters;
        for (int level = 1; level < depth; level++, width *= 2) {
            x = twice(b, x, width, activation);
            skips.push(x);
            x = b.pool(x);
        }
        x = twice(b, x, width, activation);
        while (!skips.isEmpty()) {
            width /= 2;
            x = twice(b, b.concat(b.upsample(x), skips.pop()), width, activation);
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
