package org.denoiser.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Walks the directories of a TIFF file (TIFF 6.0) before ImageJ's decoder does, which trusts every count and offset: it follows a
 * directory that points back to itself for ever, allocates what a count says, and reads on past the end of the file. Pixels are not
 * looked at here (see {@link TiffStrips}).
 */
final class TiffStructure implements AutoCloseable {
    private static final int MAX_DIRECTORIES = 1_000_000;

    private static final int COMPRESSION = 259;
    private static final int DESCRIPTION = 270;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int PLANAR_CONFIGURATION = 284;
    private static final int COLOR_MAP = 320;
    private static final int PREDICTOR = 317;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int METADATA_BYTE_COUNTS = 50838;
    private static final int METADATA = 50839;

    /** Bytes of one value by field type; types that are not in TIFF 6.0 count as bytes. */
    private static final int[] SIZES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final Path path;
    private final RandomAccessFile file;
    private final long length;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private boolean cutShort;
    private boolean planar;

    private TiffStructure(Path path) throws IOException {
        this.path = path;
        file = new RandomAccessFile(path.toFile(), "r");
        length = file.length();
    }

    /**
     * Checks a file.
     *
     * @throws IOException with a sentence if the file is damaged or holds something that ImageJ does not read
     */
    static TiffStructure check(Path path) throws IOException {
        try (TiffStructure structure = new TiffStructure(path)) {
            structure.walk();
            return structure;
        } catch (EOFException e) {
            throw BadFile.truncated(path);
        }
    }

    /** Whether the chain of directories leads out of the file, which ImageJ takes for its end. */
    boolean isCutShort() {
        return cutShort;
    }

    /** Whether the samples of a pixel lie in separate planes. */
    boolean isPlanar() {
        return planar;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void walk() throws IOException {
        ByteBuffer header = read(0, 8);
        order = header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        header.order(order);
        if (header.getShort(2) != 42) throw BadFile.unsupported(path, "ImageJ does not read BigTIFF");
        Set<Long> seen = new HashSet<>();
        long next = header.getInt(4) & 0xffffffffL;
        if (next == 0) throw BadFile.damaged(path, "TIFF", null);
        while (next != 0) {
            if (!seen.add(next) || seen.size() > MAX_DIRECTORIES) throw BadFile.damaged(path, "TIFF", null);
            if (next + 2 > length) {
                if (seen.size() == 1) throw BadFile.truncated(path);
                cutShort = true;
                return;
            }
            next = directory(next);
        }
    }

    /** Checks a directory and returns the offset of the next one, 0 at the end. */
    private long directory(long offset) throws IOException {
        int entries = read(offset, 2).getShort() & 0xffff;
        if (entries < 1 || entries > 1000) throw BadFile.damaged(path, "TIFF", null);
        ByteBuffer table = read(offset + 2, 12 * entries);
        long[] counts = null;
        for (int i = 0; i < entries; i++) {
            int tag = table.getShort(12 * i) & 0xffff;
            int type = table.getShort(12 * i + 2) & 0xffff;
            long count = table.getInt(12 * i + 4) & 0xffffffffL;
            long value = type == 3 && count == 1
                    ? table.getShort(12 * i + 8) & 0xffff
                    : table.getInt(12 * i + 8) & 0xffffffffL;
            long size = count * (type < SIZES.length ? SIZES[type] : 1);
            if (isFollowed(tag) && size > 4 && value + size > length) throw BadFile.truncated(path);
            checkSupport(tag, (int) value);
            if (tag == METADATA_BYTE_COUNTS) counts = metadataCounts(value, count);
            if (tag == METADATA && counts != null) checkMetadata(counts, size);
        }
        long next = offset + 2 + 12L * entries;
        if (next + 4 > length) {
            cutShort = true;
            return 0;
        }
        return read(next, 4).getInt() & 0xffffffffL;
    }

    private static boolean isFollowed(int tag) {
        return tag == DESCRIPTION
                || tag == STRIP_OFFSETS
                || tag == STRIP_BYTE_COUNTS
                || tag == COLOR_MAP
                || tag == METADATA_BYTE_COUNTS
                || tag == METADATA
                // software, date, artist, host
                || (tag >= 305 && tag <= 316);
    }

    private void checkSupport(int tag, int value) throws IOException {
        if (tag >= TILE_WIDTH && tag <= TILE_BYTE_COUNTS) {
            throw BadFile.unsupported(path, "ImageJ does not read tiled TIFF");
        }
        if (tag == COMPRESSION && !isReadable(value)) {
            throw BadFile.unsupported(path, "ImageJ does not read TIFF with compression " + value);
        }
        if (tag == PREDICTOR && value > 2) {
            throw BadFile.unsupported(path, "ImageJ does not read TIFF with predictor " + value);
        }
        if (tag == PLANAR_CONFIGURATION) planar = value == 2;
    }

    /** None, LZW, Deflate under its two numbers, PackBits. */
    private static boolean isReadable(int compression) {
        return compression <= 1 || compression == 5 || compression == 8 || compression == 32946 || compression == 32773;
    }

    /** The lengths of the pieces of ImageJ's own metadata, which its decoder allocates one by one. */
    private long[] metadataCounts(long offset, long count) throws IOException {
        long[] counts = new long[(int) Math.min(count, length / 4 + 1)];
        if (count == 1) return new long[] {0};
        ByteBuffer values = read(offset, 4 * counts.length);
        for (int i = 0; i < counts.length; i++) counts[i] = values.getInt();
        return counts;
    }

    private void checkMetadata(long[] counts, long size) throws IOException {
        long sum = 0;
        for (long count : counts) {
            if (count < 0) throw BadFile.damaged(path, "TIFF", null);
            sum += count;
        }
        if (sum > size) throw BadFile.damaged(path, "TIFF", null);
    }

    private ByteBuffer read(long offset, int size) throws IOException {
        byte[] bytes = new byte[size];
        file.seek(offset);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(order);
    }
}
