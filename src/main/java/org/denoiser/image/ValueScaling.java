package org.denoiser.image;

/**
 * An affine map from stored values to the values a network works on: {@code (value - offset) * gain}, and its inverse. Nothing is
 * clipped. Computed in double precision and rounded once, so that restoring scaled values gives the values back to within the
 * rounding of the scaled ones. Immutable and thread-safe.
 */
public final class ValueScaling {
    private static final ValueScaling IDENTITY = new ValueScaling(0, 1);

    private final double offset;
    private final double gain;

    private ValueScaling(double offset, double gain) {
        this.offset = offset;
        this.gain = gain;
    }

    /** Leaves values as they are. */
    public static ValueScaling identity() {
        return IDENTITY;
    }

    /**
     * Takes min to 0 and max to 1. Where the two are equal, or so close that the gain would not be a finite float, the gain is 1: a
     * constant image becomes 0 and comes back as it was.
     *
     * @throws IllegalArgumentException if a bound is not finite or min is above max
     */
    public static ValueScaling range(double min, double max) {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
            throw new IllegalArgumentException("A range from " + min + " to " + max
                    + " is not allowed; both ends must be finite" + " and the first must not be above the second.");
        }
        double gain = 1 / (max - min);
        return of(min, Float.isFinite((float) gain) && gain != 0 ? gain : 1);
    }

    /**
     * Sets the map itself.
     *
     * @throws IllegalArgumentException if the offset is not finite or the gain is not a finite number above 0
     */
    public static ValueScaling of(double offset, double gain) {
        if (!Double.isFinite(offset) || !Double.isFinite(gain) || gain <= 0) {
            throw new IllegalArgumentException("A scaling with offset " + offset + " and gain " + gain
                    + " is not allowed; both must be finite and the gain above 0.");
        }
        return new ValueScaling(offset, gain);
    }

    /** The stored value that becomes 0. */
    public double offset() {
        return offset;
    }

    /** How much a step of one in stored values becomes; above 0. Noise levels are multiplied by it. */
    public double gain() {
        return gain;
    }

    /** Turns stored values into network values, in place. */
    public void apply(float[] values) {
        if (this.equals(IDENTITY)) return;
        for (int i = 0; i < values.length; i++) values[i] = (float) ((values[i] - offset) * gain);
    }

    /** Turns network values into stored values, in place. */
    public void restore(float[] values) {
        if (this.equals(IDENTITY)) return;
        for (int i = 0; i < values.length; i++) values[i] = (float) (values[i] / gain + offset);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ValueScaling)) return false;
        ValueScaling that = (ValueScaling) other;
        return Double.compare(offset, that.offset) == 0 && Double.compare(gain, that.gain) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(offset) + Double.hashCode(gain);
    }

    /** For logs: {@code "(value - 100.0) * 0.25"}. */
    @Override
    public String toString() {
        return "(value - " + offset + ") * " + gain;
    }
}
