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
        } catch (ZipException e) {
            throw BadFile.damaged(path, "ZIP", e);
        }
        throw BadFile.unsupported(path, "it is a ZIP file without a TIFF or DICOM image in it");
    }

    private static ImagePlus read(Path path, ZipFile zip, ZipEntry entry, boolean tiff) throws IOException {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        Path unpacked = Files.createTempFile("image", tiff ? ".tif" : ".dcm");
        try {
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(unpacked)) {
                copy(path, in, out);
            }
            ImagePlus image = tiff ? TiffReader.read(unpacked, name) : DicomReader.read(unpacked);
            image.setTitle(name);
            FileInfo info = image.getOriginalFileInfo();
            info.fileFormat = FileInfo.ZIP_ARCHIVE;
            info.fileName = path.getFileName().toString();
            info.directory = path.getParent() + File.separator;
            return image;
        } catch (ZipException e) {
            throw e;
        } catch (EOFException e) {
            throw BadFile.truncated(path);
        } catch (IOException e) {
            throw new IOException(String.valueOf(e.getMessage()).replace(unpacked.toString(), path + ": " + name), e);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    private static void copy(Path path, InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (total > MAX_BYTES) throw BadFile.unsupported(path, "the image in it is larger than 4 GB");
            out.write(buffer, 0, n);
        }
    }
}
