package org.denoiser.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory of a TIFF or BigTIFF file: its fields, whose values are read when they are asked for. Every count and offset is checked
 * before anything is allocated for it. Used by one thread at a time, as long as the file is open.
 */
final class TiffDirectory {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int DESCRIPTION = 270;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int X_RESOLUTION = 282;
    static final int Y_RESOLUTION = 283;
    static final int PLANAR = 284;
    static final int RESOLUTION_UNIT = 296;
    static final int PREDICTOR = 317;
    static final int COLOR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int SAMPLE_FORMAT = 339;
    /** ImageJ's own: lengths of the pieces of {@link #METADATA}. */
    static final int METADATA_BYTES = 50838;
    /** ImageJ's own: info, labels, look-up tables, display ranges, overlay, properties. */
    static final int METADATA = 50839;

    /** The most bytes of the values of one field; overlays and labels of a million slices are less. */
    private static final int MOST_BYTES = 1 << 27;

    private static final int MOST_FIELDS = 1000;

    private final TiffInput input;
    private final ByteBuffer table;
    private final int fields;
    private final long next;

    private TiffDirectory(TiffInput input, ByteBuffer table, int fields, long next) {
        this.input = input;
        this.table = table;
        this.fields = fields;
        this.next = next;
    }

    /** @throws IOException with a sentence if there is no directory there */
    static TiffDirectory read(TiffInput input, long offset) throws IOException {
        int head = input.isBig() ? 8 : 2;
        ByteBuffer count = input.read(offset, head);
        long fields = input.isBig() ? count.getLong(0) : count.getShort(0) & 0xffff;
        if (fields < 1 || fields > MOST_FIELDS) throw input.damaged();
        int size = (int) fields * (input.isBig() ? 20 : 12);
        ByteBuffer table = input.read(offset + head, size);
        long after = offset + head + size;
        boolean last = !input.holds(after, input.isBig() ? 8 : 4);
        if (last) throw input.truncated();
        long next = input.isBig()
                ? input.read(after, 8).getLong()
                : input.read(after, 4).getInt() & 0xffffffffL;
        return new TiffDirectory(input, table, (int) fields, next);
    }

    /** Offset of the next directory, 0 at the end. */
    long next() {
        return next;
    }

    boolean has(int tag) {
        return find(tag) >= 0;
    }

    /**
     * The first value of a field of whole numbers.
     *
     * @param missing what it is where there is no such field
     */
    long number(int tag, long missing) throws IOException {
        int at = find(tag);
        if (at < 0) return missing;
        long count = count(at);
        if (count < 1) throw input.damaged();
        return numbers(at, 1)[0];
    }

    /**
     * All values of a field of whole numbers.
     *
     * @param most how many there may be
     * @return null if there is no such field
     */
    long[] numbers(int tag, long most) throws IOException {
        int at = find(tag);
        if (at < 0) return null;
        long count = count(at);
        if (count < 1 || count > most) throw input.damaged();
        return numbers(at, (int) count);
    }

    /** A field with its values; null if there is none. */
    TiffEntry entry(int tag) throws IOException {
        int at = find(tag);
        if (at < 0) return null;
        int type = type(at);
        long count = count(at);
        int size = TiffEntry.size(type);
        if (size == 0 || count < 1 || count > MOST_BYTES / size) throw input.damaged();
        return new TiffEntry(tag, type, count, values(at, (int) count * size));
    }

    /** All fields in the order of the file. */
    List<TiffEntry> entries() throws IOException {
        List<TiffEntry> entries = new ArrayList<>();
        for (int i = 0; i < fields; i++) entries.add(entry(table.getShort(i * stride()) & 0xffff));
        return entries;
    }

    private long[] numbers(int at, int count) throws IOException {
        int type = type(at);
        int size = TiffEntry.size(type);
        boolean whole = type == 1 || type == TiffEntry.SHORT || type == TiffEntry.LONG || type == TiffEntry.LONG8;
        if (!whole || count > MOST_BYTES / size) throw input.damaged();
        // of many values that are one number each, the first may be asked for alone
        long all = count(at) * size;
        byte[] bytes = all <= (input.isBig() ? 8 : 4) ? values(at, (int) all) : values(at, count * size);
        ByteBuffer values = ByteBuffer.wrap(bytes).order(input.order());
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            if (size == 1) numbers[i] = values.get(i) & 0xff;
            else if (size == 2) numbers[i] = values.getShort(2 * i) & 0xffff;
            else if (size == 4) numbers[i] = values.getInt(4 * i) & 0xffffffffL;
            else numbers[i] = values.getLong(8 * i);
        }
        return numbers;
    }

    private byte[] values(int at, int size) throws IOException {
        int inline = input.isBig() ? 8 : 4;
        int place = at + (input.isBig() ? 12 : 8);
        // whether the values lie in the field itself is decided by all of them
        if (count(at) * TiffEntry.size(type(at)) <= inline) {
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) bytes[i] = table.get(place + i);
            return bytes;
        }
        long offset = input.isBig() ? table.getLong(place) : table.getInt(place) & 0xffffffffL;
        return input.read(offset, size).array();
    }

    private int find(int tag) {
        for (int i = 0; i < fields; i++) if ((table.getShort(i * stride()) & 0xffff) == tag) return i * stride();
        return -1;
    }

    private int type(int at) {
        return table.getShort(at + 2) & 0xffff;
    }

    private long count(int at) throws IOException {
        long count = input.isBig() ? table.getLong(at + 4) : table.getInt(at + 4) & 0xffffffffL;
        if (count < 0 || count > input.length()) throw input.damaged();
        return count;
    }

    private int stride() {
        return input.isBig() ? 20 : 12;
    }
}
