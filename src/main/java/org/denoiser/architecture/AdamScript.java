package org.denoiser.architecture;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The TorchScript of one Adam step (Kingma and Ba 2015, arXiv 1412.6980, algorithm 1) with clipping of the gradient's norm
 * and an exponential moving average of the weights. Gradients are joined to one vector first: a few operations on that
 * instead of a dozen on each tensor.
 */
final class AdamScript {
    private static final String BETA1 = "0.90000000000000002";
    private static final String REST1 = "0.10000000000000001";
    private static final String BETA2 = "0.999";
    private static final String REST2 = "0.001";
    private static final String EPSILON = "1e-8";

    private AdamScript() {}

    /** Statements that differentiate {@code loss}, update every trained tensor and the averages. */
    static String update(List<Parameter> trained) {
        StringBuilder code = new StringBuilder();
        String names = trained.stream().map(AdamScript::member).collect(Collectors.joining(", "));
        line(code, "gradients = torch.grad([loss], [" + names + "], None, None, False, False)");
        for (int i = 0; i < trained.size(); i++) {
            line(code, "o" + i + " = gradients[" + i + "]");
            line(code, "g" + i + " = torch.reshape(unchecked_cast(Tensor, o" + i + "), [-1])");
        }
        line(code, "g = torch.cat([" + joined("g", trained.size()) + "])");
        line(code, "norm = torch.norm(g)");
        line(code, "limit = torch.div(torch.select(rates, 0, 3), torch.add(norm, 9.9999999999999995e-07))");
        line(code, "_0 = torch.mul_(g, torch.clamp(limit, None, 1.))");
        line(code, "mean = torch.add_(torch.mul_((self).adam_mean, " + BETA1 + "), g, alpha=" + REST1 + ")");
        line(code, "square = torch.addcmul_(torch.mul_((self).adam_square, " + BETA2 + "), g, g, value=" + REST2 + ")");
        line(code, "root = torch.mul_(torch.sqrt(square), torch.select(rates, 0, 1))");
        line(
                code,
                "change = torch.mul_(torch.div(mean, torch.add_(root, " + EPSILON + ")), torch.select(rates, 0, 0))");
        String sizes = trained.stream()
                .map(parameter -> Integer.toString(parameter.size()))
                .collect(Collectors.joining(", "));
        line(code, "parts = torch.split_with_sizes(change, [" + sizes + "])");
        for (int i = 0; i < trained.size(); i++) {
            Parameter parameter = trained.get(i);
            line(
                    code,
                    "w" + i + " = torch.sub_(torch.detach(" + member(parameter) + "), torch.view(parts[" + i + "], "
                            + java.util.Arrays.toString(parameter.shape()) + "))");
            line(code, "v" + i + " = torch.reshape(w" + i + ", [-1])");
        }
        line(
                code,
                "_1 = torch.lerp_((self).average, torch.cat([" + joined("v", trained.size()) + "]), "
                        + "torch.select(rates, 0, 2))");
        return code.toString();
    }

    /** Method {@code state}: everything that a step changes, as one vector. */
    static String state(List<Parameter> all) {
        String tensors = all.stream()
                .map(parameter -> "torch.reshape(torch.detach(" + member(parameter) + "), [-1])")
                .collect(Collectors.joining(", "));
        return "  def state(self: __torch__.Net,\n    unused: Tensor) -> Tensor:\n    return torch.cat([" + tensors
                + ", (self).adam_mean, (self).adam_square, (self).average])\n";
    }

    private static String member(Parameter parameter) {
        return "(self)." + parameter.name();
    }

    private static String joined(String prefix, int count) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < count; i++) {
            list.append(i == 0 ? "" : ", ").append(prefix).append(i);
        }
        return list.toString();
    }

    private static void line(StringBuilder code, String statement) {
        code.append("    ").append(statement).append('\n');
    }
}
