package org.denoiser.image;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.plugin.GIF_Reader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens GIF files: still ones like other pictures, animated ones through ImageJ's reader, which says nothing when a file ends early,
 * so that the blocks of the file (GIF89a specification) are walked first.
 */
final class GifReader {
    private final Path path;
    private final DataInputStream in;

    private GifReader(Path path, DataInputStream in) {
        this.path = path;
        this.in = in;
    }

    static ImagePlus read(Path path) throws IOException {
        int frames;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            frames = new GifReader(path, in).countFrames();
        } catch (EOFException e) {
            throw BadFile.truncated(path);
        }
        if (frames == 0) throw BadFile.damaged(path, "GIF", null);
        if (frames == 1) return RasterReader.read(path, "GIF", FileInfo.GIF_OR_JPG);
        GIF_Reader image = new GIF_Reader();
        try {
            image.run(path.toString());
        } catch (RuntimeException e) {
            throw BadFile.damaged(path, "GIF", e);
        }
        if (image.getImageStackSize() < frames) throw BadFile.damaged(path, "GIF", null);
        return image;
    }

    private int countFrames() throws IOException {
        skip(6);
        long pixels = (long) readShort() * readShort();
        skipTable(in.readUnsignedByte());
        skip(2);
        int frames = 0;
        while (true) {
            switch (in.readUnsignedByte()) {
                case 0x3b:
                    BadFile.requireMemory(path, pixels * 4 * frames);
                    return frames;
                case 0x21:
                    skip(1);
                    skipBlocks();
                    break;
                case 0x2c:
                    skip(8);
                    skipTable(in.readUnsignedByte());
                    skip(1);
                    skipBlocks();
                    frames++;
                    break;
                default:
                    throw BadFile.damaged(path, "GIF", null);
            }
        }
    }

    private int readShort() throws IOException {
        return in.readUnsignedByte() | in.readUnsignedByte() << 8;
    }

    private void skipTable(int flags) throws IOException {
        if ((flags & 0x80) != 0) skip(3 << (flags & 7) + 1);
    }

    private void skip(int bytes) throws IOException {
        in.readFully(new byte[bytes]);
    }

    private void skipBlocks() throws IOException {
        for (int size = in.readUnsignedByte(); size > 0; size = in.readUnsignedByte()) skip(size);
    }
}
