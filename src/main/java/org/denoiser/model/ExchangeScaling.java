package org.denoiser.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;

/**
 * What other programs do to the values before and after the network, in the terms of bioimage.io. Fixed ranges become
 * {@code scale_linear} before and its inverse after, so that the output has the units of the input. Percentiles become
 * {@code scale_range} before and nothing after (the format cannot say the inverse), so that the output runs about from 0 to
 * 1. Immutable and thread-safe.
 *
 * <p>A rule that depends on the type of the image is taken as it works out for images of the type that the model was
 * trained on, since the others cannot choose.
 */
public final class ExchangeScaling {
    /** Keeps 0/0 away where all values are the same; far below any real range of values. */
    private static final double EPSILON = 1e-12;

    /** Whether low and high are percentiles; else they are values. */
    private final boolean measured;

    private final double low;
    private final double high;

    private ExchangeScaling(boolean measured, double low, double high) {
        this.measured = measured;
        this.low = low;
        this.high = high;
    }

    /**
     * The scaling for a rule.
     *
     * @param trainedOn type of the training images
     * @throws IllegalArgumentException for an upper percentile of 1 or less, or a range too wide for a number, which the
     *     format cannot say
     */
    public static ExchangeScaling of(ScalingRule rule, PixelType trainedOn) {
        boolean ranged = Float.isFinite(trainedOn.minimum()) && Float.isFinite(trainedOn.maximum());
        switch (rule.mode()) {
            case NONE:
                return new ExchangeScaling(false, 0, 1);
            case FIXED:
                return fixed(rule);
            case MINMAX:
                return new ExchangeScaling(true, 0, 100);
            case FULL:
                return ranged ? range(trainedOn) : new ExchangeScaling(true, 0, 100);
            case AUTO:
                return ranged && trainedOn != PixelType.GRAY16 ? range(trainedOn) : percentiles(rule);
            default:
                return percentiles(rule);
        }
    }

    private static ExchangeScaling range(PixelType type) {
        return new ExchangeScaling(false, type.minimum(), type.maximum());
    }

    private static ExchangeScaling fixed(ScalingRule rule) {
        if (!Double.isFinite(rule.high() - rule.low())) {
            throw new IllegalArgumentException("range=" + rule + ": in a model the range must not be as wide");
        }
        return new ExchangeScaling(false, rule.low(), rule.high());
    }

    private static ExchangeScaling percentiles(ScalingRule rule) {
        if (rule.high() <= 1) {
            throw new IllegalArgumentException("range=" + rule + ": in a model the upper percentile must be above 1");
        }
        return new ExchangeScaling(true, rule.low(), rule.high());
    }

    /**
     * Steps before the network; empty for none.
     *
     * @param axes along which the network sees an image
     */
    List<Map<String, Object>> preprocessing(List<String> axes) {
        if (!measured) {
            return linear(1 / (high - low), -low / (high - low));
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("axes", axes);
        arguments.put("min_percentile", low);
        arguments.put("max_percentile", high);
        arguments.put("eps", EPSILON);
        return step("scale_range", arguments);
    }

    /** Steps after the network; empty for none. */
    List<Map<String, Object>> postprocessing() {
        return measured ? List.of() : linear(high - low, low);
    }

    private static List<Map<String, Object>> linear(double gain, double offset) {
        // The format refuses a step that changes nothing.
        if (gain == 1 && offset == 0) {
            return List.of();
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("gain", gain);
        arguments.put("offset", offset);
        return step("scale_linear", arguments);
    }

    private static List<Map<String, Object>> step(String id, Map<String, Object> arguments) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("id", id);
        step.put("kwargs", arguments);
        return List.of(step);
    }

    /** What the network is given for an image with these stored values. */
    public TestImage before(TestImage stored) {
        float[] values = stored.values();
        int channels = stored.channels();
        for (int channel = 0; channel < channels; channel++) {
            double zero = low;
            double range = high - low;
            if (measured) {
                double[] sorted = sortedChannel(values, channel, channels);
                zero = percentile(sorted, low);
                range = percentile(sorted, high) - zero + EPSILON;
            }
            for (int i = channel; i < values.length; i += channels) {
                values[i] = (float) ((values[i] - zero) / range);
            }
        }
        return stored.withValues(values);
    }

    /** What the others hand out for this output of the network. */
    public TestImage after(TestImage output) {
        if (measured) {
            return output;
        }
        float[] values = output.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * (high - low) + low);
        }
        return output.withValues(values);
    }

    private static double[] sortedChannel(float[] values, int channel, int channels) {
        double[] sorted = new double[values.length / channels];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[i * channels + channel];
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** Between two values linearly, at position {@code percent / 100 * (n - 1)}, as NumPy has it by default. */
    private static double percentile(double[] sorted, double percent) {
        double position = percent / 100 * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** In words, for people who read the model card. */
    @Override
    public String toString() {
        if (measured) {
            return "the " + Decimal.of(low) + " and " + Decimal.of(high)
                    + " percentiles of each channel become 0 and 1; the output keeps that scale";
        }
        if (linear(high - low, low).isEmpty()) {
            return "values are used as they are";
        }
        return "stored values from " + Decimal.of(low) + " to " + Decimal.of(high)
                + " become 0 to 1, and are brought back after the network";
    }
}
