package org.denoiser.architecture;

/** A row of the layer table. Immutable. */
public final class LayerRow {
    private final String name;
    private final String kind;
    private final FeatureShape output;
    private final int parameters;

    LayerRow(String name, String kind, FeatureShape output, int parameters) {
        this.name = name;
        this.kind = kind;
        this.output = output;
        this.parameters = parameters;
    }

    public String name() {
        return name;
    }

    /** Operation, with the activation that follows it where there is one. */
    public String kind() {
        return kind;
    }

    public FeatureShape output() {
        return output;
    }

    /** Elements of all tensors that the layer owns, trained or not. */
    public int parameters() {
        return parameters;
    }
}
