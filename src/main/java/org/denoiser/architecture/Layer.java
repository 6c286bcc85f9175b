package org.denoiser.architecture;

import java.util.List;

/**
 * One operation of a network. Implementations are immutable; they know the shape they give, the parameters they own, the
 * TorchScript that runs them and how far they look.
 */
interface Layer {
    /** What the layer table calls it, for example {@code Conv2d 3x3}. */
    String kind();

    /**
     * @param inputs one shape per input
     * @throws IllegalArgumentException when the layer cannot take these shapes
     */
    FeatureShape outputShape(List<FeatureShape> inputs);

    /** The tensors it owns, named after the node; empty by default. */
    default List<Parameter> parameters(String node) {
        return List.of();
    }

    /** A TorchScript expression for the output, given those of the inputs. */
    String expression(ScriptContext context, String node, List<String> inputs);

    /** Standard normal values that it needs for each image of a training step. */
    default int draws() {
        return 0;
    }

    /** The input positions along x, or y, that the output positions {@code out} depend on. */
    default Span reach(Span out) {
        return out;
    }

    /** As {@link #reach}, along z. */
    default Span depthReach(Span out) {
        return out;
    }

    /** Output pixels per input pixel along x, or y; 1/2 for a layer that halves. */
    default Ratio scale() {
        return Ratio.ONE;
    }

    /** As {@link #scale}, along z. */
    default Ratio depthScale() {
        return Ratio.ONE;
    }
}
