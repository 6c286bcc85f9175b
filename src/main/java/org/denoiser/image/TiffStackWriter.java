package org.denoiser.image;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.TiffEncoder;
import ij.process.ImageProcessor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a stack plane by plane: as a TIFF that ImageJ opens, or as a BigTIFF where 32 bits do not reach. The planes lie behind one
 * another, as in ImageJ's own files, and each has its directory, so that other programs find them. The first directory has all that
 * ImageJ's encoder writes: description, look-up tables, display ranges, labels, overlay, properties. Used by one thread at a time.
 */
final class TiffStackWriter {
    /** Where offsets of 32 bits end. */
    static final long MOST_CLASSIC = 0xffffffffL;

    private static final int CHUNK = 1 << 16;

    private final OutputStream out;
    private final List<TiffEntry> entries;
    private final ByteOrder order;
    private final TiffHead head;
    private final int count;
    private final long planeBytes;
    private final long start;
    private final byte[] chunk = new byte[CHUNK];
    private int written;

    /**
     * Writes the first directory.
     *
     * @param image with all but the pixels; of more than one plane
     * @param most the offset at which BigTIFF begins, {@link #MOST_CLASSIC} but in tests
     */
    TiffStackWriter(ImagePlus image, OutputStream out, long most) throws IOException {
        this.out = out;
        FileInfo info = ImageSaver.info(image);
        // three channels of 16 bits that are called red, green and blue would be mixed into one plane
        if (info.fileType == FileInfo.RGB48) info.fileType = FileInfo.GRAY16_UNSIGNED;
        count = image.getStackSize();
        planeBytes = bytes(PixelType.of(image), image.getWidth(), image.getHeight(), 1);
        TiffInput encoded = TiffInput.of(encode(info));
        order = encoded.order();
        List<TiffEntry> all = TiffDirectory.read(encoded, encoded.first()).entries();
        TiffHead classic = new TiffHead(order, false);
        List<TiffEntry> first = placed(all, 0, false);
        long end = classic.headerSize() + classic.size(first) + count * (planeBytes + classic.size(first));
        boolean big = end >= most;
        head = new TiffHead(order, big);
        entries = all;
        start = head.headerSize() + head.size(placed(all, 0, big));
        out.write(head.header());
        long next = start + count * planeBytes;
        out.write(head.directory(placed(all, start, big), head.headerSize(), next + (next & 1)));
    }

    /** Bytes that the pixels of a stack take in a file. */
    static long bytes(PixelType type, int width, int height, int count) {
        long pixel = type == PixelType.RGB ? 3 : PixelArrays.bytes(type);
        return pixel * width * height * count;
    }

    /** What ImageJ's encoder puts before the pixels. */
    private byte[] encode(FileInfo info) throws IOException {
        info.virtualStack = new Refusing(count);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new TiffEncoder(info).write(bytes);
        } catch (PixelsWanted e) {
            return bytes.toByteArray();
        }
        throw new IllegalStateException("ImageJ's encoder wrote a stack without asking for its pixels.");
    }

    private List<TiffEntry> placed(List<TiffEntry> all, long offset, boolean big) {
        int type = big ? TiffEntry.LONG8 : TiffEntry.LONG;
        List<TiffEntry> placed = new ArrayList<>();
        for (TiffEntry entry : all) {
            if (entry.tag == TiffDirectory.STRIP_OFFSETS) placed.add(TiffEntry.of(entry.tag, type, offset, order));
            else if (entry.tag == TiffDirectory.STRIP_BYTES)
                placed.add(TiffEntry.of(entry.tag, type, planeBytes, order));
            else placed.add(entry);
        }
        return placed;
    }

    boolean isBig() {
        return head.isBig();
    }

    /**
     * Writes the next plane.
     *
     * @param pixels byte, short, float or int array
     */
    void write(Object pixels) throws IOException {
        if (written == count) throw new IllegalStateException("All " + count + " planes were written.");
        if (pixels instanceof byte[]) out.write((byte[]) pixels);
        else if (pixels instanceof int[]) writeColors((int[]) pixels);
        else writeNumbers(pixels);
        written++;
    }

    private void writeNumbers(Object pixels) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(order);
        boolean shorts = pixels instanceof short[];
        int length = shorts ? ((short[]) pixels).length : ((float[]) pixels).length;
        int step = shorts ? CHUNK / 2 : CHUNK / 4;
        for (int i = 0; i < length; i += step) {
            int n = Math.min(step, length - i);
            if (shorts) buffer.asShortBuffer().put((short[]) pixels, i, n);
            else buffer.asFloatBuffer().put((float[]) pixels, i, n);
            out.write(chunk, 0, shorts ? 2 * n : 4 * n);
        }
    }

    private void writeColors(int[] pixels) throws IOException {
        int at = 0;
        for (int pixel : pixels) {
            if (at + 3 > CHUNK) {
                out.write(chunk, 0, at);
                at = 0;
            }
            chunk[at++] = (byte) (pixel >> 16);
            chunk[at++] = (byte) (pixel >> 8);
            chunk[at++] = (byte) pixel;
        }
        out.write(chunk, 0, at);
    }

    /** Writes the other directories, once all planes are there. */
    void finish() throws IOException {
        if (written != count) throw new IllegalStateException(written + " of " + count + " planes were written.");
        entries.removeIf(entry -> entry.tag == TiffDirectory.DESCRIPTION
                || entry.tag == TiffDirectory.METADATA
                || entry.tag == TiffDirectory.METADATA_BYTES);
        long at = start + count * planeBytes;
        if (at % 2 != 0) {
            out.write(0);
            at++;
        }
        long size = head.size(placed(entries, 0, head.isBig()));
        for (int plane = 1; plane < count; plane++, at += size) {
            List<TiffEntry> here = placed(entries, start + plane * planeBytes, head.isBig());
            out.write(head.directory(here, at, plane == count - 1 ? 0 : at + size));
        }
    }

    /** Ends ImageJ's encoder where the pixels begin. */
    private static final class PixelsWanted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Refusing extends VirtualStack {
        private final int count;

        private Refusing(int count) {
            this.count = count;
        }

        @Override
        public int size() {
            return count;
        }

        @Override
        public ImageProcessor getProcessor(int n) {
            throw new PixelsWanted();
        }

        @Override
        public Object getPixels(int n) {
            throw new PixelsWanted();
        }
    }
}
