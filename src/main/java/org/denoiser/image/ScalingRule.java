package org.denoiser.image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the value scaling of an image is found; the value of the key {@code range}. A model stores the rule it was trained with (as
 * {@link #toString} writes it) and applies it to every image. Immutable and thread-safe.
 *
 * <table>
 * <caption>What becomes 0 and 1</caption>
 * <tr><th>Rule</th><th>0</th><th>1</th></tr>
 * <tr><td>{@code auto}</td><td colspan="2">as {@code full} for 8-bit and RGB, as {@code percentile} for 16-bit and 32-bit</td></tr>
 * <tr><td>{@code full}</td><td colspan="2">smallest and largest value of the type: 255, 65535; 32-bit has none, there as {@code
 * minmax}</td></tr>
 * <tr><td>{@code minmax}</td><td colspan="2">smallest and largest value of the channel</td></tr>
 * <tr><td>{@code percentile}, {@code LOW%-HIGH%}</td><td colspan="2">these percentiles of the channel; 0.1 and 99.9 where not
 * said. Where both are the same value, as {@code minmax}</td></tr>
 * <tr><td>{@code none}</td><td colspan="2">0 and 1: values stay as they are</td></tr>
 * <tr><td>{@code MIN-MAX}</td><td colspan="2">these stored values, for instance {@code 0-4095}</td></tr>
 * </table>
 *
 * <p>Found over all planes of a hyperstack channel, so that slices stay comparable; the components of RGB share one scaling, so that
 * colours keep their balance. Values outside are not clipped, they lie beyond 0 to 1. Values that are NaN or infinite are left out.
 */
public final class ScalingRule {
    /** The kinds of rule. */
    public enum Mode {
        /** By pixel type. */
        AUTO,
        /** The range of the type. */
        FULL,
        /** From the smallest to the largest value. */
        MINMAX,
        /** From {@link ScalingRule#low} to {@link ScalingRule#high} percent. */
        PERCENTILE,
        /** Values stay as they are. */
        NONE,
        /** From the stored value {@link ScalingRule#low} to {@link ScalingRule#high}. */
        FIXED
    }

    private static final double LOW = 0.1;
    private static final double HIGH = 99.9;
    private static final String NUMBER = "([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?)";
    private static final Pattern PERCENT = Pattern.compile(NUMBER + "%\\s*-\\s*" + NUMBER + "%");
    private static final Pattern VALUES = Pattern.compile(NUMBER + "\\s*-\\s*" + NUMBER);

    private final Mode mode;
    private final double low;
    private final double high;

    private ScalingRule(Mode mode, double low, double high) {
        this.mode = mode;
        this.low = low;
        this.high = high;
    }

    /** The rule {@code auto}. */
    public static ScalingRule auto() {
        return new ScalingRule(Mode.AUTO, LOW, HIGH);
    }

    /**
     * The rule for percentiles.
     *
     * @throws IllegalArgumentException unless 0 <= low < high <= 100
     */
    public static ScalingRule percentile(double low, double high) {
        if (!(low >= 0 && low < high && high <= 100)) {
            throw refused(
                    number(low) + "%-" + number(high) + "%", "percentiles must be 0 or more, at most 100, and rise");
        }
        return new ScalingRule(Mode.PERCENTILE, low, high);
    }

    /**
     * The rule for stored values that become 0 and 1.
     *
     * @throws IllegalArgumentException unless both are finite and min is below max
     */
    public static ScalingRule fixed(double min, double max) {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min >= max) {
            throw refused(number(min) + "-" + number(max), "the first value must be below the second");
        }
        return new ScalingRule(Mode.FIXED, min, max);
    }

    /**
     * Reads a rule as the key {@code range} and model packages have it; upper and lower case are the same.
     *
     * @throws IllegalArgumentException if it is none, with a sentence that says what is allowed
     */
    public static ScalingRule parse(String text) {
        String rule = text.trim().toLowerCase(Locale.ROOT);
        Matcher percent = PERCENT.matcher(rule);
        if (percent.matches())
            return percentile(Double.parseDouble(percent.group(1)), Double.parseDouble(percent.group(2)));
        Matcher values = VALUES.matcher(rule);
        if (values.matches()) return fixed(Double.parseDouble(values.group(1)), Double.parseDouble(values.group(2)));
        for (Mode mode : Mode.values()) {
            if (mode != Mode.FIXED && mode.name().equalsIgnoreCase(rule)) return new ScalingRule(mode, LOW, HIGH);
        }
        throw refused(
                text,
                "allowed are auto, full, minmax, percentile, LOW%-HIGH% such as 1%-99%, none,"
                        + " and MIN-MAX such as 0-4095");
    }

    private static IllegalArgumentException refused(String value, String allowed) {
        return new IllegalArgumentException("range=" + value + " is not allowed; " + allowed + ".");
    }

    /** The kind of rule. */
    public Mode mode() {
        return mode;
    }

    /** The lower percentile of {@link Mode#PERCENTILE}, the lower stored value of {@link Mode#FIXED}; else of no effect. */
    public double low() {
        return low;
    }

    /** The upper percentile of {@link Mode#PERCENTILE}, the upper stored value of {@link Mode#FIXED}; else of no effect. */
    public double high() {
        return high;
    }

    /**
     * Finds the scaling of each hyperstack channel of an image. Percentiles are exact; they and {@code minmax} read each plane once,
     * of 32-bit images twice.
     *
     * @param listener hears how far reading is; not called where nothing needs to be read
     * @return one scaling a channel, unmodifiable
     */
    public List<ValueScaling> scalings(Planes planes, PlaneListener listener) {
        List<ValueScaling> scalings = new ArrayList<>();
        for (int channel = 0; channel < planes.channels(); channel++) {
            int before = channel;
            PlaneListener part = (done, total) -> listener.progress(before * total + done, total * planes.channels());
            scalings.add(scaling(planes, channel, part));
        }
        return Collections.unmodifiableList(scalings);
    }

    private ValueScaling scaling(Planes planes, int channel, PlaneListener listener) {
        PixelType type = planes.type();
        boolean whole = type != PixelType.GRAY32;
        switch (mode) {
            case NONE:
                return ValueScaling.identity();
            case FIXED:
                return ValueScaling.range(low, high);
            case AUTO:
                if (type == PixelType.GRAY16 || type == PixelType.GRAY32) return measured(planes, channel, listener);
                return ValueScaling.range(type.minimum(), type.maximum());
            case FULL:
                if (whole) return ValueScaling.range(type.minimum(), type.maximum());
                return extremes(new OrderStatistics(planes, channel, listener).quantiles(0, 1), 0, 1);
            case MINMAX:
                return extremes(new OrderStatistics(planes, channel, listener).quantiles(0, 1), 0, 1);
            default:
                return measured(planes, channel, listener);
        }
    }

    private ValueScaling measured(Planes planes, int channel, PlaneListener listener) {
        double[] q = new OrderStatistics(planes, channel, listener).quantiles(low / 100, high / 100, 0, 1);
        // few bright spots on an even ground: the percentiles see the ground alone
        return q != null && q[0] == q[1] ? extremes(q, 2, 3) : extremes(q, 0, 1);
    }

    private static ValueScaling extremes(double[] values, int low, int high) {
        return values == null ? ValueScaling.identity() : ValueScaling.range(values[low], values[high]);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ScalingRule)) return false;
        ScalingRule that = (ScalingRule) other;
        return mode == that.mode && low == that.low && high == that.high;
    }

    @Override
    public int hashCode() {
        return Objects.hash(mode, low, high);
    }

    /** The rule as {@link #parse} reads it. */
    @Override
    public String toString() {
        if (mode == Mode.FIXED) return number(low) + "-" + number(high);
        if (mode == Mode.PERCENTILE && !(low == LOW && high == HIGH)) return number(low) + "%-" + number(high) + "%";
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
