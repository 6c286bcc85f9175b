package org.denoiser.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The bytes of a TIFF file (TIFF 6.0) or a BigTIFF file (its extension to offsets of 64 bits) at their offsets. Nothing is read or
 * allocated that lies beyond the end of the file. Used by one thread at a time.
 */
final class TiffInput implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Object name;
    /** Null if the bytes are in memory. */
    private final RandomAccessFile file;

    private final byte[] bytes;
    private final long length;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private boolean big;
    private long first;

    private TiffInput(Object name, RandomAccessFile file, byte[] bytes, long length) {
        this.name = name;
        this.file = file;
        this.bytes = bytes;
        this.length = length;
    }

    /** @throws IOException with a sentence if it is no TIFF file */
    static TiffInput open(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        TiffInput input = null;
        try {
            input = new TiffInput(path, file, null, file.length());
            input.readHeader();
            return input;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** A file in memory. */
    static TiffInput of(byte[] bytes) throws IOException {
        TiffInput input = new TiffInput("in memory", null, bytes, bytes.length);
        input.readHeader();
        return input;
    }

    private void readHeader() throws IOException {
        ByteBuffer header = read(0, 8);
        order = header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        header.order(order);
        int version = header.getShort(2);
        if (version != 42 && version != 43) throw damaged();
        big = version == 43;
        if (!big) {
            first = header.getInt(4) & 0xffffffffL;
            return;
        }
        if (header.getShort(4) != 8 || header.getShort(6) != 0) throw damaged();
        first = read(8, 8).getLong();
    }

    boolean isBig() {
        return big;
    }

    ByteOrder order() {
        return order;
    }

    long length() {
        return length;
    }

    /** Offset of the first directory. */
    long first() {
        return first;
    }

    /**
     * Reads bytes into a buffer of the file's byte order.
     *
     * @throws IOException with a sentence if they are not all in the file
     */
    ByteBuffer read(long offset, int size) throws IOException {
        byte[] into = new byte[checked(offset, size)];
        read(offset, into, 0, size);
        return ByteBuffer.wrap(into).order(order);
    }

    /** Reads bytes into a part of an array, as {@link #read(long, int)} does. */
    void read(long offset, byte[] into, int at, int size) throws IOException {
        checked(offset, size);
        if (file == null) {
            System.arraycopy(bytes, (int) offset, into, at, size);
            return;
        }
        try {
            file.seek(offset);
            // the runtime allocates as much outside of the heap as it is asked to read at once
            for (int done = 0; done < size; done += CHUNK) {
                file.readFully(into, at + done, Math.min(CHUNK, size - done));
            }
        } catch (EOFException e) {
            throw BadFile.truncated(name);
        }
    }

    /** Whether so many bytes at an offset are in the file. */
    boolean holds(long offset, long size) {
        return offset >= 0 && size >= 0 && offset <= length && size <= length - offset;
    }

    private int checked(long offset, int size) throws IOException {
        if (offset < 0 || size < 0) throw damaged();
        if (!holds(offset, size)) throw BadFile.truncated(name);
        return size;
    }

    IOException damaged() {
        return BadFile.damaged(name, "TIFF", null);
    }

    IOException truncated() {
        return BadFile.truncated(name);
    }

    IOException unsupported(String what) {
        return BadFile.unsupported(name, what);
    }

    @Override
    public void close() throws IOException {
        if (file != null) file.close();
    }
}
