package org.denoiser.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The cover of a model: the middle of its test input, of a volume that of the middle plane, on the left, what the model makes of it on the right, both shown over
 * the same range of values. A PNG (W3C, second edition) of 8 bits a channel, twice as wide as high, as bioimage.io wants it.
 */
final class CoverPicture {
    private static final int LARGEST_SIDE = 256;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GREY = 0;
    private static final int COLOUR = 2;
    /** Part of the values that may be darker than black, and as many brighter than white. */
    private static final double SATURATED = 0.002;

    private CoverPicture() {}

    static byte[] png(TestImage input, TestImage output) {
        int side = Math.min(LARGEST_SIDE, Math.min(input.height(), input.width()));
        // Other numbers of channels have no colours that everybody would agree on.
        int channels = input.channels() == 3 ? 3 : 1;
        TestImage left = input.middle().square(side);
        TestImage right = output.middle().square(side);
        float[] sorted = right.values();
        Arrays.sort(sorted);
        float black = sorted[(int) (SATURATED * (sorted.length - 1))];
        float white = sorted[(int) ((1 - SATURATED) * (sorted.length - 1))];
        ByteBuffer rows = ByteBuffer.allocate(side * (1 + 2 * side * channels));
        for (int y = 0; y < side; y++) {
            rows.put((byte) 0); // no filter
            for (TestImage image : new TestImage[] {left, right}) {
                for (int i = 0; i < side * channels; i++) {
                    rows.put(shade(image.value(y, i / channels, i % channels), black, white));
                }
            }
        }
        return png(2 * side, side, channels == 3 ? COLOUR : GREY, rows.array());
    }

    private static byte shade(float value, float black, float white) {
        float range = white - black;
        float relative = range > 0 ? (value - black) / range : 0.5f;
        return (byte) Math.round(255 * Math.max(0, Math.min(1, relative)));
    }

    private static byte[] png(int width, int height, int colourType, byte[] rows) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) 8).put((byte) colourType);
        chunk(png, "IHDR", header.array());
        chunk(png, "IDAT", deflated(rows));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
