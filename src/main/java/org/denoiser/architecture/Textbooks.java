package org.denoiser.architecture;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The small autoencoders of textbooks and courses: 3x3 convolutions with biases, sigmoid output, weights that start as Keras'
 * unless said otherwise. The option {@code filters} counts those of the first layer.
 */
final class Textbooks {
    private static final Parameter.Start KERAS = Parameter.Start.KERAS;

    private Textbooks() {}

    /** Layers of {@code filters}, half as many and so on, then the code, and the mirror image of it all. */
    static Graph dense(Choices choices) {
        GraphBuilder b = GraphBuilder.ofSide(choices.number("channels"), choices.number("side"));
        int hidden = choices.number("depth") - 1;
        int filters = choices.number("filters");
        int x = b.flatten(GraphBuilder.INPUT);
        int pixels = b.elements(x);
        for (int i = 0; i < hidden; i++) {
            x = b.activate(b.dense(x, Math.max(1, filters >> i)), choices.activation());
        }
        x = b.activate(b.dense(x, choices.number("latent")), choices.activation());
        for (int i = hidden - 1; i >= 0; i--) {
            x = b.activate(b.dense(x, Math.max(1, filters >> i)), choices.activation());
        }
        x = b.activate(b.dense(x, pixels), Activation.SIGMOID);
        b.reshapeLike(GraphBuilder.INPUT, x);
        return b.build();
    }

    /** A convolution and pooling a level down, a convolution and upsampling a level up. */
    static Graph convPool(Choices choices, Parameter.Start hidden, Parameter.Start last, double sparsity) {
        GraphBuilder b = new GraphBuilder(choices.number("channels"), true);
        int filters = choices.number("filters");
        int depth = choices.number("depth");
        int x = GraphBuilder.INPUT;
        for (int level = 0; level < depth; level++) {
            x = b.pool(b.activate(b.conv(x, filters << level, 3, 1, hidden), choices.activation()));
        }
        if (sparsity > 0) {
            b.penaliseMagnitude(x, sparsity);
        }
        for (int level = depth - 1; level >= 0; level--) {
            x = b.upsample(b.activate(b.conv(x, filters << level, 3, 1, hidden), choices.activation()));
        }
        return bounded(b, x, choices, last);
    }

    /** As {@link #convPool} with batch normalisation after each activation, and one more convolution between the two ways. */
    static Graph convBn(Choices choices) {
        GraphBuilder b = new GraphBuilder(choices.number("channels"), true);
        int filters = choices.number("filters");
        int depth = choices.number("depth");
        int x = GraphBuilder.INPUT;
        for (int level = 0; level < depth; level++) {
            x = b.pool(b.batchNorm(activated(b, x, filters << level, choices)));
        }
        x = activated(b, x, filters << depth, choices);
        for (int level = depth; level > 0; level--) {
            x = b.upsample(b.batchNorm(activated(b, x, filters << level, choices)));
        }
        return bounded(b, x, choices, KERAS);
    }

    /** Pooling down as {@link #convPool}, transposed convolutions of stride 2 up, the last of which has twice the first filters. */
    static Graph convTranspose(Choices choices) {
        GraphBuilder b = new GraphBuilder(choices.number("channels"), true);
        int filters = choices.number("filters");
        int depth = choices.number("depth");
        int x = GraphBuilder.INPUT;
        for (int level = 0; level < depth; level++) {
            x = b.pool(activated(b, x, filters << level, choices));
        }
        for (int level = depth - 1; level >= 0; level--) {
            int width = filters << Math.min(level + 1, depth - 1);
            x = b.activate(b.convTranspose(x, width, 3, 2, KERAS), choices.activation());
        }
        return bounded(b, x, choices, KERAS);
    }

    /** Two convolutions a level down and up. */
    static Graph convDeep(Choices choices) {
        GraphBuilder b = new GraphBuilder(choices.number("channels"), true);
        int filters = choices.number("filters");
        int depth = choices.number("depth");
        int x = GraphBuilder.INPUT;
        for (int level = 0; level < depth; level++) {
            x = b.pool(activated(b, activated(b, x, filters << level, choices), filters << level, choices));
        }
        for (int level = depth - 1; level >= 0; level--) {
            x = b.upsample(activated(b, activated(b, x, filters << level, choices), filters << level, choices));
        }
        return bounded(b, x, choices, KERAS);
    }

    /**
     * Strided convolutions to a short vector and transposed ones back. Each transposed convolution gives back the very size that
     * its counterpart was given: 28, 14, 7, 4 and then 7, 14, 28, where doubling would lead from 7 to 56 or from 4 to 32. The vector
     * itself has no activation.
     *
     * @param variational whether the vector is drawn from a normal law while training
     */
    static Graph convLatent(Choices choices, boolean variational) {
        GraphBuilder b = GraphBuilder.ofSide(choices.number("channels"), choices.number("side"));
        int filters = choices.number("filters");
        int latent = choices.number("latent");
        int depth = choices.number("depth");
        Deque<Integer> sizes = new ArrayDeque<>();
        int x = GraphBuilder.INPUT;
        for (int level = 0; level < depth; level++) {
            sizes.push(x);
            x = b.activate(b.conv(x, filters << level, 3, 2, KERAS), choices.activation());
        }
        int images = x;
        int vector = b.flatten(images);
        int code = b.dense(vector, latent);
        if (variational) {
            int logVariance = b.dense(vector, latent);
            b.penaliseDivergence(code, logVariance, choices.decimal("divergence"));
            code = b.sample(code, logVariance);
        }
        x = b.reshapeLike(images, b.activate(b.dense(code, b.elements(images)), choices.activation()));
        for (int level = depth - 2; level >= 0; level--) {
            x = b.activate(b.convTransposeTo(sizes.pop(), x, filters << level, 3, 2, KERAS), choices.activation());
        }
        x = b.convTransposeTo(sizes.pop(), x, choices.number("channels"), 3, 2, KERAS);
        b.activate(x, Activation.SIGMOID);
        return b.build();
    }

    private static int activated(GraphBuilder b, int x, int filters, Choices choices) {
        return b.activate(b.conv(x, filters, 3, 1, KERAS), choices.activation());
    }

    private static Graph bounded(GraphBuilder b, int x, Choices choices, Parameter.Start start) {
        b.activate(b.conv(x, choices.number("channels"), 3, 1, start), Activation.SIGMOID);
        return b.build();
    }
}
