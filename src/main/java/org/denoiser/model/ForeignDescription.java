package org.denoiser.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.architecture.PlaneShape;
import org.denoiser.architecture.VolumeShape;
import org.denoiser.model.DescriptionReader.FileEntry;

/**
 * A description of a model in the formats 0.4 and 0.5 of bioimage.io, as far as a model of planes or of volumes needs it. Exceptions hold the
 * reason alone; what else is wrong with a description is not looked at.
 */
final class ForeignDescription {
    /** Types that tensors of PyTorch can be made of here. */
    private static final Set<String> TYPES = Set.of("float32", "float64", "uint8", "int8", "int32", "int64");

    private final Fields root;
    private final boolean is04;
    private ForeignTensor input;
    private ForeignTensor output;
    private NetworkShape shape;

    ForeignDescription(Fields root) throws IOException {
        this.root = root;
        if (!"model".equals(root.textOrNull("type"))) {
            throw new IOException("does not describe a model");
        }
        String version = root.has("format_version") ? String.valueOf(root.raw("format_version")) : "none";
        if (!version.matches("0\\.[45](\\..*)?")) {
            throw new IOException("has the format version " + version + ", and 0.4 and 0.5 are read");
        }
        is04 = version.startsWith("0.4");
        List<String> problems = new ArrayList<>();
        for (Check check : List.<Check>of(this::readTensors, this::weights)) {
            try {
                check.run();
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IOException(String.join("; it ", problems));
        }
    }

    private interface Check {
        void run() throws IOException;
    }

    Fields root() {
        return root;
    }

    ForeignTensor input() {
        return input;
    }

    ForeignTensor output() {
        return output;
    }

    NetworkShape shape() {
        return shape;
    }

    private void readTensors() throws IOException {
        Fields in = only("inputs");
        Fields out = only("outputs");
        input = is04 ? ForeignTensor.of04(in, null) : ForeignTensor.of05(in, "input", null);
        output = is04 ? ForeignTensor.of04(out, input) : ForeignTensor.of05(out, "output", input);
        if (input.name().equals(output.name())) {
            throw new IOException("calls both its input and its output '" + input.name() + "'");
        }
        for (char letter : "ti".toCharArray()) {
            requireSingle(input, letter);
            requireSingle(output, letter);
        }
        if (isDeep() != isSpread(output, 'z')) {
            throw new IOException("takes " + (isDeep() ? "volumes and gives planes" : "planes and gives volumes")
                    + "; only models whose result has the size of the image are run");
        }
        int channels = channels(input);
        if (channels(output) != channels) {
            throw new IOException("gives " + channels(output) + " channels for an image of " + channels
                    + "; only models whose result has the channels of the image are run");
        }
        shape = shape(channels);
    }

    private Fields only(String key) throws IOException {
        List<Fields> all = root.list(key);
        if (all.size() != 1) {
            throw new IOException("has " + all.size() + " " + key
                    + ", and only models with one image in and one image out" + " are run");
        }
        return all.get(0);
    }

    /** Whether there can be several indices along an axis; a size that follows from the input's is the input's. */
    private boolean isSpread(ForeignTensor tensor, char letter) {
        boolean follows = tensor == output && tensor.layout().indexOf(letter) >= 0 && tensor.size(letter) == null;
        return (follows ? input : tensor).isSpread(letter);
    }

    private void requireSingle(ForeignTensor tensor, char letter) throws IOException {
        if (isSpread(tensor, letter)) {
            throw new IOException("has an axis " + letter + " of '" + tensor.name()
                    + "' with more than one index, and only models of planes and of stacks along z are run");
        }
    }

    private static int channels(ForeignTensor tensor) throws IOException {
        ForeignTensor.Size size = tensor.size('c');
        if (size == null) {
            return 1;
        }
        if (size.step > 0) {
            throw new IOException("takes any number of channels, and only models of a given number are run");
        }
        return size.least;
    }

    /** Whether it takes several planes together. */
    private boolean isDeep() {
        return input.isSpread('z');
    }

    private NetworkShape shape(int channels) throws IOException {
        for (char letter : (isDeep() ? "zyx" : "yx").toCharArray()) {
            ForeignTensor.Size given = output.size(letter);
            ForeignTensor.Size taken = input.size(letter);
            if (given != null && (given.step > 0 || taken.step > 0 || given.least != taken.least)) {
                throw new IOException("gives another size along " + letter + " than its input has");
            }
        }
        PlaneShape plane = plane(channels);
        if (!isDeep()) {
            return plane;
        }
        ForeignTensor.Size z = input.size('z');
        if (plane.hasOddSizes() || z.step > 0 && z.least % z.step != 0) {
            throw new IOException(
                    "takes volumes of sizes that are no multiples of their steps, which is run with planes alone");
        }
        return VolumeShape.of(plane, z.least, z.step, output.depthHalo());
    }

    private PlaneShape plane(int channels) throws IOException {
        ForeignTensor.Size x = input.size('x');
        ForeignTensor.Size y = input.size('y');
        if (x.least == y.least && x.step == y.step) {
            return PlaneShape.of(channels, x.least, x.step, output.halo());
        }
        boolean bothFixed = x.step == 0 && y.step == 0;
        boolean regular = x.step > 0 && y.step > 0 && x.least % x.step == 0 && y.least % y.step == 0;
        if (bothFixed || !regular) {
            throw new IOException("takes other widths than heights, and only models that take squares are run");
        }
        int step = x.step / gcd(x.step, y.step) * y.step;
        int least = (Math.max(x.least, y.least) + step - 1) / step * step;
        return PlaneShape.of(channels, least, step, output.halo()).taking(y.least, y.step, x.least, x.step);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** The TorchScript weights; without a checksum where there is none. */
    FileEntry weights() throws IOException {
        Fields weights = root.fields("weights");
        if (!weights.has("torchscript")) {
            throw new IOException("has weights as " + String.join(" and ", weights.keys())
                    + ", and only TorchScript (torchscript) is run");
        }
        return file(weights.fields("torchscript"));
    }

    /** Operations before the network. */
    ForeignOperations before() throws IOException {
        return new ForeignOperations(input.fields(), "preprocessing", input.name(), isDeep());
    }

    /** Operations after the network. */
    ForeignOperations after() throws IOException {
        return new ForeignOperations(output.fields(), "postprocessing", input.name(), isDeep());
    }

    /** The type that the network is given. */
    String networkType() throws IOException {
        String last = before().type();
        String type = last != null ? last : is04 ? input.fields().text("data_type") : dataType();
        // What no operation has changed is given as numbers with a fraction, unless its type is one of the network's.
        String given = last == null && !TYPES.contains(type) ? "float32" : type;
        if (!TYPES.contains(given)) {
            throw new IOException(
                    "gives its network values of the type " + given + ", which PyTorch cannot be given here");
        }
        return given;
    }

    private String dataType() throws IOException {
        boolean isSingle = input.fields().raw("data") instanceof Map;
        String type = isSingle ? input.fields().fields("data").textOrNull("type") : null;
        return type == null ? "float32" : type;
    }

    FileEntry testInput() throws IOException {
        return is04 ? test04("test_inputs") : file(input.fields().fields("test_tensor"));
    }

    FileEntry testOutput() throws IOException {
        return is04 ? test04("test_outputs") : file(output.fields().fields("test_tensor"));
    }

    private FileEntry test04(String key) throws IOException {
        List<String> files = root.texts(key);
        if (files.size() != 1) {
            throw new IOException("has " + files.size() + " '" + key + "' instead of one");
        }
        return new FileEntry(files.get(0), null);
    }

    private static FileEntry file(Fields fields) throws IOException {
        return new FileEntry(fields.text("source"), fields.textOrNull("sha256"));
    }

    /** What results may differ by: relative and absolute tolerance, and how many of a million may differ by more. */
    double[] tolerance() throws IOException {
        double[] found = {1e-3, 1e-3, 100};
        Fields config = root.fieldsOrNone("config").fieldsOrNone("bioimageio");
        for (Fields entry : config.list("reproducibility_tolerance")) {
            List<String> formats = entry.texts("weights_formats");
            if (formats.isEmpty() || formats.contains("torchscript")) {
                // The specification bounds them, so that no package allows itself anything.
                found[0] = Math.min(0.01, entry.number("relative_tolerance", 1e-3));
                found[1] = entry.number("absolute_tolerance", 1e-3);
                found[2] = Math.min(1000, entry.number("mismatched_elements_per_million", 100));
                break;
            }
        }
        return found;
    }
}
