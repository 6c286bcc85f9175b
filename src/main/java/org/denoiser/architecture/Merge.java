package org.denoiser.architecture;

import java.util.List;

/** Brings two branches of the same size together. */
enum Merge implements Layer {
    /** The channels of both, the first input's first. */
    CONCAT {
        @Override
        public FeatureShape outputShape(List<FeatureShape> inputs) {
            FeatureShape a = inputs.get(0);
            FeatureShape b = inputs.get(1);
            Shapes.needSameSize(kind(), a, b);
            return a.withChannels(a.channels() + b.channels());
        }

        @Override
        public String expression(ScriptContext context, String node, List<String> inputs) {
            return "torch.cat([" + inputs.get(0) + ", " + inputs.get(1) + "], 1)";
        }
    },
    /** The first less the second. */
    SUBTRACT {
        @Override
        public FeatureShape outputShape(List<FeatureShape> inputs) {
            return ADD.outputShape(inputs);
        }

        @Override
        public String expression(ScriptContext context, String node, List<String> inputs) {
            return "torch.sub(" + inputs.get(0) + ", " + inputs.get(1) + ")";
        }
    },
    /** Their sum. */
    ADD {
        @Override
        public FeatureShape outputShape(List<FeatureShape> inputs) {
            Shapes.needSameSize(kind(), inputs.get(0), inputs.get(1));
            Shapes.needChannels(kind(), inputs.get(1), inputs.get(0).channels());
            return inputs.get(0);
        }

        @Override
        public String expression(ScriptContext context, String node, List<String> inputs) {
            return "torch.add(" + inputs.get(0) + ", " + inputs.get(1) + ")";
        }
    };

    @Override
    public String kind() {
        return this == CONCAT ? "Concat" : this == ADD ? "Add" : "Subtract";
    }
}
