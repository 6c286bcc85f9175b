package org.denoiser.architecture;

import java.util.List;

/**
 * Trades space for channels without loss: {@link #SPACE_TO_DEPTH} turns 2x2 blocks into four channels,
 * {@link #DEPTH_TO_SPACE} is its inverse (Shi et al. 2016, arXiv 1609.05158).
 */
enum PixelShuffle implements Layer {
    SPACE_TO_DEPTH {
        @Override
        public FeatureShape outputShape(List<FeatureShape> inputs) {
            FeatureShape x = inputs.get(0);
            Shapes.needMultiple(kind(), x, 2);
            return new FeatureShape(4 * x.channels(), x.height() / 2, x.width() / 2);
        }

        @Override
        public String expression(ScriptContext context, String node, List<String> inputs) {
            return "torch.pixel_unshuffle(" + inputs.get(0) + ", 2)";
        }

        @Override
        public Span reach(Span out) {
            return new Span(2 * out.low, 2 * out.high + 1);
        }

        @Override
        public Ratio scale() {
            return Ratio.of(1, 2);
        }
    },
    DEPTH_TO_SPACE {
        @Override
        public FeatureShape outputShape(List<FeatureShape> inputs) {
            FeatureShape x = inputs.get(0);
            if (x.channels() % 4 != 0) {
                throw new IllegalArgumentException(kind() + " takes a multiple of 4 channels, not " + x.channels());
            }
            return new FeatureShape(x.channels() / 4, 2 * x.height(), 2 * x.width());
        }

        @Override
        public String expression(ScriptContext context, String node, List<String> inputs) {
            return "torch.pixel_shuffle(" + inputs.get(0) + ", 2)";
        }

        @Override
        public Span reach(Span out) {
            return new Span(Math.floorDiv(out.low, 2), Math.floorDiv(out.high, 2));
        }

        @Override
        public Ratio scale() {
            return Ratio.of(2, 1);
        }
    };

    @Override
    public String kind() {
        return this == SPACE_TO_DEPTH ? "SpaceToDepth 2x2" : "DepthToSpace 2x2";
    }
}
