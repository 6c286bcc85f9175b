package org.denoiser.noise;

import java.util.SplittableRandom;

/** A noise level or a range of levels, as the key {@code level} gives it: {@code 25} or {@code 5-55}. Immutable and thread-safe. */
public final class LevelRange {

    private final double min;
    private final double max;

    private LevelRange(double min, double max) {
        this.min = min;
        this.max = max;
    }

    /**
     * Makes a range; what the levels mean is the business of {@link NoiseKind}.
     *
     * @throws IllegalArgumentException if a level is negative, NaN or infinite, or if min is above max
     */
    public static LevelRange of(double min, double max) {
        if (!(min >= 0 && min <= max) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("Levels from " + Decimals.text(min) + " to " + Decimals.text(max)
                    + " are not allowed; they must be finite, 0 or more, and in ascending order.");
        }
        return new LevelRange(Math.abs(min), Math.abs(max));
    }

    /**
     * Reads {@code 25}, {@code 0.5} or {@code 5-55}; blanks around numbers do no harm.
     *
     * @throws IllegalArgumentException with one sentence that names the text, if it is neither a level nor a range
     */
    public static LevelRange parse(String text) {
        return parse("level", text, 25, "5-55");
    }

    /**
     * Reads the value of another key that is written as levels are.
     *
     * @param number that the message gives as an example
     * @param example of a range, for the message
     * @throws IllegalArgumentException with one sentence that names the key and the text, if it is neither a number nor a range
     */
    public static LevelRange parse(String key, String text, double number, String example) {
        String[] parts = text.split("-", -1);
        double min = Decimals.parse(parts[0].trim());
        double max = Decimals.parse(parts[parts.length - 1].trim());
        if (parts.length > 2 || Double.isNaN(min) || Double.isNaN(max)) {
            throw new IllegalArgumentException(key + "=" + text + " is not allowed; give a number of 0 or more such as "
                    + Decimals.text(number) + ", or a range such as " + example + ".");
        }
        if (min > max) {
            throw new IllegalArgumentException(
                    key + "=" + text + " is not allowed; the first number must not be above the second.");
        }
        return new LevelRange(min, max);
    }

    /** Lowest level. */
    public double min() {
        return min;
    }

    /** Highest level. */
    public double max() {
        return max;
    }

    /** Draws a level, uniformly from min to max; uses one random number, also where both are equal. */
    public double draw(SplittableRandom random) {
        return Math.min(max, min + (max - min) * Uniform.sample(random));
    }

    /**
     * Draws a level so that every doubling is as likely as any other; uses one random number.
     *
     * @throws IllegalStateException when the lowest level is 0, where there are no doublings
     */
    public double drawRatio(SplittableRandom random) {
        if (min == 0) throw new IllegalStateException("ratios to 0 are not defined");
        return Math.min(max, min * Math.pow(max / min, Uniform.sample(random)));
    }

    /** The text that {@link #parse(String)} reads. */
    @Override
    public String toString() {
        return min == max ? Decimals.text(min) : Decimals.text(min) + "-" + Decimals.text(max);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LevelRange && ((LevelRange) other).min == min && ((LevelRange) other).max == max;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(min) + Double.hashCode(max);
    }
}
