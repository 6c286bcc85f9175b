package org.denoiser.predict;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Locale;
import org.denoiser.model.ForeignModel;
import org.denoiser.network.DenoisingNetwork;

/** Runs the test that a package carries along: its own image through operations and network, against the result it promises. */
public final class ForeignTest {
    private final double largest;
    private final double beyond;
    private final double[] tolerance;

    private ForeignTest(double largest, double beyond, double[] tolerance) {
        this.largest = largest;
        this.beyond = beyond;
        this.tolerance = tolerance;
    }

    /**
     * Runs it.
     *
     * @param model with a test
     * @param network of the model
     * @throws IllegalArgumentException when the network does not give what the description promises
     */
    public static ForeignTest run(ForeignModel model, DenoisingNetwork network) {
        double[] tolerance = model.tolerance();
        double largest = 0;
        long beyond = 0;
        long all = 0;
        int[] size = model.testSize();
        for (int image = 0; image < model.testCount(); image++) {
            float[][] found = apply(model, network, model.testInput(image), size);
            float[][] wanted = model.testOutput(image);
            for (int c = 0; c < found.length; c++) {
                for (int i = 0; i < found[c].length; i++) {
                    double difference = Math.abs((double) found[c][i] - wanted[c][i]);
                    largest = Math.max(largest, difference);
                    beyond += difference <= tolerance[1] + tolerance[0] * Math.abs(wanted[c][i]) ? 0 : 1;
                    all++;
                }
            }
        }
        return new ForeignTest(largest, 1e6 * beyond / all, tolerance);
    }

    /**
     * Runs one image or volume through a model, whole.
     *
     * @param stored one array a channel, of volumes plane after plane; unchanged
     * @param size depth, 1 of images, height and width
     * @return as many new arrays
     */
    public static float[][] apply(ForeignModel model, DenoisingNetwork network, float[][] stored, int[] size) {
        int channels = stored.length;
        int height = size[0] * size[1];
        int width = size[2];
        float[][] values = new float[channels][];
        for (int c = 0; c < channels; c++) {
            values[c] = stored[c].clone();
        }
        model.before(values, height, width);
        int area = height * width;
        ByteBuffer images = DenoisingNetwork.newBuffer(Math.multiplyExact(area, channels));
        FloatBuffer input = images.asFloatBuffer();
        FloatBuffer output = FloatBuffer.allocate(area * channels);
        for (int i = 0; i < area * channels; i++) {
            input.put(i, values[i % channels][i / channels]);
        }
        network.run(images, output, 1, size[0], size[1], width);
        for (int i = 0; i < area * channels; i++) {
            values[i % channels][i / channels] = output.get(i);
        }
        model.after(values, stored, height, width);
        return values;
    }

    /** Whether the result is the one promised, within the tolerance that the package states. */
    public boolean isPassed() {
        return beyond <= tolerance[2];
    }

    /** The largest difference. */
    public double largest() {
        return largest;
    }

    /** For example {@code the largest difference is 1.2e-06, within the tolerance of 0.001 and 0.001 of the value}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "the largest difference is %.2g, %s the tolerance of %.2g and %.2g of the value",
                largest,
                isPassed() ? "within" : "and " + Math.round(beyond) + " values in a million are beyond",
                tolerance[1],
                tolerance[0]);
    }
}
