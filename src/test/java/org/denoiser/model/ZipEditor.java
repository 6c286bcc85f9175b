package org.denoiser.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A package taken apart, to be changed and put together again with fitting checksums of the zip. */
final class ZipEditor {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    static ZipEditor of(ModelPackage model) {
        return new ZipEditor(SampleModels.bytes(model));
    }

    ZipEditor(byte[] archive) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] get(String name) {
        return entries.get(name);
    }

    String text(String name) {
        return new String(entries.get(name), StandardCharsets.UTF_8);
    }

    ZipEditor put(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    ZipEditor remove(String name) {
        entries.remove(name);
        return this;
    }

    /** Changes the description as it stands. */
    ZipEditor describe(UnaryOperator<String> change) {
        String before = text("rdf.yaml");
        String after = change.apply(before);
        if (before.equals(after)) {
            throw new IllegalArgumentException("the change finds nothing to change");
        }
        return put("rdf.yaml", after.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts another content in place of a file and its digest into the description. */
    ZipEditor replace(String name, byte[] content) {
        String old = Sha256.hex(entries.get(name));
        entries.put(name, content);
        return describe(text -> text.replace(old, Sha256.hex(content)));
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }
}
