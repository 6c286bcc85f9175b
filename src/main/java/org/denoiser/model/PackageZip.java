package org.denoiser.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A package in a zip. Entries are unpacked in memory alone, and their checksums verified. */
final class PackageZip extends PackageFiles {
    private static final int MOST_ENTRIES = 1000;

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();

    PackageZip(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isRegularFile(path)) {
            throw new NoPackageException("it is neither a file nor a folder", null);
        }
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException | IllegalArgumentException e) {
            throw new NoPackageException("it is not a zip file, or only the beginning of one", e);
        }
        try {
            list();
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    private void list() throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw new IOException("it holds " + zip.size() + " files, at most " + MOST_ENTRIES + " are read");
        }
        List<? extends ZipEntry> found;
        try {
            found = zip.stream().collect(Collectors.toList());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("its list of files is damaged", e);
        }
        for (ZipEntry entry : found) {
            checkName(entry.getName());
            if (entries.put(entry.getName(), entry) != null) {
                throw new IOException("it holds '" + entry.getName() + "' twice");
            }
        }
    }

    @Override
    boolean has(String name) {
        return entries.containsKey(name);
    }

    @Override
    byte[] read(String name, long most) throws IOException {
        checkName(name);
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw missing(name);
        }
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, most + 1));
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new IOException("its " + name + " is damaged", e);
        }
        if (content.length > most) {
            throw tooLarge(name, most);
        }
        // ZipFile itself leaves this to its callers.
        CRC32 crc = new CRC32();
        crc.update(content);
        if (crc.getValue() != entry.getCrc() || content.length != entry.getSize()) {
            throw new IOException("its " + name + " is damaged");
        }
        return content;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
