package org.denoiser.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens PBM, PGM and PPM files, in text (P1 to P3) and binary (P4 to P6). As in ImageJ, values of up to 8 bits are stretched to 0-255
 * and those of up to 16 bits taken as they are, and 16-bit colour becomes three channels. ImageJ's own reader goes on at the end of a
 * truncated file and is wrong for bitmaps whose width is no multiple of 8.
 */
final class NetpbmReader {
    private final Path path;
    private final InputStream in;
    private int kind;
    private int width;
    private int height;
    private int maximum = 1;

    private NetpbmReader(Path path, InputStream in) {
        this.path = path;
        this.in = in;
    }

    static ImagePlus read(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            ImagePlus image = new NetpbmReader(path, in).image();
            FileInfo info = new FileInfo();
            info.fileFormat = FileInfo.PGM;
            info.fileName = path.getFileName().toString();
            info.directory = path.getParent() + File.separator;
            image.setFileInfo(info);
            return image;
        }
    }

    private ImagePlus image() throws IOException {
        readByte();
        kind = readByte() - '0';
        width = number();
        height = number();
        boolean bitmap = kind % 3 == 1;
        if (!bitmap) maximum = number();
        if (width < 1
                || height < 1
                || (long) width * height > Integer.MAX_VALUE - 8
                || maximum < 1
                || maximum > 65535) {
            throw BadFile.damaged(path, "PBM, PGM or PPM", null);
        }
        int samples = kind % 3 == 0 ? 3 : 1;
        BadFile.requireMemory(path, 4L * width * height * samples);
        short[][] values = new short[samples][width * height];
        int left = 0;
        for (int i = 0; i < width * height; i++) {
            // rows of bits begin with a new byte
            if (kind == 4 && (i % width) % 8 == 0) left = readByte();
            for (int s = 0; s < samples; s++) {
                if (kind == 4) values[s][i] = (short) (left >> 7 - (i % width) % 8 & 1);
                else values[s][i] = (short) sample();
            }
        }
        return image(values, bitmap);
    }

    private ImagePlus image(short[][] values, boolean bitmap) {
        String title = path.getFileName().toString();
        if (maximum > 255 && values.length == 1) {
            return new ImagePlus(title, new ShortProcessor(width, height, values[0], null));
        }
        if (maximum > 255) {
            ImageStack stack = new ImageStack(width, height);
            String[] labels = {"red", "green", "blue"};
            for (int s = 0; s < 3; s++) stack.addSlice(labels[s], new ShortProcessor(width, height, values[s], null));
            ImagePlus image = new ImagePlus(title, stack);
            image.setDimensions(3, 1, 1);
            return new CompositeImage(image, CompositeImage.COMPOSITE);
        }
        byte[][] bytes = new byte[values.length][width * height];
        for (int s = 0; s < values.length; s++) {
            for (int i = 0; i < bytes[s].length; i++) {
                int level = 255 * (values[s][i] & 0xffff) / maximum;
                bytes[s][i] = (byte) (bitmap ? 255 - level : level);
            }
        }
        if (bytes.length == 1) return new ImagePlus(title, new ByteProcessor(width, height, bytes[0]));
        ColorProcessor color = new ColorProcessor(width, height);
        color.setRGB(bytes[0], bytes[1], bytes[2]);
        return new ImagePlus(title, color);
    }

    private int sample() throws IOException {
        if (kind == 1) return digit();
        int value = kind < 4 ? number() : maximum < 256 ? readByte() : readByte() << 8 | readByte();
        return Math.min(value, maximum);
    }

    /** The digits of a text bitmap need no blanks between them. */
    private int digit() throws IOException {
        int c = skipBlanks();
        if (c != '0' && c != '1') throw BadFile.damaged(path, "PBM", null);
        return c - '0';
    }

    /** Reads a decimal number and the one blank behind it. */
    private int number() throws IOException {
        int c = skipBlanks();
        int value = 0;
        while (c >= '0' && c <= '9' && value < 100_000_000) {
            value = 10 * value + c - '0';
            // the last number of a text file may end it
            c = in.read();
        }
        if (c != -1 && !Character.isWhitespace(c)) throw BadFile.damaged(path, "PBM, PGM or PPM", null);
        return value;
    }

    private int skipBlanks() throws IOException {
        int c = readByte();
        while (Character.isWhitespace(c) || c == '#') {
            if (c == '#') while (c != '\n') c = readByte();
            c = readByte();
        }
        return c;
    }

    private int readByte() throws IOException {
        int b = in.read();
        if (b < 0) throw BadFile.truncated(path);
        return b;
    }
}
