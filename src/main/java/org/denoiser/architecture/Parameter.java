package org.denoiser.architecture;

import java.util.Random;
import org.denoiser.torchscript.Tensor;

/**
 * One tensor that a layer owns: its name, shape, how it starts and whether training changes it by its gradient. Immutable.
 */
public final class Parameter {
    /** How a parameter starts. */
    public enum Start {
        /** All zero. */
        ZERO,
        /** All one. */
        ONE,
        /** Normal with variance 2 / fan-in, for what a rectifier follows (He et al. 2015, arXiv 1502.01852, eq. 10). */
        HE,
        /** Uniform with variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010, eq. 16). */
        GLOROT,
        /** As {@link #GLOROT}, for the presets from textbooks: all taps of a kernel count as inputs, as Keras counts. */
        KERAS,
        /** As {@link #HE}, a tenth as large: the last layer of a residual branch, so that it starts near the identity. */
        SMALL
    }

    private final String name;
    private final Start start;
    private final boolean trainable;
    private final int fanIn;
    private final int fanOut;
    private final int[] shape;

    private Parameter(String name, Start start, boolean trainable, int fanIn, int fanOut, int... shape) {
        this.name = name;
        this.start = start;
        this.trainable = trainable;
        this.fanIn = fanIn;
        this.fanOut = fanOut;
        this.shape = shape;
    }

    /** A weight whose inputs and outputs are counted for its start. */
    static Parameter weight(String name, Start start, int fanIn, int fanOut, int... shape) {
        return new Parameter(name, start, true, fanIn, fanOut, shape);
    }

    /** A trained vector that starts as one value. */
    static Parameter vector(String name, Start start, int size) {
        return new Parameter(name, start, true, size, size, size);
    }

    /** A vector of statistics that running the layer updates, not the gradient. */
    static Parameter statistic(String name, Start start, int size) {
        return new Parameter(name, start, false, size, size, size);
    }

    public String name() {
        return name;
    }

    public boolean isTrainable() {
        return trainable;
    }

    public int[] shape() {
        return shape.clone();
    }

    /** Number of elements; an {@link Architecture} has no parameter that an array cannot hold. */
    public int size() {
        return Math.toIntExact(elements());
    }

    /** Number of elements, however many. */
    long elements() {
        long product = 1;
        for (int axis : shape) {
            product *= axis;
        }
        return product;
    }

    /** The values that training starts from, drawn from {@code random} where they are random. */
    Tensor initial(Random random) {
        float[] values = new float[size()];
        double deviation = Math.sqrt(2.0 / fanIn);
        double bound = Math.sqrt(6.0 / (fanIn + fanOut));
        for (int i = 0; i < values.length; i++) {
            switch (start) {
                case ONE:
                    values[i] = 1;
                    break;
                case HE:
                    values[i] = (float) (deviation * random.nextGaussian());
                    break;
                case SMALL:
                    values[i] = (float) (0.1 * deviation * random.nextGaussian());
                    break;
                case GLOROT:
                case KERAS:
                    values[i] = (float) (bound * (2 * random.nextDouble() - 1));
                    break;
                default:
                    values[i] = 0;
            }
        }
        return Tensor.of(values, shape).trainable(trainable);
    }
}
