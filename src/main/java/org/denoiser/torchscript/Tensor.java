package org.denoiser.torchscript;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A dense tensor, row-major (the last axis varies fastest). Immutable when built by {@link #of}: the array is copied in
 * and out. Thread-safe.
 */
public final class Tensor {
    private final TensorType type;
    private final int[] shape;
    private final float[] values;
    private final boolean trainable;

    private Tensor(TensorType type, int[] shape, float[] values, boolean trainable) {
        this.type = type;
        this.shape = shape;
        this.values = values;
        this.trainable = trainable;
    }

    /**
     * A float32 tensor that needs no gradient.
     *
     * @param values as many as the product of {@code shape}
     * @param shape sizes per axis, none for a scalar
     */
    public static Tensor of(float[] values, int... shape) {
        if (elements(shape) != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill a tensor of shape " + Arrays.toString(shape));
        }
        return new Tensor(TensorType.FLOAT32, shape.clone(), values.clone(), false);
    }

    /** A tensor of zeros. */
    public static Tensor zeros(int... shape) {
        return new Tensor(TensorType.FLOAT32, shape.clone(), new float[elements(shape)], false);
    }

    /**
     * Product of the axes; 1 for a scalar.
     *
     * @throws IllegalArgumentException for a negative size and for more elements than an array can have
     */
    static int elements(int... shape) {
        long product = 1;
        for (int size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("negative size in shape " + Arrays.toString(shape));
            }
            product *= size;
            if (product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("too many elements in shape " + Arrays.toString(shape));
            }
        }
        return (int) product;
    }

    /** The same values, stored as {@code newType} in an archive (rounded then, not now). */
    public Tensor as(TensorType newType) {
        return new Tensor(newType, shape, values, trainable);
    }

    /** As {@link #as}, with the values that an archive gives back of it. */
    public Tensor rounded(TensorType newType) {
        ByteBuffer bytes = ByteBuffer.allocate(newType.size());
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            newType.put(bytes.clear(), values[i]);
            rounded[i] = newType.get(bytes.flip());
        }
        return new Tensor(newType, shape, rounded, trainable);
    }

    /** The same values, marked as one that gradients are wanted of. */
    public Tensor trainable(boolean wanted) {
        return new Tensor(type, shape, values, wanted);
    }

    public TensorType type() {
        return type;
    }

    public int[] shape() {
        return shape.clone();
    }

    public boolean isTrainable() {
        return trainable;
    }

    /** Number of elements. */
    public int size() {
        return values.length;
    }

    /** A copy of the values. */
    public float[] values() {
        return values.clone();
    }

    /** Copies the values into {@code target} from {@code offset} on. */
    public void copyTo(float[] target, int offset) {
        System.arraycopy(values, 0, target, offset, values.length);
    }

    float valueAt(int index) {
        return values[index];
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Tensor)) {
            return false;
        }
        Tensor that = (Tensor) other;
        return type == that.type
                && trainable == that.trainable
                && Arrays.equals(shape, that.shape)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }
}
