package org.denoiser.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.operation.Operation;
import org.denoiser.operation.Sample;
import org.denoiser.torchscript.Tensor;

/**
 * A model that another program made, ready to be applied: its TorchScript, and what is done to values before and after it.
 * {@link ForeignModelReader} reads it. Immutable and thread-safe.
 */
public final class ForeignModel {
    /** Span of results that are taken for fractions; normalised ones without clipping go beyond 0 and 1. */
    private static final double LARGEST_FRACTION = 4;

    private final ForeignDescription description;
    private final byte[] weights;
    private final String sha256;
    private final ForeignOperations before;
    private final ForeignOperations after;
    private final Tensor testInput;
    private final Tensor testOutput;

    /** @param testInput with {@code testOutput}, null when they are not in the package */
    ForeignModel(ForeignDescription description, byte[] weights, Tensor testInput, Tensor testOutput)
            throws IOException {
        this.description = description;
        this.weights = weights;
        this.sha256 = Sha256.hex(weights);
        this.before = description.before();
        this.after = description.after();
        this.testInput = testInput;
        this.testOutput = testOutput;
        description.networkType();
        description.tolerance();
    }

    /** The sizes that its network takes. */
    public NetworkShape shape() {
        return description.shape();
    }

    /** The TorchScript archive; not a copy, and not to be changed. */
    public byte[] weights() {
        return weights;
    }

    /** SHA-256 of the TorchScript archive. */
    public String weightsSha256() {
        return sha256;
    }

    /** The order of axes that the network takes. */
    public TensorLayout inputLayout() {
        return new TensorLayout(description.input().layout());
    }

    /** The order of axes that the network gives. */
    public TensorLayout outputLayout() {
        return new TensorLayout(description.output().layout());
    }

    /** The type that the network is given: float32, float64, uint8, int8, int32 or int64. */
    public String networkType() {
        try {
            return description.networkType();
        } catch (IOException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    /**
     * Changes stored values into those that the network takes, in place.
     *
     * @param height of volumes the rows of all planes, one plane after the other
     */
    public void before(float[][] channels, int height, int width) {
        Sample sample = new Sample(channels, height, width);
        for (Operation operation : before.operations()) {
            operation.apply(sample, null);
        }
    }

    /**
     * Changes what the network gives into the model's result, in place.
     *
     * @param stored the values before {@link #before}; may be null unless {@link #looksBack}
     */
    public void after(float[][] channels, float[][] stored, int height, int width) {
        Sample sample = new Sample(channels, height, width);
        Sample input = stored == null ? null : new Sample(stored, height, width);
        for (Operation operation : after.operations()) {
            operation.apply(sample, input);
        }
    }

    /** Whether {@link #after} needs the stored values. */
    public boolean looksBack() {
        return after.needsInput();
    }

    /** Whether the package holds an image and what the model makes of it. */
    public boolean hasTest() {
        return testInput != null;
    }

    /** Images of the test. */
    public int testCount() {
        return inputLayout().size(testInput, 'b');
    }

    /** Depth, height and width of the test's images; the depth of planes is 1. */
    public int[] testSize() {
        return "zyx"
                .chars()
                .map(letter -> inputLayout().size(testInput, (char) letter))
                .toArray();
    }

    /** An image of the test as stored values, one array a channel, those of volumes plane after plane; a copy. */
    public float[][] testInput(int image) {
        return inputLayout().planes(testInput, image);
    }

    /** What the model is to make of it. */
    public float[][] testOutput(int image) {
        return outputLayout().planes(testOutput, image);
    }

    /** Whether the results of the test are fractions, such as from 0 to 1, of which whole numbers keep nothing. */
    public boolean givesFractions() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        if (hasTest()) {
            for (float value : testOutput.values()) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return high - low <= LARGEST_FRACTION && high > low;
    }

    /** Relative and absolute tolerance of the test, and how many values of a million may differ by more. */
    public double[] tolerance() {
        try {
            return description.tolerance();
        } catch (IOException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    /** The name in its description. */
    public String describedName() {
        return text("name", "");
    }

    /** What it is for, in its description's words. */
    public String description() {
        return text("description", "");
    }

    /** The version of the format of its description. */
    public String formatVersion() {
        return String.valueOf(description.root().raw("format_version"));
    }

    /** Licence in its description; null when none is granted. */
    public String licence() {
        return text("license", null);
    }

    /** Names of its authors, perhaps none. */
    public List<String> authors() {
        return entries("authors", "name");
    }

    /** Titles of what is to be cited, perhaps none. */
    public List<String> citations() {
        return entries("cite", "text");
    }

    private String text(String key, String otherwise) {
        Object value = description.root().raw(key);
        return value instanceof String
                ? ((String) value).replaceAll("\\p{Cntrl}+", " ").strip()
                : otherwise;
    }

    private List<String> entries(String list, String key) {
        List<String> texts = new ArrayList<>();
        try {
            for (Fields entry : description.root().list(list)) {
                texts.add(
                        entry.has(key)
                                ? entry.text(key).replaceAll("\\p{Cntrl}+", " ").strip()
                                : "");
            }
        } catch (IOException e) {
            // What is only told of a model does not keep it from running.
            return texts;
        }
        return texts;
    }

    /** What the operations before and after are, a word each, for reports. */
    public String operations() {
        return "before the network " + before.words() + "; after it " + after.words();
    }
}
