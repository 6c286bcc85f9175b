package org.denoiser.image;

import ij.io.FileInfo;
import java.io.IOException;

/** Where the strips of one image of a TIFF file lie. Used by one thread, as long as the file is open. */
final class TiffPlane {
    private final TiffInput input;
    private final TiffDirectory directory;
    private final FileInfo info;
    private final long bytes;

    /**
     * @param info type and size of the image
     * @param bytes of the image, uncompressed
     */
    TiffPlane(TiffInput input, TiffDirectory directory, FileInfo info, long bytes) {
        this.input = input;
        this.directory = directory;
        this.info = info;
        this.bytes = bytes;
    }

    /** @throws IOException with a sentence if strips are missing or lie outside of the file */
    void check() throws IOException {
        long[] offsets = offsets();
        long[] sizes = sizes();
        for (int i = 0; i < sizes.length; i++) if (!input.holds(offsets[i], sizes[i])) throw input.truncated();
    }

    /** The uncompressed bytes of the image so many images behind this one. */
    byte[] following(int index) throws IOException {
        return input.read(offsets()[0] + index * bytes, (int) bytes).array();
    }

    /**
     * The strips of this image behind one another.
     *
     * @param here is told where in them each begins
     */
    byte[] bytes(FileInfo here) throws IOException {
        long[] offsets = offsets();
        long[] sizes = sizes();
        long total = 0;
        for (long size : sizes) total += size;
        if (total > Integer.MAX_VALUE - 64) throw input.damaged();
        byte[] all = new byte[(int) total];
        here.stripOffsets = new int[sizes.length];
        here.stripLengths = new int[sizes.length];
        int at = 0;
        for (int i = 0; i < sizes.length; i++) {
            here.stripOffsets[i] = at;
            here.stripLengths[i] = (int) sizes[i];
            input.read(offsets[i], all, at, (int) sizes[i]);
            if (isCompressed()) checkDecoded(all, at, (int) sizes[i], i);
            at += (int) sizes[i];
        }
        return all;
    }

    /** ImageJ fills what a damaged strip lacks with zeros. */
    private void checkDecoded(byte[] all, int at, int size, int strip) throws IOException {
        byte[] alone = new byte[size];
        System.arraycopy(all, at, alone, 0, size);
        long needed = rowBytes() * Math.min(rows(), info.height - strip * rows());
        if (new TiffStrips(null, info, input.length(), false).decodedBytes(alone, needed) < needed) {
            throw input.damaged();
        }
    }

    private long[] offsets() throws IOException {
        long[] offsets = directory.numbers(TiffDirectory.STRIP_OFFSETS, info.height + 1L);
        if (offsets == null) throw input.damaged();
        if (offsets.length < strips()) throw input.truncated();
        return offsets;
    }

    /** Bytes of each strip: as the directory has them where they are compressed, else as the size of the image has them. */
    private long[] sizes() throws IOException {
        long[] sizes = new long[(int) strips()];
        if (isCompressed()) {
            long[] counts = directory.numbers(TiffDirectory.STRIP_BYTES, info.height + 1L);
            if (counts == null || counts.length < sizes.length) throw input.damaged();
            System.arraycopy(counts, 0, sizes, 0, sizes.length);
            return sizes;
        }
        for (int i = 0; i < sizes.length; i++) sizes[i] = rowBytes() * Math.min(rows(), info.height - i * rows());
        return sizes;
    }

    private boolean isCompressed() {
        return info.compression > FileInfo.COMPRESSION_NONE;
    }

    private long strips() throws IOException {
        return (info.height + rows() - 1) / rows();
    }

    private long rows() throws IOException {
        long rows = directory.number(TiffDirectory.ROWS_PER_STRIP, info.height);
        if (rows < 1) throw input.damaged();
        return Math.min(rows, info.height);
    }

    private long rowBytes() {
        return bytes / info.height;
    }
}
