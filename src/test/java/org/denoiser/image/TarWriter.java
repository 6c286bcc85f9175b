package org.denoiser.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tar archives in memory, also such as no program should write. */
final class TarWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TarWriter file(String name, byte[] content) {
        return entry(name, '0', Long.toOctalString(content.length).getBytes(StandardCharsets.US_ASCII), content);
    }

    /** @param size the size field as it stands in the header */
    TarWriter entry(String name, char kind, byte[] size, byte[] content) {
        byte[] header = new byte[512];
        put(header, 0, name.getBytes(StandardCharsets.UTF_8), 100);
        put(header, 100, "0000644".getBytes(StandardCharsets.US_ASCII), 8);
        put(header, 124, size, 12);
        header[156] = (byte) kind;
        put(header, 257, "ustar\00000".getBytes(StandardCharsets.US_ASCII), 8);
        return header(header).content(content);
    }

    /** Puts the checksum into a header of 512 bytes and writes it. */
    TarWriter header(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) sum += b & 0xff;
        put(header, 148, String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII), 8);
        out.writeBytes(header);
        return this;
    }

    TarWriter content(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[(512 - content.length % 512) % 512]);
        return this;
    }

    private static void put(byte[] header, int at, byte[] field, int length) {
        System.arraycopy(field, 0, header, at, Math.min(field.length, length));
    }

    /** The archive with its end mark. */
    byte[] bytes() {
        byte[] blocks = out.toByteArray();
        return Arrays.copyOf(blocks, blocks.length + 1024);
    }

    /** The archive without its end mark. */
    byte[] open() {
        return out.toByteArray();
    }
}
