package org.denoiser.image;

import ij.ImagePlus;
import ij.ImageStack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens the images of MNIST and its relatives as an 8-bit stack: idx files of unsigned bytes and three dimensions (images, rows,
 * columns). The format, as its authors publish it with MNIST (Y. LeCun, C. Cortes, C. Burges): two zero bytes, the type of the values,
 * the number of dimensions, the length of each as a big-endian integer, the values row by row.
 */
final class IdxReader {
    private static final int UNSIGNED_BYTE = 8;
    private static final int HEADER = 16;
    /** A deflate stream cannot stand for more bytes than this many for one of its own (zlib technical details). */
    static final long LARGEST_RATIO = 1032;

    private IdxReader() {}

    /** Whether the first bytes of a file are those of an idx file, of whatever values and dimensions. */
    static boolean matches(byte[] head) {
        return head.length >= 4
                && head[0] == 0
                && head[1] == 0
                && !type(head[2]).isEmpty()
                && head[3] >= 1
                && head[3] <= 8;
    }

    private static String type(int code) {
        switch (code) {
            case UNSIGNED_BYTE:
                return "unsigned bytes";
            case 0x09:
                return "signed bytes";
            case 0x0B:
                return "16-bit integers";
            case 0x0C:
                return "32-bit integers";
            case 0x0D:
                return "32-bit floating-point numbers";
            case 0x0E:
                return "64-bit floating-point numbers";
            default:
                return "";
        }
    }

    /** Whether a file that is not packed has exactly the length that its header states for a stack of images. */
    static boolean isWhole(byte[] head, long length) {
        if (!matches(head) || head.length < HEADER || head[3] != 3) return false;
        ByteBuffer lengths = ByteBuffer.wrap(head, 4, 12);
        long count = lengths.getInt();
        long pixels = (long) lengths.getInt() * lengths.getInt();
        return pixels > 0 && (length - HEADER) % pixels == 0 && (length - HEADER) / pixels == count;
    }

    /**
     * Reads a file whose first bytes match.
     *
     * @param in what is in the file, from the first byte, unpacked
     * @param packed whether the file itself is gzipped, so that its length says little
     */
    static ImagePlus read(Path path, InputStream in, boolean packed) throws IOException {
        byte[] head = in.readNBytes(HEADER);
        checkKind(path, head);
        if (head.length < HEADER) throw BadFile.truncated(path);
        ByteBuffer lengths = ByteBuffer.wrap(head, 4, 12);
        // lengths are unsigned in no other reader, so none is above 2^31
        long count = lengths.getInt();
        long rows = lengths.getInt();
        long columns = lengths.getInt();
        if (count < 1 || rows < 1 || columns < 1 || rows * columns > Integer.MAX_VALUE - 8) {
            throw BadFile.damaged(path, "idx", null);
        }
        long size = Files.size(path);
        // the product of the first two may be 2^62, so it is divided rather than multiplied on
        long most = packed ? LARGEST_RATIO * size : size - HEADER;
        if (count > most / (rows * columns)) throw BadFile.truncated(path);
        BadFile.requireMemory(path, count * rows * columns);
        ImageStack stack = new ImageStack((int) columns, (int) rows);
        for (long i = 0; i < count; i++) {
            byte[] plane = in.readNBytes((int) (rows * columns));
            if (plane.length < rows * columns) throw BadFile.truncated(path);
            stack.addSlice(null, plane);
        }
        if (in.read() >= 0) throw BadFile.damaged(path, "idx", null);
        return new ImagePlus(path.getFileName().toString(), stack);
    }

    private static void checkKind(Path path, byte[] head) throws IOException {
        if (head[3] == 1) {
            throw BadFile.refused(
                    path,
                    "it holds numbers in a row, such as the labels of a data set, not images; give the file of the images,"
                            + " such as train-images-idx3-ubyte.gz");
        }
        if (head[2] != UNSIGNED_BYTE) {
            throw BadFile.refused(path, "it is an idx file of " + type(head[2]) + "; only unsigned bytes are read");
        }
        if (head[3] != 3) {
            throw BadFile.refused(
                    path,
                    "it is an idx file with " + head[3] + " dimensions; only those with 3 are read (images, rows,"
                            + " columns)");
        }
    }
}
