package org.denoiser.architecture;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A U-Net of residual blocks that works at half the resolution: a space-to-depth stem, strided 2x2 convolutions down,
 * transposed ones up, skips by addition as in DRUNet (Zhang et al. 2021, arXiv 2008.13751). It has no biases, so that
 * scaling the image scales the result (Mohan et al. 2020, arXiv 1906.05478): one network serves any grey-value range and
 * noise levels beyond those of its training.
 */
final class ResidualUNet {
    private ResidualUNet() {}

    static Graph graph(Choices choices) {
        int channels = choices.number("channels");
        int depth = choices.number("depth");
        int filters = choices.number("filters");
        boolean residual = choices.flag("residual");
        GraphBuilder b = new GraphBuilder(channels, false);
        Deque<Integer> skips = new ArrayDeque<>();
        int x = b.conv(b.spaceToDepth(GraphBuilder.INPUT), filters, 3, 1, Parameter.Start.GLOROT);
        int width = filters;
        for (int level = 1; level < depth; level++) {
            x = residual(b, x, width, choices);
            skips.push(x);
            width *= 2;
            x = b.conv(x, width, 2, 2, Parameter.Start.GLOROT);
        }
        x = residual(b, x, width, choices);
        while (!skips.isEmpty()) {
            width /= 2;
            x = b.sum(b.convTranspose(x, width, 2, 2, Parameter.Start.GLOROT), skips.pop());
            x = residual(b, x, width, choices);
        }
        x = b.conv(x, 4 * channels, 3, 1, residual ? Parameter.Start.SMALL : Parameter.Start.GLOROT);
        x = b.depthToSpace(x);
        if (residual) {
            b.sum(GraphBuilder.INPUT, x);
        }
        return b.build();
    }

    private static int residual(GraphBuilder b, int x, int filters, Choices choices) {
        int y = x;
        for (int block = 0; block < choices.number("blocks"); block++) {
            int inner = b.activate(b.conv(y, filters), choices.activation());
            y = b.sum(y, b.conv(inner, filters, 3, 1, Parameter.Start.SMALL));
        }
        return y;
    }
}
