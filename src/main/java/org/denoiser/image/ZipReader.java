package org.denoiser.image;

import ij.ImagePlus;
import ij.io.FileInfo;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens the one TIFF or DICOM file of a zip, as ImageJ writes them. It is unpacked into a temporary file, under no name of the zip's. */
final class ZipReader {
    /** No classic TIFF is longer. */
    private static final long MAX_BYTES = 1L << 32;

    private ZipReader() {}

    static ImagePlus read(Path path) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName().toLowerCase(Locale.ROOT);
                boolean tiff = name.endsWith(".tif") || name.endsWith(".tiff");
                if (tiff || name.endsWith(".dcm")) return read(path, zip, entry, tiff);
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw BadFile.damaged(path, "ZIP", e);
        }
        throw BadFile.unsupported(path, "it is a ZIP file without a TIFF or DICOM image in it");
    }

    private static ImagePlus read(Path path, ZipFile zip, ZipEntry entry, boolean tiff) throws IOException {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        Path unpacked = Files.createTempFile("image", tiff ? ".tif" : ".dcm");
        try {
            unpack(path, zip, entry, unpacked);
            ImagePlus image = tiff ? TiffReader.read(unpacked, name) : DicomReader.read(unpacked);
            image.setTitle(name);
            FileInfo info = image.getOriginalFileInfo();
            info.fileFormat = FileInfo.ZIP_ARCHIVE;
            info.fileName = path.getFileName().toString();
            info.directory = path.getParent() + File.separator;
            return image;
        } catch (IOException e) {
            // to the user the image is in the ZIP file
            throw new IOException(String.valueOf(e.getMessage()).replace(unpacked.toString(), path + ": " + name), e);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    private static void unpack(Path path, ZipFile zip, ZipEntry entry, Path to) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(to)) {
            for (int n = read(path, in, buffer); n >= 0; n = read(path, in, buffer)) {
                total += n;
                if (total > MAX_BYTES) throw BadFile.unsupported(path, "the image in it is larger than 4 GB");
                out.write(buffer, 0, n);
            }
        } catch (ZipException e) {
            throw BadFile.damaged(path, "ZIP", e);
        }
    }

    private static int read(Path path, InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (EOFException e) {
            throw BadFile.truncated(path);
        } catch (IOException e) {
            throw BadFile.damaged(path, "ZIP", e);
        }
    }
}
