package org.denoiser.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.model.DescriptionReader.FileEntry;
import org.denoiser.torchscript.ForeignArchive;
import org.denoiser.torchscript.Tensor;

/**
 * Reads packages of the formats 0.4 and 0.5 of bioimage.io that other programs made: a zip, a folder, or a description with its
 * files beside it. A package may come from anywhere: sizes are bounded, nothing is fetched, no file outside of it is touched, and
 * checksums are verified where there are any.
 */
public final class ForeignModelReader {
    private static final List<String> DESCRIPTIONS = List.of(EntryNames.DESCRIPTION, "bioimageio.yaml", "model.yaml");
    private static final long MOST_WEIGHTS = 1L << 30;
    private static final int MOST_TEST = 1 << 28;
    private static final long MOST_OTHERS = 1 << 28;

    private ForeignModelReader() {}

    /**
     * Whether a package is one that another program made.
     *
     * @param path a zip, a folder or a description
     * @throws IOException with a sentence, when it is no package or its description cannot be read
     */
    public static boolean isForeign(Path path) throws IOException {
        return with(path, (files, name) -> !isOwn(description(files, name)));
    }

    private static boolean isOwn(Fields root) throws IOException {
        return root.raw("config") instanceof Map && root.fields("config").has("denoiser");
    }

    /**
     * Reads a package.
     *
     * @param path a zip, a folder or a description
     * @throws IOException with a sentence that names the path, when it is damaged, or a model that cannot be run here
     */
    public static ForeignModel read(Path path) throws IOException {
        return with(path, ForeignModelReader::read);
    }

    /**
     * All files that a package's description names and that lie in it, by their names, the description first, as
     * {@code rdf.yaml}: what is needed to hand it on.
     *
     * @throws IOException with a sentence that names the path
     */
    public static Map<String, byte[]> files(Path path) throws IOException {
        return with(path, ForeignModelReader::files);
    }

    private interface Reading<T> {
        T of(PackageFiles files, String description) throws IOException;
    }

    private static <T> T with(Path path, Reading<T> reading) throws IOException {
        boolean isDescription = Files.isRegularFile(path)
                && path.toString().toLowerCase(Locale.ROOT).matches(".*\\.ya?ml");
        Path place = isDescription ? path.toAbsolutePath().getParent() : path;
        try (PackageFiles files = PackageFiles.openAny(place)) {
            return reading.of(files, isDescription ? path.getFileName().toString() : find(files));
        } catch (PackageFiles.NoPackageException e) {
            throw new IOException("'" + path + "' is not a model package: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException("'" + path + "' cannot be read as a model: " + Reason.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + path + "' cannot be read as a model: " + e.getMessage(), e);
        }
    }

    private static String find(PackageFiles files) throws IOException {
        for (String name : DESCRIPTIONS) {
            if (files.has(name)) {
                return name;
            }
        }
        throw new PackageFiles.NoPackageException("it holds no " + EntryNames.DESCRIPTION, null);
    }

    private static Fields description(PackageFiles files, String name) throws IOException {
        try {
            return Fields.root(Yaml.read(files.read(name, Yaml.MOST_BYTES)));
        } catch (IOException e) {
            throw new IOException("its " + name + " " + e.getMessage(), e);
        }
    }

    private static ForeignModel read(PackageFiles files, String name) throws IOException {
        ForeignDescription description;
        FileEntry weights;
        FileEntry[] tests;
        try {
            description = new ForeignDescription(description(files, name));
            weights = description.weights();
            tests = new FileEntry[] {description.testInput(), description.testOutput()};
            description.before();
            description.after();
            description.networkType();
        } catch (IOException e) {
            throw new IOException(e.getMessage().startsWith("its ") ? e.getMessage() : "it " + e.getMessage(), e);
        }
        byte[] archive = content(files, weights, MOST_WEIGHTS, "its TorchScript weights lie");
        try {
            ForeignArchive.check(archive, MOST_WEIGHTS);
        } catch (IOException e) {
            throw new IOException("its " + local(weights.name) + " " + e.getMessage(), e);
        }
        if (isAway(files, tests[0].name) || isAway(files, tests[1].name)) {
            return new ForeignModel(description, archive, null, null);
        }
        Tensor input = test(files, tests[0], description.input(), description.shape());
        Tensor output = test(files, tests[1], description.output(), description.shape());
        TensorLayout given = new TensorLayout(description.input().layout());
        TensorLayout taken = new TensorLayout(description.output().layout());
        for (char letter : "bzyx".toCharArray()) {
            if (given.size(input, letter) != taken.size(output, letter)) {
                throw new IOException("its test output does not have the size of its test input");
            }
        }
        return new ForeignModel(description, archive, input, output);
    }

    private static Tensor test(PackageFiles files, FileEntry entry, ForeignTensor described, NetworkShape shape)
            throws IOException {
        Tensor tensor;
        try {
            tensor = NumpyArray.read(content(files, entry, MOST_TEST, "its test tensors lie"));
        } catch (IOException e) {
            throw new IOException("its " + local(entry.name) + " cannot be read: " + e.getMessage(), e);
        }
        TensorLayout layout = new TensorLayout(described.layout());
        boolean fits = tensor.shape().length == described.layout().length()
                && layout.size(tensor, 'c') == shape.channels()
                && shape.takes(layout.size(tensor, 'z'), layout.size(tensor, 'y'), layout.size(tensor, 'x'));
        if (!fits || "ti".chars().anyMatch(letter -> layout.size(tensor, (char) letter) != 1)) {
            throw new IOException("its " + local(entry.name) + " is " + tensor + ", but the model is for images "
                    + shape.sizes() + ", axes " + described.layout() + ", channels " + shape.channels());
        }
        return tensor;
    }

    /** Whether a file lies elsewhere and not in the package either. */
    private static boolean isAway(PackageFiles files, String source) throws IOException {
        return isAddress(source) && !files.has(local(source));
    }

    private static boolean isAddress(String source) {
        return source.matches("(?i)[a-z][a-z0-9+.-]+:.*");
    }

    /** The name within the package: that of an address is its end, where a file was put beside the description. */
    private static String local(String source) {
        if (!isAddress(source)) {
            return source.startsWith("./") ? source.substring(2) : source;
        }
        String path = source.replaceFirst("[?#].*", "").replaceFirst("/content/?$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static byte[] content(PackageFiles files, FileEntry entry, long most, String what) throws IOException {
        if (isAway(files, entry.name)) {
            throw new IOException(
                    what + " at " + entry.name + ", and nothing is fetched unasked: download them and put them as '"
                            + local(entry.name) + "' beside the description");
        }
        byte[] content = files.read(local(entry.name), most);
        if (entry.sha256 != null && !Sha256.hex(content).equals(entry.sha256.toLowerCase(Locale.ROOT))) {
            throw new IOException(
                    "its " + local(entry.name) + " is not the one that its description means: the SHA-256 differs");
        }
        return content;
    }

    private static Map<String, byte[]> files(PackageFiles files, String name) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        found.put(EntryNames.DESCRIPTION, files.read(name, Yaml.MOST_BYTES));
        Fields root = description(files, name);
        String weights = local(root.fields("weights").fields("torchscript").text("source"));
        found.put(weights, files.read(weights, MOST_WEIGHTS));
        long left = MOST_OTHERS;
        for (String other : root.textsBelow()) {
            if (other.length() < 256 && !found.containsKey(local(other)) && isFile(files, local(other))) {
                byte[] content = files.read(local(other), MOST_TEST);
                left -= content.length;
                if (left < 0) {
                    throw new IOException("its files besides the weights have more than " + MOST_OTHERS + " bytes");
                }
                found.put(local(other), content);
            }
        }
        return found;
    }

    private static boolean isFile(PackageFiles files, String name) throws IOException {
        try {
            PackageFiles.checkName(name);
        } catch (IOException e) {
            // Any text of a description is looked at; most are no names of files.
            return false;
        }
        return files.has(name);
    }
}
