package org.denoiser.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Walks through the regular files of a tar archive: POSIX ustar and pax (IEEE Std 1003.1, utility pax), GNU tar's long names and large
 * sizes, and the older form without a magic number. Folders, links, devices and sparse files are passed over. Names are text for
 * people; nothing here makes a path of them. The archive is not trusted: every header is held against its checksum, and no more is
 * allocated than the archive can hold.
 */
final class TarStream {
    private static final int BLOCK = 512;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;
    /** Longest name or extended header that is read. */
    private static final int LONGEST_TEXT = 1 << 16;

    private final Path path;
    private final BufferedInputStream in;
    /** What the archive can hold from here on at most. */
    private long most;

    private String name;
    private long size;
    /** Of this file, content and padding. */
    private long left;

    /** @param most number of bytes that the archive has, or cannot have more than */
    TarStream(Path path, InputStream in, long most) {
        this.path = path;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.most = most;
    }

    /** Whether the first 512 bytes of a file are a tar header, by its checksum. */
    static boolean matches(byte[] head) {
        if (head.length < BLOCK || head[0] == 0) return false;
        long stated;
        try {
            stated = octal(head, CHECKSUM_AT, CHECKSUM_LENGTH);
        } catch (NumberFormatException e) {
            return false;
        }
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean blank = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
            unsigned += blank ? ' ' : head[i] & 0xff;
            signed += blank ? ' ' : head[i];
        }
        // some old programs summed signed bytes
        return stated == unsigned || stated == signed;
    }

    /**
     * Goes to the next regular file.
     *
     * @return whether there is one
     */
    boolean next() throws IOException {
        String longName = null;
        long longSize = -1;
        while (true) {
            skip(left);
            byte[] header = block();
            if (isZero(header)) return false;
            if (!matches(header)) throw damaged();
            char kind = (char) (header[156] & 0xff);
            // links, devices and folders have no content, whatever size is stated
            begin(kind >= '1' && kind <= '6' ? 0 : longSize >= 0 && isFile(kind) ? longSize : size(header));
            if (kind == 'L') {
                longName = text();
            } else if (kind == 'x') {
                Pax pax = new Pax(text());
                if (pax.name != null) longName = pax.name;
                if (pax.size >= 0) longSize = pax.size;
            } else {
                name = longName != null ? longName : name(header);
                if (isFile(kind) && !name.endsWith("/")) return true;
                // what extended headers say holds for one entry, and a few kinds stand between them
                if (kind != 'g' && kind != 'K') {
                    longName = null;
                    longSize = -1;
                }
            }
        }
    }

    private static boolean isFile(char kind) {
        return kind == '0' || kind == 0 || kind == '7';
    }

    private void begin(long bytes) throws IOException {
        if (bytes > most) throw BadFile.truncated(path);
        size = bytes;
        left = (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** The file's name in the archive, without control characters. */
    String name() {
        StringBuilder clean = new StringBuilder();
        name.codePoints().map(c -> Character.isISOControl(c) ? '_' : c).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    long size() {
        return size;
    }

    /** The first bytes of the file, at most 512; reading goes on before them. To be called before {@link #content}. */
    byte[] head() throws IOException {
        in.mark(BLOCK);
        byte[] head = in.readNBytes((int) Math.min(BLOCK, size));
        in.reset();
        return head;
    }

    /** All bytes of the file, once. */
    byte[] content() throws IOException {
        if (size > Integer.MAX_VALUE - 8) throw BadFile.refused(path, "a file in it is larger than 2 GB");
        BadFile.requireMemory(path, size);
        byte[] content = in.readNBytes((int) size);
        if (content.length < size) throw BadFile.truncated(path);
        left -= size;
        most -= size;
        return content;
    }

    private String text() throws IOException {
        if (size > LONGEST_TEXT) throw damaged();
        String text = new String(content(), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        // an archive ends with blocks of zeros
        if (block.length < BLOCK) throw BadFile.truncated(path);
        most -= BLOCK;
        return block;
    }

    private void skip(long bytes) throws IOException {
        byte[] waste = new byte[1 << 13];
        for (long rest = bytes; rest > 0; ) {
            int count = in.read(waste, 0, (int) Math.min(waste.length, rest));
            if (count < 0) throw BadFile.truncated(path);
            rest -= count;
        }
        most -= bytes;
        left = 0;
    }

    private IOException damaged() {
        return BadFile.damaged(path, "tar", null);
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) if (b != 0) return false;
        return true;
    }

    private long size(byte[] header) throws IOException {
        try {
            return number(header, 124, 12);
        } catch (NumberFormatException e) {
            throw damaged();
        }
    }

    /** Octal digits, or GNU tar's big-endian bytes behind a first bit that is set. */
    private static long number(byte[] header, int at, int length) {
        if (header[at] >= 0) return octal(header, at, length);
        long value = header[at] & 0x7f;
        for (int i = at + 1; i < at + length; i++) {
            if (value >= 1L << 54) throw new NumberFormatException();
            value = value << 8 | header[i] & 0xff;
        }
        return value;
    }

    private static long octal(byte[] header, int at, int length) {
        String digits = new String(header, at, length, StandardCharsets.ISO_8859_1);
        int end = digits.indexOf('\0');
        digits = (end < 0 ? digits : digits.substring(0, end)).trim();
        if (!digits.matches("[0-7]*")) throw new NumberFormatException(digits);
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String name(byte[] header) {
        String name = field(header, 0, 100);
        boolean posix = new String(header, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
        String prefix = posix ? field(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String field(byte[] header, int at, int length) {
        byte[] field = Arrays.copyOfRange(header, at, at + length);
        int end = 0;
        while (end < length && field[end] != 0) end++;
        return new String(field, 0, end, StandardCharsets.UTF_8);
    }

    /** What an extended header says of the next file: records of "LENGTH KEY=VALUE\n". */
    private final class Pax {
        private String name;
        private long size = -1;

        Pax(String text) throws IOException {
            // values hold no line ends where it matters, so that lines do for records
            for (String line : text.split("\n")) {
                int blank = line.indexOf(' ');
                int equals = line.indexOf('=');
                if (blank < 0 || equals < blank) continue;
                String value = line.substring(equals + 1);
                if (line.startsWith("path=", blank + 1)) name = value;
                if (line.startsWith("size=", blank + 1)) {
                    if (!value.matches("\\d{1,18}")) throw damaged();
                    size = Long.parseLong(value);
                }
            }
        }
    }
}
