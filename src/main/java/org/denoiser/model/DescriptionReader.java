package org.denoiser.model;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.torchscript.Tensor;

/**
 * Reads the description of a model that Denoiser wrote. What the description says twice is taken from where it says it for
 * Denoiser. Exceptions hold the reason alone.
 */
final class DescriptionReader {
    private final Fields root;
    private final Fields own;

    /** @throws IOException when it describes no model, or one of another program or of a newer version of this one */
    DescriptionReader(byte[] description) throws IOException {
        root = Fields.root(Yaml.read(description));
        if (!"model".equals(root.textOrNull("type"))) {
            throw new IOException("does not describe a model");
        }
        if (!root.has("config") || !root.fields("config").has("denoiser")) {
            throw new IOException(
                    "describes a model of another program, which can be imported and applied, but nothing else");
        }
        own = root.fields("config").fields("denoiser");
        int format = own.whole("format");
        if (format > DescriptionWriter.DENOISER_FORMAT) {
            throw new IOException("has format " + format + " of a newer Denoiser, and this one reads up to "
                    + DescriptionWriter.DENOISER_FORMAT + "; a newer Denoiser is needed");
        }
        if (format < 1) {
            throw new IOException("has format " + format + ", which there never was");
        }
    }

    /** @throws IllegalArgumentException for a preset or option that is not known */
    Architecture architecture() throws IOException {
        return Architecture.of(Preset.ofKey(own.text("preset")), own.textMap("options"));
    }

    /** Name and SHA-256 of the weights, as {@link FileEntry}. */
    FileEntry weights() throws IOException {
        return file(root.fields("weights").fields("torchscript"));
    }

    FileEntry testInput() throws IOException {
        return file(root.single("inputs").fields("test_tensor"));
    }

    FileEntry testOutput() throws IOException {
        return file(root.single("outputs").fields("test_tensor"));
    }

    FileEntry training() throws IOException {
        for (Fields entry : root.list("attachments")) {
            if (EntryNames.TRAINING.equals(entry.text("source"))) {
                return file(entry);
            }
        }
        throw new IOException("lacks '" + EntryNames.TRAINING + "' among its 'attachments'");
    }

    /** The attachments besides the training record. */
    List<FileEntry> others() throws IOException {
        List<FileEntry> others = new ArrayList<>();
        for (Fields entry : root.list("attachments")) {
            if (!EntryNames.TRAINING.equals(entry.text("source"))) {
                others.add(file(entry));
            }
        }
        if (others.size() > Attachments.MOST) {
            throw new IOException("names " + others.size() + " attachments, at most " + Attachments.MOST + " are read");
        }
        return others;
    }

    private static FileEntry file(Fields fields) throws IOException {
        return new FileEntry(fields.text("source"), fields.text("sha256"));
    }

    /**
     * A builder with all that stands in the description itself.
     *
     * @throws IllegalArgumentException for a value that is not allowed
     */
    ModelPackage.Builder builder(Architecture architecture, Map<String, Tensor> weights) throws IOException {
        ModelPackage.Builder builder = ModelPackage.builder(architecture, weights)
                .name(own.text("name"))
                .description(root.text("description"))
                .scaling(ScalingRule.parse(own.text("scaling")), pixelType(own.text("trained_on")))
                .licence(root.textOrNull("license"))
                .created(time(root.text("timestamp")))
                .versions(
                        own.text("version"),
                        root.fields("weights").fields("torchscript").text("pytorch_version"))
                .recipe(own.textOrNull("recipe"));
        NoiseSummary noise = NoiseSummary.of(own.fields("noise").text("words"));
        for (Map.Entry<String, Number> figure :
                own.fields("noise").numberMap("figures").entrySet()) {
            noise = noise.with(figure.getKey(), figure.getValue().doubleValue());
        }
        builder.noise(noise);
        for (String tag : root.texts("tags")) {
            builder.tag(tag);
        }
        people(builder);
        return builder;
    }

    private void people(ModelPackage.Builder builder) throws IOException {
        for (Fields entry : root.list("authors")) {
            Author author = Author.of(entry.text("name"));
            author = entry.has("affiliation") ? author.at(entry.text("affiliation")) : author;
            builder.author(entry.has("orcid") ? author.orcid(entry.text("orcid")) : author);
        }
        for (Fields entry : root.list("cite")) {
            builder.citation(
                    entry.has("doi")
                            ? Citation.ofDoi(entry.text("text"), entry.text("doi"))
                            : Citation.ofUrl(entry.text("text"), entry.text("url")));
        }
        for (Fields entry : own.list("credits")) {
            builder.credit(Credit.of(entry.text("images"), entry.text("source"), entry.text("licence")));
        }
    }

    private static PixelType pixelType(String name) throws IOException {
        return Arrays.stream(PixelType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("has 'trained_on' as '" + name + "', one of "
                        + Arrays.stream(PixelType.values()).map(Enum::name).collect(Collectors.joining(", "))
                        + " is needed"));
    }

    private static Instant time(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IOException("has the time stamp '" + text + "', which is none", e);
        }
    }

    /** A file that a description names. Immutable. */
    static final class FileEntry {
        final String name;
        final String sha256;

        FileEntry(String name, String sha256) {
            this.name = name;
            this.sha256 = sha256;
        }
    }
}
