package org.denoiser.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A field of a TIFF directory with its values, as bytes of the file's byte order. Immutable by custom: the bytes are not copied. */
final class TiffEntry {
    static final int SHORT = 3;
    static final int LONG = 4;
    static final int LONG8 = 16;

    /** Bytes of one value by type, TIFF 6.0 and BigTIFF; 0 where there is no such type. */
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    final int tag;
    final int type;
    final long count;
    final byte[] values;

    TiffEntry(int tag, int type, long count, byte[] values) {
        this.tag = tag;
        this.type = type;
        this.count = count;
        this.values = values;
    }

    /** A field of one number. */
    static TiffEntry of(int tag, int type, long value, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.allocate(size(type)).order(order);
        if (type == SHORT) bytes.putShort((short) value);
        else if (type == LONG) bytes.putInt((int) value);
        else bytes.putLong(value);
        return new TiffEntry(tag, type, 1, bytes.array());
    }

    /** Bytes of one value of a type; 0 if there is no such type. */
    static int size(int type) {
        return type >= 0 && type < SIZES.length ? SIZES[type] : 0;
    }
}
