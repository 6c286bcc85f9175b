package org.denoiser.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.denoiser.operation.Axis;
import org.denoiser.operation.Operation;
import org.denoiser.operation.Operations;
import org.denoiser.operation.PerIndex;

/** Reads lists of operations in the forms of the formats 0.4 and 0.5. Holds what is found on the way; used once. */
final class ForeignOperations {
    private static final double EPSILON = 1e-6;
    private static final String DTYPE = "dtype";
    private static final Map<String, double[]> WHOLE_TYPES = Map.of(
            "uint8", new double[] {0, 255},
            "int8", new double[] {-128, 127},
            "uint16", new double[] {0, 65_535},
            "int16", new double[] {-32_768, 32_767},
            "uint32", new double[] {0, 4_294_967_295.0},
            "int32", new double[] {Integer.MIN_VALUE, Integer.MAX_VALUE},
            "uint64", new double[] {0, 1.8446744073709552e19},
            "int64", new double[] {Long.MIN_VALUE, Long.MAX_VALUE});

    private final String input;
    private final String list;
    private final boolean volumes;
    private final List<Operation> operations = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private String type;
    private boolean needsInput;

    /**
     * @param tensor the description of a tensor
     * @param list key of its operations
     * @param input name of the input, which alone may be referred to
     * @param volumes whether there are several planes, whose rows a sample holds one plane after the other
     */
    ForeignOperations(Fields tensor, String list, String input, boolean volumes) throws IOException {
        this.input = input;
        this.list = list;
        this.volumes = volumes;
        for (Fields entry : tensor.list(list)) {
            String name = entry.has("id") ? entry.text("id") : entry.text("name");
            names.add(name);
            operations.add(operation(name, entry.fieldsOrNone("kwargs")));
        }
    }

    List<Operation> operations() {
        return operations;
    }

    /** Their names, for reports. */
    String words() {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    /** The type that the values have at the end; null when no operation says so. */
    String type() {
        return type;
    }

    /** Whether an operation looks at the values that the model was given. */
    boolean needsInput() {
        return needsInput;
    }

    private Operation operation(String name, Fields kwargs) throws IOException {
        if (name.equals("ensure_dtype")) {
            return cast(kwargs.text(DTYPE));
        }
        if (!name.equals("clip") && !name.equals("binarize")) {
            type = "float32";
        }
        switch (name) {
            case "scale_linear":
                return Operations.scaleLinear(perIndex(kwargs, "gain", 1), perIndex(kwargs, "offset", 0));
            case "fixed_zero_mean_unit_variance":
                return Operations.fixedZeroMeanUnitVariance(perIndex(kwargs, "mean", 0), deviations(kwargs));
            case "zero_mean_unit_variance":
                return zeroMean(kwargs);
            case "scale_mean_variance":
                needsInput = referred(kwargs.text("reference_tensor"));
                return Operations.scaleMeanVariance(axes(kwargs), epsilon(kwargs));
            case "scale_range":
                return scaleRange(kwargs);
            case "clip":
                return clip(kwargs);
            case "binarize":
                return Operations.binarize(perIndex(kwargs, "threshold", Double.NaN));
            case "sigmoid":
                return Operations.sigmoid();
            case "softmax":
                return Operations.softmax(axis(kwargs.has("axis") ? kwargs.text("axis") : "channel"));
            default:
                throw new IOException("has '" + name + "' in its " + list + ", which is no operation of the format");
        }
    }

    private Operation cast(String to) throws IOException {
        type = to;
        if (to.equals("bool")) {
            return Operations.truth();
        }
        double[] bounds = WHOLE_TYPES.get(to);
        if (bounds == null && !to.equals("float32") && !to.equals("float64")) {
            throw new IOException("has the type '" + to + "' in its " + list + ", which is none of the format");
        }
        return bounds == null ? Operations.none() : Operations.wholeNumbers(bounds[0], bounds[1]);
    }

    private Operation zeroMean(Fields kwargs) throws IOException {
        boolean is04 = kwargs.has("mode");
        if (!"fixed".equals(kwargs.textOrNull("mode")) && (is04 || !kwargs.has("mean"))) {
            return Operations.zeroMeanUnitVariance(axes(kwargs), epsilon(kwargs));
        }
        return Operations.fixedZeroMeanUnitVariance(perIndex(kwargs, "mean", 0), deviations(kwargs), epsilon(kwargs));
    }

    private PerIndex deviations(Fields kwargs) throws IOException {
        for (double deviation : kwargs.numbers("std", 1)) {
            if (!(deviation > 0)) {
                throw new IOException("has a standard deviation of " + deviation + " in its " + list);
            }
        }
        return perIndex(kwargs, "std", 1);
    }

    private Operation scaleRange(Fields kwargs) throws IOException {
        double low = kwargs.number("min_percentile", 0);
        double high = kwargs.number("max_percentile", 100);
        if (!(low >= 0 && low < high && high <= 100)) {
            throw new IOException("scales from percentile " + low + " to percentile " + high + " in its " + list);
        }
        String reference = kwargs.textOrNull("reference_tensor");
        // Before the network the only tensor that can be meant is the input itself, as it then is.
        boolean ofInput = reference != null && referred(reference) && list.equals("postprocessing");
        needsInput |= ofInput;
        return Operations.scaleRange(axes(kwargs), low, high, epsilon(kwargs), ofInput);
    }

    private Operation clip(Fields kwargs) throws IOException {
        double min = kwargs.number("min", Double.NEGATIVE_INFINITY);
        double max = kwargs.number("max", Double.POSITIVE_INFINITY);
        double low = kwargs.number("min_percentile", Double.NaN);
        double high = kwargs.number("max_percentile", Double.NaN);
        if (low < 0 || low > 100 || high < 0 || high > 100) {
            throw new IOException("clips at percentiles " + low + " and " + high + " in its " + list);
        }
        return Double.isNaN(low) && Double.isNaN(high)
                ? Operations.clip(min, max)
                : Operations.clipPercentiles(axes(kwargs), low, high, min, max);
    }

    private boolean referred(String tensor) throws IOException {
        if (!tensor.equals(input)) {
            throw new IOException("refers to a tensor '" + tensor + "' in its " + list + ", which is not its input");
        }
        return true;
    }

    private static double epsilon(Fields kwargs) throws IOException {
        return kwargs.number("eps", EPSILON);
    }

    private PerIndex perIndex(Fields kwargs, String key, double otherwise) throws IOException {
        double[] numbers = kwargs.numbers(key, otherwise);
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new IOException("lacks a finite '" + key + "' in its " + list);
            }
        }
        // Format 0.4 has the axes that share a value; what is left are the channels.
        return PerIndex.along(kwargs.has("axis") ? axis(kwargs.text("axis")) : Axis.CHANNEL, numbers);
    }

    private Axis axis(String id) throws IOException {
        Set<Axis> found = EnumSet.noneOf(Axis.class);
        add(found, id);
        if (found.isEmpty() && !volumes) {
            throw new IOException("works along the axis '" + id + "' in its " + list + ", which has one index only");
        }
        if (found.isEmpty() || volumes && found.contains(Axis.Y)) {
            throw new IOException(
                    "works along the axis '" + id + "' of volumes in its " + list + ", which is not done here");
        }
        return found.iterator().next();
    }

    private Set<Axis> axes(Fields kwargs) throws IOException {
        if (!kwargs.has("axes")) {
            return EnumSet.allOf(Axis.class);
        }
        Set<Axis> axes = EnumSet.noneOf(Axis.class);
        List<String> ids = kwargs.raw("axes") instanceof String
                ? List.of(kwargs.text("axes").split(""))
                : kwargs.texts("axes");
        for (String id : ids) {
            add(axes, id);
        }
        if (volumes && axes.contains(Axis.Y) != ids.contains("z")) {
            throw new IOException(
                    "looks along only one of y and z in its " + list + ", which is not done with volumes here");
        }
        return axes;
    }

    private void add(Set<Axis> axes, String id) throws IOException {
        switch (id) {
            case "c":
            case "channel":
                axes.add(Axis.CHANNEL);
                break;
            case "y":
                axes.add(Axis.Y);
                break;
            case "x":
                axes.add(Axis.X);
                break;
            default:
                if (!List.of("b", "batch", "z", "t", "time", "i", "index").contains(id)) {
                    throw new IOException("names an axis '" + id + "' in its " + list + ", which is none");
                }
        }
    }
}
