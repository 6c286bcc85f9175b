package org.denoiser.architecture;

import java.util.List;

/** Something besides the loss that training makes small: a function of what some layers give. Immutable. */
final class Penalty {
    private final List<Integer> nodes;
    private final double weight;
    private final boolean divergence;

    private Penalty(List<Integer> nodes, double weight, boolean divergence) {
        this.nodes = nodes;
        this.weight = weight;
        this.divergence = divergence;
    }

    /** Mean magnitude of all values of a node. */
    static Penalty sparsity(int code, double weight) {
        return new Penalty(List.of(code), weight, false);
    }

    /**
     * Divergence of Kullback and Leibler of the code's law from the standard normal one (Kingma and Welling 2014, arXiv 1312.6114,
     * appendix B), summed over a code of {@code size} and shared out over the {@code values} of a patch: as the loss is a mean
     * over these, the sum of both is, with the weight 1 and the cross-entropy, the bound of that paper per value.
     */
    static Penalty divergence(int mean, int logVariance, double weight, int size, int values) {
        return new Penalty(List.of(mean, logVariance), weight * size / values, true);
    }

    /** The nodes that it looks at. */
    List<Integer> nodes() {
        return nodes;
    }

    /** The same for nodes that have moved. */
    Penalty at(List<Integer> moved) {
        return new Penalty(moved, weight, divergence);
    }

    /** A float32 scalar, given the variables of its nodes. */
    String expression(List<String> variables) {
        String first = ScriptContext.toFloat32(variables.get(0));
        if (!divergence) {
            return "torch.mul(torch.mean(torch.abs(" + first + ")), " + weight + ")";
        }
        String log = ScriptContext.toFloat32(variables.get(1));
        String terms = "torch.sub(torch.sub(torch.add(" + log + ", 1.), torch.mul(" + first + ", " + first
                + ")), torch.exp(" + log + "))";
        return "torch.mul(torch.mean(" + terms + "), " + -0.5 * weight + ")";
    }
}
