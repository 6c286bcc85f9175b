package org.denoiser.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Parameter;
import org.denoiser.torchscript.Tensor;
import org.denoiser.torchscript.TensorType;

/**
 * In which type the file of a package holds weights. What is read is always float32, so that a model runs and is trained on the same
 * way; float16 halves the file and rounds each weight to 11 significant bits. Vectors (biases, statistics of normalisation) are stored in
 * float32 either way: they take no room, and a variance may be beyond float16.
 */
public final class StoredWeights {
    private StoredWeights() {}

    /**
     * The same model, to be stored in another type. Its weights are rounded to it, so that the test output has to be made anew.
     *
     * @param type float32 or float16
     * @throws IllegalArgumentException when a weight is beyond what the type holds
     */
    public static ModelPackage.Builder in(TensorType type, ModelPackage model) {
        Map<String, Tensor> weights = stored(model.weights(), type);
        weights.forEach((name, tensor) -> {
            if (firstInfinite(tensor.rounded(tensor.type())) != 0) {
                throw new IllegalArgumentException("the weights of '" + model.name() + "' hold numbers in '" + name
                        + "' that are too large for float16; they can be stored as float32 alone");
            }
        });
        ModelPackage.Builder builder = ModelPackage.builder(model.architecture(), weights)
                .name(model.name())
                .description(model.description())
                .scaling(model.scaling(), model.trainedOn())
                .licence(model.licence())
                .created(model.created())
                .versions(model.denoiserVersion(), model.pytorchVersion())
                .noise(model.noise())
                .record(model.record())
                .recipe(model.recipe())
                .test(model.testInput(), model.testOutput());
        model.authors().forEach(builder::author);
        model.citations().forEach(builder::citation);
        model.tags().forEach(builder::tag);
        model.credits().forEach(builder::credit);
        model.attachments().forEach(file -> builder.attachment(file, model.attachment(file)));
        return builder;
    }

    /** The tensors of a model as its file holds them. */
    static Map<String, Tensor> of(ModelPackage model) {
        return stored(model.weights(), model.storedAs());
    }

    private static Map<String, Tensor> stored(Map<String, Tensor> weights, TensorType type) {
        Map<String, Tensor> stored = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> stored.put(name, isVector(tensor) ? tensor : tensor.as(type)));
        return stored;
    }

    private static boolean isVector(Tensor tensor) {
        return tensor.shape().length < 2;
    }

    /** The type of a file whose tensors are these: float16 when all but the vectors have it, else float32. */
    static TensorType type(Map<String, Tensor> weights) {
        boolean isHalf =
                weights.values().stream().allMatch(tensor -> isVector(tensor) || tensor.type() == TensorType.FLOAT16);
        return isHalf ? TensorType.FLOAT16 : TensorType.FLOAT32;
    }

    /**
     * The weights in the order of a network, marked as trainable where they are, each rounded to the type it has and float32 then.
     *
     * @throws IllegalArgumentException when they are not of this network, or hold NaN or infinite values
     */
    static Map<String, Tensor> canonical(Architecture architecture, Map<String, Tensor> weights) {
        architecture.check(weights);
        Map<String, Tensor> canonical = new LinkedHashMap<>();
        for (Parameter parameter : architecture.parameters()) {
            Tensor given = weights.get(parameter.name());
            Tensor tensor = given.type() == TensorType.FLOAT32 ? given : given.rounded(given.type());
            float wrong = firstInfinite(tensor);
            if (wrong != 0) {
                throw new IllegalArgumentException("the weights hold " + wrong + " in '" + parameter.name()
                        + "'; a training that diverged makes no model");
            }
            canonical.put(parameter.name(), tensor.as(TensorType.FLOAT32).trainable(parameter.isTrainable()));
        }
        return Collections.unmodifiableMap(canonical);
    }

    /** Infinite or NaN; 0 when there is none. */
    private static float firstInfinite(Tensor tensor) {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                return value;
            }
        }
        return 0;
    }
}
