package org.denoiser.image;

import ij.io.FileInfo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Checks that the pixels of a TIFF directory are in the file, since ImageJ fills what is missing with zeros. Uncompressed strips
 * must lie in the file where ImageJ looks for them; compressed ones must also yield the bytes of their rows.
 */
final class TiffStrips {
    private static final int LZW_CLEAR = 256;
    private static final int LZW_END = 257;
    private static final int LZW_TABLE = 4096;

    private final Path path;
    private final FileInfo info;
    private final long length;
    private final boolean planar;

    /** @param planar whether the samples of a pixel lie in separate planes */
    TiffStrips(Path path, FileInfo info, long length, boolean planar) {
        this.path = path;
        this.info = info;
        this.length = length;
        this.planar = planar;
    }

    /** Bytes of one uncompressed image. */
    long imageBytes() {
        return rowBytes() * info.height * planes();
    }

    private long rowBytes() {
        long width = info.width;
        switch (info.fileType) {
            case FileInfo.BITMAP:
                return (width + 7) / 8;
            case FileInfo.GRAY10_UNSIGNED:
                return (long) (width * 1.25) + (width & 1);
            case FileInfo.GRAY12_UNSIGNED:
                return (long) (width * 1.5) + (width & 1);
            case FileInfo.RGB48:
                return width * 2 * Math.max(3, info.samplesPerPixel);
            case FileInfo.RGB_PLANAR:
                return width;
            case FileInfo.RGB48_PLANAR:
                return width * 2;
            default:
                return width * info.getBytesPerPixel();
        }
    }

    private int planes() {
        boolean split = planar || info.fileType == FileInfo.RGB_PLANAR || info.fileType == FileInfo.RGB48_PLANAR;
        return split ? Math.max(1, info.samplesPerPixel) : 1;
    }

    /** Checks an image, or the images of a stack that follow one another without directories. */
    void check() throws IOException {
        if (info.width <= 0 || info.height <= 0 || (long) info.width * info.height > Integer.MAX_VALUE) {
            throw BadFile.damaged(path, "TIFF", null);
        }
        if (info.stripOffsets == null) throw BadFile.damaged(path, "TIFF", null);
        checkReadable();
        if (info.compression > FileInfo.COMPRESSION_NONE) checkCompressed();
        else checkUncompressed();
    }

    /** @throws IOException with a sentence if ImageJ does not read pixels of this type compressed like this */
    void checkReadable() throws IOException {
        boolean predictor = info.compression == FileInfo.LZW_WITH_DIFFERENCING
                || info.compression == FileInfo.ZIP_WITH_DIFFERENCING;
        if (info.fileType == FileInfo.RGB48 && predictor) {
            throw BadFile.unsupported(path, "ImageJ does not read compressed 48-bit TIFF with a predictor");
        }
        boolean packed = info.fileType == FileInfo.BITMAP
                || info.fileType == FileInfo.GRAY10_UNSIGNED
                || info.fileType == FileInfo.GRAY12_UNSIGNED
                || info.fileType == FileInfo.GRAY24_UNSIGNED
                || info.fileType == FileInfo.RGB48_PLANAR;
        if (packed && info.compression > FileInfo.COMPRESSION_NONE) {
            throw BadFile.unsupported(path, "ImageJ does not read compressed TIFF of this pixel type");
        }
    }

    private void checkUncompressed() throws IOException {
        long images = Math.max(1, info.nImages);
        boolean single = info.stripOffsets.length == 1;
        if (single || images > 1) {
            long gaps = (images - 1) * info.getGap();
            if (info.getOffset() + images * imageBytes() + gaps > length) throw BadFile.truncated(path);
        }
        if (single) return;
        long total = 0;
        long end = 0;
        for (int i = 0; i < info.stripOffsets.length; i++) {
            long start = offset(i);
            long size = stripBytes(i);
            boolean adjacent = i == 0 || start == end;
            if (i > 0 && (start < end || (!adjacent && readsThrough()))) {
                throw BadFile.unsupported(path, "ImageJ does not read TIFF with strips out of order");
            }
            end = start + size;
            total += size;
            if (end > length) throw BadFile.truncated(path);
        }
        if (total < imageBytes()) throw BadFile.truncated(path);
    }

    /** Whether ImageJ's reader takes all strips for one. */
    private boolean readsThrough() {
        switch (info.fileType) {
            case FileInfo.GRAY16_SIGNED:
            case FileInfo.GRAY16_UNSIGNED:
            case FileInfo.GRAY32_INT:
            case FileInfo.GRAY32_UNSIGNED:
            case FileInfo.GRAY32_FLOAT:
            case FileInfo.RGB:
            case FileInfo.BGR:
            case FileInfo.ARGB:
            case FileInfo.ABGR:
            case FileInfo.BARG:
            case FileInfo.CMYK:
            case FileInfo.RGB48:
                return false;
            default:
                return true;
        }
    }

    private void checkCompressed() throws IOException {
        int rows = info.rowsPerStrip > 0 ? Math.min(info.rowsPerStrip, info.height) : info.height;
        int perPlane = (info.height + rows - 1) / rows;
        int count = info.stripOffsets.length;
        if (info.stripLengths == null || info.stripLengths.length < count) throw BadFile.damaged(path, "TIFF", null);
        if (count < perPlane * planes()) throw BadFile.truncated(path);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            for (int i = 0; i < count; i++) {
                if (offset(i) + stripBytes(i) > length) throw BadFile.truncated(path);
                byte[] strip = new byte[(int) stripBytes(i)];
                file.seek(offset(i));
                file.readFully(strip);
                int inPlane = i % perPlane;
                long needed = rowBytes() * Math.min(rows, info.height - inPlane * rows);
                if (decodedBytes(strip, needed) < needed) throw BadFile.damaged(path, "TIFF", null);
            }
        }
    }

    private long offset(int strip) {
        return info.stripOffsets[strip] & 0xffffffffL;
    }

    private long stripBytes(int strip) throws IOException {
        if (info.stripLengths == null || strip >= info.stripLengths.length || info.stripLengths[strip] < 0) {
            throw BadFile.damaged(path, "TIFF", null);
        }
        return info.stripLengths[strip];
    }

    /** How many bytes a compressed strip yields, counted at least as far as needed; 0 if it is damaged. */
    long decodedBytes(byte[] strip, long needed) {
        switch (info.compression) {
            case FileInfo.ZIP:
            case FileInfo.ZIP_WITH_DIFFERENCING:
                return inflatedBytes(strip, needed);
            case FileInfo.PACK_BITS:
                return unpackedBytes(strip);
            default:
                return lzwBytes(strip, needed);
        }
    }

    private static long inflatedBytes(byte[] strip, long needed) {
        Inflater inflater = new Inflater();
        inflater.setInput(strip);
        byte[] buffer = new byte[1 << 14];
        try {
            // to the end and not only as far as needed, since ImageJ goes on too and a bad end would reach its log
            while (!inflater.finished()) {
                if (inflater.inflate(buffer) == 0 && (inflater.needsInput() || inflater.needsDictionary())) return 0;
                if (inflater.getBytesWritten() > needed + Integer.MAX_VALUE / 2) return 0;
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException e) {
            return 0;
        } finally {
            inflater.end();
        }
    }

    private long unpackedBytes(byte[] strip) {
        // ImageJ goes on until it has this many, also in a last strip of fewer rows
        long wanted = info.rowsPerStrip > 0
                ? (long) info.rowsPerStrip * info.width * info.getBytesPerPixel()
                : Long.MAX_VALUE;
        long bytes = 0;
        int i = 0;
        while (bytes < wanted && i < strip.length) {
            int n = strip[i++];
            if (n == -128) continue;
            i += n >= 0 ? n + 1 : 1;
            if (i > strip.length) return 0;
            bytes += n >= 0 ? n + 1 : 1 - n;
        }
        return bytes;
    }

    /** Follows the codes of LZW (TIFF 6.0, section 13) for the lengths of the strings they stand for. */
    private static long lzwBytes(byte[] strip, long needed) {
        int[] lengths = new int[LZW_TABLE];
        int next = LZW_END + 1;
        int width = 9;
        int previous = 0;
        long bytes = 0;
        long bit = 0;
        while (bytes < needed && bit + width <= 8L * strip.length) {
            int code = bits(strip, bit, width);
            bit += width;
            if (code == LZW_END) return bytes;
            if (code == LZW_CLEAR) {
                next = LZW_END + 1;
                width = 9;
                previous = 0;
                continue;
            }
            if (code > next || (code == next && previous == 0) || next >= LZW_TABLE) return 0;
            int size = code < LZW_CLEAR ? 1 : code == next ? previous + 1 : lengths[code];
            bytes += size;
            if (previous > 0) lengths[next++] = previous + 1;
            previous = size;
            // codes grow one entry early
            if (next >= (1 << width) - 1 && width < 12) width++;
        }
        return bytes;
    }

    private static int bits(byte[] from, long bit, int width) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            long at = bit + i;
            value = (value << 1) | ((from[(int) (at >> 3)] >> (7 - (at & 7))) & 1);
        }
        return value;
    }
}
