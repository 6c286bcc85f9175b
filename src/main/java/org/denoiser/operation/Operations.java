package org.denoiser.operation;

import java.util.Arrays;
import java.util.Set;

/**
 * The operations that the format of bioimage.io knows (specification of model descriptions, 0.4 and 0.5). Computed in double
 * precision and rounded once. {@code axes} are those that statistics are taken over jointly.
 */
public final class Operations {
    private Operations() {}

    /** {@code value * gain + offset}. */
    public static Operation scaleLinear(PerIndex gain, PerIndex offset) {
        return pointwise((value, c, y, x) -> value * gain.at(c, y, x) + offset.at(c, y, x), gain, offset);
    }

    /** {@code (value - mean) / deviation} with given numbers. */
    public static Operation fixedZeroMeanUnitVariance(PerIndex mean, PerIndex deviation) {
        return pointwise((value, c, y, x) -> (value - mean.at(c, y, x)) / deviation.at(c, y, x), mean, deviation);
    }

    /** The same of format 0.4, whose divisor is the deviation and a small number. */
    public static Operation fixedZeroMeanUnitVariance(PerIndex mean, PerIndex deviation, double epsilon) {
        return pointwise(
                (value, c, y, x) -> (value - mean.at(c, y, x)) / (deviation.at(c, y, x) + epsilon), mean, deviation);
    }

    /** {@code (value - mean) / (deviation + epsilon)} with those of the sample. */
    public static Operation zeroMeanUnitVariance(Set<Axis> axes, double epsilon) {
        return (sample, input) -> {
            Groups groups = new Groups(sample, axes);
            double[] means = groups.means(sample);
            double[] deviations = groups.deviations(sample, means);
            groups.change(sample, (value, g) -> (float) ((value - means[g]) / (deviations[g] + epsilon)));
        };
    }

    /** Gives the sample the mean and the standard deviation of the model's input. */
    public static Operation scaleMeanVariance(Set<Axis> axes, double epsilon) {
        return (sample, input) -> {
            Groups groups = matching(sample, input, axes);
            double[] means = groups.means(sample);
            double[] deviations = groups.deviations(sample, means);
            double[] wantedMeans = groups.means(input);
            double[] wanted = groups.deviations(input, wantedMeans);
            groups.change(sample, (value, g) ->
                    (float) ((value - means[g]) / (deviations[g] + epsilon) * (wanted[g] + epsilon) + wantedMeans[g]));
        };
    }

    /**
     * {@code (value - lower) / (upper - lower + epsilon)} with two percentiles.
     *
     * @param ofInput whether these are percentiles of the model's input, rather than of the sample itself
     */
    public static Operation scaleRange(
            Set<Axis> axes, double lowPercent, double highPercent, double epsilon, boolean ofInput) {
        return (sample, input) -> {
            Groups groups = ofInput ? matching(sample, input, axes) : new Groups(sample, axes);
            float[][] sorted = groups.sorted(ofInput ? input : sample);
            double[] lows = percentiles(sorted, lowPercent);
            double[] highs = percentiles(sorted, highPercent);
            groups.change(sample, (value, g) -> (float) ((value - lows[g]) / (highs[g] - lows[g] + epsilon)));
        };
    }

    /** Sets values below a bound or above another one to it; an infinite bound is none. */
    public static Operation clip(double min, double max) {
        return pointwise((value, c, y, x) -> Math.min(Math.max(value, min), max));
    }

    /**
     * The same with percentiles of the sample.
     *
     * @param low percentile of the lower bound; NaN for {@code min} instead
     * @param high percentile of the upper bound; NaN for {@code max} instead
     */
    public static Operation clipPercentiles(Set<Axis> axes, double low, double high, double min, double max) {
        return (sample, input) -> {
            Groups groups = new Groups(sample, axes);
            float[][] sorted = groups.sorted(sample);
            double[] lows = percentiles(sorted, low);
            double[] highs = percentiles(sorted, high);
            groups.change(sample, (value, g) -> {
                double above = Math.max(value, Double.isNaN(low) ? min : lows[g]);
                return (float) Math.min(above, Double.isNaN(high) ? max : highs[g]);
            });
        };
    }

    /** 1 above the threshold, else 0. */
    public static Operation binarize(PerIndex threshold) {
        return pointwise((value, c, y, x) -> value > threshold.at(c, y, x) ? 1 : 0, threshold);
    }

    /** {@code 1 / (1 + exp(-value))}. */
    public static Operation sigmoid() {
        return pointwise((value, c, y, x) -> 1 / (1 + Math.exp(-value)));
    }

    /** {@code exp(value)} divided by the sum of these along an axis. */
    public static Operation softmax(Axis along) {
        return (sample, input) -> {
            Groups groups = new Groups(sample, Set.of(along));
            float[] largest = new float[groups.count()];
            Arrays.fill(largest, Float.NEGATIVE_INFINITY);
            double[] sums = new double[groups.count()];
            groups.change(sample, (value, g) -> {
                largest[g] = Math.max(largest[g], value);
                return value;
            });
            groups.change(sample, (value, g) -> {
                sums[g] += Math.exp((double) value - largest[g]);
                return value;
            });
            groups.change(sample, (value, g) -> (float) (Math.exp((double) value - largest[g]) / sums[g]));
        };
    }

    /** Cuts off what is behind the point, and keeps to the bounds of a type of whole numbers. */
    public static Operation wholeNumbers(double min, double max) {
        return pointwise((value, c, y, x) -> {
            double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
            return Math.min(Math.max(whole, min), max);
        });
    }

    /** 0 stays, all else becomes 1: what a cast to {@code bool} does. */
    public static Operation truth() {
        return pointwise((value, c, y, x) -> value == 0 ? 0 : 1);
    }

    /** Leaves values as they are: a cast between types that hold them. */
    public static Operation none() {
        return (sample, input) -> {};
    }

    private interface Point {
        double of(double value, int channel, int y, int x);
    }

    private static Operation pointwise(Point point, PerIndex... numbers) {
        return (sample, input) -> {
            for (PerIndex number : numbers) {
                number.check(sample);
            }
            for (int c = 0; c < sample.channels(); c++) {
                float[] values = sample.channel(c);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) point.of(values[i], c, i / sample.width(), i % sample.width());
                }
            }
        };
    }

    private static Groups matching(Sample sample, Sample input, Set<Axis> axes) {
        Groups groups = new Groups(sample, axes);
        if (new Groups(input, axes).count() != groups.count()) {
            throw new IllegalArgumentException("an operation of the model compares samples that do not match");
        }
        return groups;
    }

    private static double[] percentiles(float[][] sorted, double percent) {
        double[] found = new double[sorted.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = Double.isNaN(percent) ? Double.NaN : Groups.percentile(sorted[i], percent);
        }
        return found;
    }
}
