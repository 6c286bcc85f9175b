package org.denoiser.architecture;

/**
 * DnCNN (Zhang et al. 2017, arXiv 1608.03981): 3x3 convolutions at full resolution, batch normalisation between the first and
 * the last, whose result is the noise that is taken off the input. Convolutions have a bias unless normalisation follows, which
 * would take it away again. Only the last layer starts smaller than in the paper, so that training begins near the identity.
 */
final class DnCnn {
    private DnCnn() {}

    static Graph graph(Choices choices) {
        GraphBuilder b = new GraphBuilder(choices.number("channels"), true);
        int filters = choices.number("filters");
        int x = b.activate(b.conv(GraphBuilder.INPUT, filters), choices.activation());
        for (int layer = 2; layer < choices.number("depth"); layer++) {
            x = b.batchNorm(b.conv(x, filters, 3, 1, Parameter.Start.HE, false));
            x = b.activate(x, choices.activation());
        }
        int noise = b.conv(x, choices.number("channels"), 3, 1, Parameter.Start.SMALL);
        b.difference(GraphBuilder.INPUT, noise);
        return b.build();
    }
}
