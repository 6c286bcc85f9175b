package org.denoiser.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.denoiser.image.SafeFile;
import org.denoiser.torchscript.ForeignArchive;

/** Writes packages that hold models of other programs, file by file as they came or made for a TorchScript file alone. */
public final class ForeignPackages {
    private static final String WEIGHTS = "weights.pt";
    /** For the first moment that a zip can say, Java adds a field that depends on the time zone; so it is a month later. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final long MOST_WEIGHTS = 1L << 30;

    private ForeignPackages() {}

    /**
     * Writes a package. The file is there when it is whole.
     *
     * @param files contents by their names
     * @throws IOException with a sentence
     */
    public static void write(Path target, Map<String, byte[]> files) throws IOException {
        new SafeFile(target).write(out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(NO_TIME);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    /**
     * A TorchScript file alone.
     *
     * @throws IOException with a sentence, when it is none or cannot be read
     */
    public static byte[] script(Path file) throws IOException {
        if (Files.size(file) > MOST_WEIGHTS) {
            throw new IOException("'" + file + "' cannot be read as a model: it is larger than the " + MOST_WEIGHTS
                    + " bytes that are read");
        }
        byte[] archive = Files.readAllBytes(file);
        try {
            ForeignArchive.check(archive, MOST_WEIGHTS);
        } catch (IOException e) {
            throw new IOException("'" + file + "' cannot be read as a model: it " + e.getMessage(), e);
        }
        return archive;
    }

    /**
     * The files of a package for a TorchScript file of one grey image in and out, axes batch, channel, y, x.
     *
     * @param card what is known of it
     * @param testInput in NumPy's format, as {@code testOutput}
     */
    public static Map<String, byte[]> files(ScriptCard card, byte[] archive, byte[] testInput, byte[] testOutput) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(WEIGHTS, archive);
        files.put(EntryNames.TEST_INPUT, testInput);
        files.put(EntryNames.TEST_OUTPUT, testOutput);
        files.put(
                EntryNames.CARD,
                ("# " + card.name() + "\n\n" + card.description() + "\n").getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(EntryNames.DESCRIPTION, Yaml.write(description(card, files)).getBytes(StandardCharsets.UTF_8));
        all.putAll(files);
        return all;
    }

    private static Map<String, Object> description(ScriptCard card, Map<String, byte[]> files) {
        Map<String, Object> root = map("format_version", DescriptionWriter.FORMAT);
        root.put("type", "model");
        root.put("name", ModelNames.described(card.name()));
        root.put("description", card.description());
        root.put("authors", card.author() == null ? List.of() : List.of(map("name", card.author())));
        if (card.licence() != null) {
            root.put("license", card.licence());
        }
        root.put("documentation", EntryNames.CARD);
        root.put("tags", List.of("denoising"));
        root.put("cite", List.of());
        root.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Map<String, Object> input = tensor("noisy", axes(card, false), file(files, EntryNames.TEST_INPUT));
        input.put("preprocessing", scaling(1 / card.gain(), -card.offset() / card.gain()));
        Map<String, Object> output = tensor("denoised", axes(card, true), file(files, EntryNames.TEST_OUTPUT));
        output.put("postprocessing", scaling(card.gain(), card.offset()));
        root.put("inputs", List.of(input));
        root.put("outputs", List.of(output));
        Map<String, Object> weights = file(files, WEIGHTS);
        weights.put("pytorch_version", "1.0");
        root.put("weights", map("torchscript", weights));
        return root;
    }

    private static List<Object> scaling(double gain, double offset) {
        // The format refuses a step that changes nothing.
        if (gain == 1 && offset == 0) {
            return List.of();
        }
        Map<String, Object> kwargs = map("gain", gain);
        kwargs.put("offset", offset);
        Map<String, Object> operation = map("id", "scale_linear");
        operation.put("kwargs", kwargs);
        return List.of(operation);
    }

    private static List<Object> axes(ScriptCard card, boolean isOutput) {
        List<Object> axes = new ArrayList<>();
        Map<String, Object> batch = map("type", "batch");
        Map<String, Object> channel = map("type", "channel");
        channel.put("channel_names", List.of("grey"));
        axes.add(batch);
        axes.add(channel);
        for (String id : List.of("y", "x")) {
            Map<String, Object> axis = map("type", "space");
            axis.put("id", id);
            Object size = card.side();
            if (isOutput) {
                Map<String, Object> same = map("tensor_id", "noisy");
                same.put("axis_id", id);
                size = same;
            } else if (card.side() == 0) {
                Map<String, Object> steps = map("min", card.least());
                steps.put("step", card.step());
                size = steps;
            }
            axis.put("size", size);
            if (isOutput && card.halo() > 0) {
                axis.put("halo", card.halo());
            }
            axes.add(axis);
        }
        return axes;
    }

    private static Map<String, Object> tensor(String id, List<Object> axes, Map<String, Object> test) {
        Map<String, Object> tensor = map("id", id);
        tensor.put("axes", axes);
        tensor.put("test_tensor", test);
        return tensor;
    }

    private static Map<String, Object> file(Map<String, byte[]> files, String name) {
        Map<String, Object> file = map("source", name);
        file.put("sha256", Sha256.hex(files.get(name)));
        return file;
    }

    private static Map<String, Object> map(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }
}
