package org.denoiser.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes headers and directories of TIFF (TIFF 6.0) and BigTIFF, each directory with its values right behind it. Immutable. */
final class TiffHead {
    private final ByteOrder order;
    private final boolean big;

    TiffHead(ByteOrder order, boolean big) {
        this.order = order;
        this.big = big;
    }

    boolean isBig() {
        return big;
    }

    /** Bytes of the header that leads to a directory right behind it. */
    byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(headerSize()).order(order);
        byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        header.put(mark).put(mark).putShort((short) (big ? 43 : 42));
        if (big) header.putShort((short) 8).putShort((short) 0).putLong(headerSize());
        else header.putInt(headerSize());
        return header.array();
    }

    int headerSize() {
        return big ? 16 : 8;
    }

    /** Bytes of a directory of such fields, with their values; even, so that what follows may be one. */
    long size(List<TiffEntry> entries) {
        long size = table(entries.size());
        for (TiffEntry entry : entries) if (entry.values.length > inline()) size += even(entry.values.length);
        return even(size);
    }

    /**
     * Bytes of a directory.
     *
     * @param at its offset in the file
     * @param next offset of the next one, 0 for none
     */
    byte[] directory(List<TiffEntry> entries, long at, long next) {
        List<TiffEntry> sorted = entries.stream()
                .sorted(Comparator.comparingInt((TiffEntry entry) -> entry.tag))
                .collect(Collectors.toList());
        ByteBuffer table = ByteBuffer.allocate(table(sorted.size())).order(order);
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        if (big) table.putLong(sorted.size());
        else table.putShort((short) sorted.size());
        for (TiffEntry entry : sorted) {
            table.putShort((short) entry.tag).putShort((short) entry.type);
            offset(table, entry.count);
            if (entry.values.length <= inline()) {
                table.put(entry.values);
                table.put(new byte[inline() - entry.values.length]);
            } else {
                offset(table, at + table.capacity() + values.size());
                values.writeBytes(entry.values);
                if (entry.values.length % 2 != 0) values.write(0);
            }
        }
        offset(table, next);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(table.array());
        all.writeBytes(values.toByteArray());
        return all.toByteArray();
    }

    private void offset(ByteBuffer to, long value) {
        if (big) to.putLong(value);
        else to.putInt((int) value);
    }

    private int table(int fields) {
        return big ? 8 + 20 * fields + 8 : 2 + 12 * fields + 4;
    }

    private int inline() {
        return big ? 8 : 4;
    }

    private static long even(long size) {
        return size + (size & 1);
    }
}
