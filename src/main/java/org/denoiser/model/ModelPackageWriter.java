package org.denoiser.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.denoiser.architecture.Programs;
import org.denoiser.image.AtomicFile;
import org.denoiser.torchscript.ArchiveWriter;

/**
 * Writes model packages: one zip that is at the same time a bioimage.io model. It holds {@code rdf.yaml} (the description),
 * {@code README.md} (the model card), {@code cover.png}, {@code weights.pt} (TorchScript), {@code test_input.npy} and
 * {@code test_output.npy} ((1, channels, height, width), of volumes (1, channels, depth, height,
 * width), float32), {@code training.json} and the attachments. The bytes depend on
 * the model alone: entries are stored without compression, which weights hardly have, and carry no time.
 */
public final class ModelPackageWriter {
    /** For the first moment that a zip can say, Java adds a field that depends on the time zone; so it is a month later. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private ModelPackageWriter() {}

    /**
     * Writes a package to a file. A file that is there already is replaced at the end, in one step; when anything fails it
     * stays as it was, and nothing else is left behind.
     *
     * @throws IOException with a sentence that names the file
     */
    public static void write(ModelPackage model, Path target) throws IOException {
        Path file = target.toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new IOException("'" + target + "' cannot be written: it is a folder");
        }
        if (!Files.isDirectory(file.getParent())) {
            throw new IOException("'" + target + "' cannot be written: there is no folder '" + file.getParent() + "'");
        }
        try {
            AtomicFile.write(file, out -> write(model, out));
        } catch (IOException e) {
            throw new IOException("'" + target + "' cannot be written: " + Reason.of(e), e);
        }
    }

    /** Writes a package to a stream, which is left open. */
    public static void write(ModelPackage model, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, byte[]> file : files(model).entrySet()) {
            store(zip, file.getKey(), file.getValue());
        }
        zip.finish();
    }

    /** The files of a package by their names, the description first. */
    public static Map<String, byte[]> files(ModelPackage model) throws IOException {
        Map<String, byte[]> others = new LinkedHashMap<>();
        others.put(EntryNames.CARD, utf8(ModelCard.of(model)));
        others.put(EntryNames.COVER, CoverPicture.png(model.testInput(), model.testOutput()));
        others.put(EntryNames.TEST_INPUT, Npy.write(model.testInput().toTensor()));
        others.put(EntryNames.TEST_OUTPUT, Npy.write(model.testOutput().toTensor()));
        others.put(EntryNames.TRAINING, utf8(model.record().toJson()));
        for (String name : model.attachments()) {
            others.put(name, model.attachment(name));
        }
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        ArchiveWriter.write(Programs.exchange(model.architecture(), StoredWeights.of(model)), weights);
        others.put(EntryNames.WEIGHTS, weights.toByteArray());
        Map<String, String> digests = new LinkedHashMap<>();
        others.forEach((name, content) -> digests.put(name, Sha256.hex(content)));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(EntryNames.DESCRIPTION, utf8(DescriptionWriter.write(model, digests)));
        files.putAll(others);
        return files;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
