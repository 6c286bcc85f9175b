package org.denoiser.operation;

/** A number for a whole sample, or one for each index along an axis. Immutable. */
public final class PerIndex {
    private final Axis axis;
    private final double[] numbers;

    private PerIndex(Axis axis, double[] numbers) {
        this.axis = axis;
        this.numbers = numbers;
    }

    /** The same for all. */
    public static PerIndex all(double number) {
        return new PerIndex(null, new double[] {number});
    }

    /** One for each index; a single one is for all. */
    public static PerIndex along(Axis axis, double... numbers) {
        return new PerIndex(numbers.length == 1 ? null : axis, numbers.clone());
    }

    void check(Sample sample) {
        if (axis != null && axis.size(sample) != numbers.length) {
            throw new IllegalArgumentException(
                    "an operation of the model has " + numbers.length + " values for an axis of " + axis.size(sample));
        }
    }

    double at(int channel, int y, int x) {
        if (axis == null) {
            return numbers[0];
        }
        return numbers[axis == Axis.CHANNEL ? channel : axis == Axis.Y ? y : x];
    }
}
