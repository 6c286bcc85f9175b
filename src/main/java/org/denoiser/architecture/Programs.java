package org.denoiser.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.denoiser.torchscript.ScriptModule;
import org.denoiser.torchscript.Tensor;
import org.denoiser.torchscript.TensorType;

/**
 * The TorchScript of a network. Three programs come from one value: one for other programs to run, one for inference here
 * and one for training here. The code is in the dialect that {@code torch.jit.save} writes.
 *
 * <p>The two programs that run here take and give images with the channels last (batch, height, width, channels): seen as
 * (batch, channels, height, width) that is the {@code channels_last} layout for which the convolutions are fastest, without
 * any copy. Volumes are (batch, depth, height, width, channels), seen as {@code channels_last_3d}.
 */
public final class Programs {

    private Programs() {}

    /**
     * What a model package holds: {@code forward} on (batch, channels, height, width), float32 in and out; volumes with the depth after the
     * channels. Weights are stored in the types that they are given in, and cast to float32 as it runs.
     */
    public static ScriptModule exchange(Architecture architecture, Map<String, Tensor> weights) {
        architecture.check(weights);
        Graph graph = architecture.graph();
        Set<String> narrow = weights.entrySet().stream()
                .filter(weight -> weight.getValue().type() != TensorType.FLOAT32)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        String code = "  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n"
                + graph.statements(ScriptContext.exchange(narrow))
                + "    return " + graph.outputVariable() + "\n";
        return new ScriptModule(weights, code);
    }

    /**
     * What inference here runs: {@code forward} on (batch, height, width, channels), float32 in and out.
     *
     * @param bfloat16 whether the arithmetic in between is bfloat16
     */
    public static ScriptModule inference(Architecture architecture, Map<String, Tensor> weights, boolean bfloat16) {
        architecture.check(weights);
        Graph graph = graph(architecture, bfloat16);
        String output = graph.outputVariable();
        String code = "  def forward(self: __torch__.Net,\n    image: Tensor) -> Tensor:\n"
                + "    x = " + channelsFirst(graph, "image") + "\n"
                + graph.statements(ScriptContext.inference(bfloat16))
                + "    y = torch.permute(" + (bfloat16 ? ScriptContext.toFloat32(output) : output)
                + (graph.takesVolumes() ? ", [0, 2, 3, 4, 1])\n" : ", [0, 2, 3, 1])\n")
                + "    return torch.contiguous(y, memory_format=0)\n";
        Map<String, Tensor> stored = new LinkedHashMap<>();
        for (Parameter parameter : graph.parameters()) {
            // Vectors of normalisation stay float32; those of convolutions must have the type of their weights.
            boolean narrow = bfloat16 && !parameter.name().startsWith("norm");
            stored.put(
                    parameter.name(),
                    weights.get(parameter.name())
                            .trainable(false)
                            .as(narrow ? TensorType.BFLOAT16 : TensorType.FLOAT32));
        }
        return new ScriptModule(stored, code);
    }

    /**
     * What training here runs. Method {@code step} takes noisy and clean images (batch, height, width, channels), the rates (see
     * {@link AdamRates#toArray}) and, where {@link Architecture#draws} is not 0, as many standard normal values for each image; it
     * does one whole step of Adam in place and gives the loss before the step, with the penalties of the architecture; it needs
     * the gradient mode of the calling thread on. Method {@code state} gives all tensors as one vector in the order of {@link
     * TrainingState#toArray}.
     *
     * @param masked whether clean values may be NaN; the loss is then the mean over the others, which is slower
     * @throws IllegalArgumentException for the cross-entropy of a network whose output is not bound to 0..1
     */
    public static ScriptModule training(
            Architecture architecture, TrainingState state, Loss loss, boolean masked, boolean bfloat16) {
        architecture.check(state.weights());
        Graph graph = graph(architecture, bfloat16);
        if (loss == Loss.BCE && !graph.isBounded()) {
            throw new IllegalArgumentException("loss=bce: a network that ends with a sigmoid is needed, as "
                    + Preset.CONV_POOL.key() + " does, not " + architecture);
        }
        List<Parameter> trained =
                graph.parameters().stream().filter(Parameter::isTrainable).collect(Collectors.toList());
        String code = "  def step(self: __torch__.Net,\n    noisy: Tensor,\n    clean: Tensor,\n    rates: Tensor"
                + (graph.draws() > 0 ? ",\n    " + Sample.DRAWS + ": Tensor" : "") + ") -> Tensor:\n"
                + "    x = " + channelsFirst(graph, "noisy") + "\n"
                + (graph.hasBatchNorm() ? "    " + BatchNorm2d.SHARE + " = float(torch.select(rates, 0, 4))\n" : "")
                + graph.statements(ScriptContext.training(bfloat16))
                + "    target = " + channelsFirst(graph, "clean") + "\n"
                + "    output = " + ScriptContext.toFloat32(graph.outputVariable()) + "\n"
                + (masked ? loss.maskedStatements() : loss.statements())
                + graph.penaltyStatements()
                + AdamScript.update(trained)
                + "    return torch.detach(loss)\n"
                + AdamScript.state(graph.parameters());
        return new ScriptModule(trainingTensors(graph, state), code);
    }

    private static Map<String, Tensor> trainingTensors(Graph graph, TrainingState state) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : graph.parameters()) {
            tensors.put(parameter.name(), state.weights().get(parameter.name()).trainable(parameter.isTrainable()));
        }
        tensors.put("adam_mean", Tensor.of(state.mean(), state.mean().length));
        tensors.put("adam_square", Tensor.of(state.square(), state.square().length));
        tensors.put("average", Tensor.of(state.average(), state.average().length));
        return tensors;
    }

    private static String channelsFirst(Graph graph, String images) {
        return "torch.permute(" + images + (graph.takesVolumes() ? ", [0, 4, 1, 2, 3])" : ", [0, 3, 1, 2])");
    }

    /** The graph that runs here; bfloat16 keeps the plain one, whose convolutions the matrix units are made for. */
    private static Graph graph(Architecture architecture, boolean bfloat16) {
        return bfloat16 ? architecture.graph() : UpsampleFolding.fold(architecture.graph());
    }
}
