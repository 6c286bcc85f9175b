package org.denoiser.image;

import ij.ImagePlus;
import ij.ImageStack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens a batch of CIFAR-10 in its binary version as an RGB stack of 32x32 pixels with the class of each image as its slice label. The
 * format, as the page of the data set has it (https://www.cs.toronto.edu/~kriz/cifar.html; the images are those of A. Krizhevsky,
 * "Learning multiple layers of features from tiny images", 2009): for each image a byte for the class, then 1024 bytes each of red, green and blue, row by row. There is no header, so that a file is known by its
 * length and its labels.
 */
final class CifarReader {
    private static final int SIDE = 32;
    private static final int PIXELS = SIDE * SIDE;
    private static final int RECORD = 1 + 3 * PIXELS;
    private static final String[] CLASSES = {
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"
    };

    private CifarReader() {}

    /**
     * Whether content can be a batch, as far as its length and first byte say.
     *
     * @param head at least the first byte
     */
    static boolean matches(byte[] head, long length) {
        return length > 0 && length % RECORD == 0 && isClass(head[0]);
    }

    private static boolean isClass(byte label) {
        return label >= 0 && label < CLASSES.length;
    }

    static ImagePlus read(Path path, InputStream in) throws IOException {
        long count = Files.size(path) / RECORD;
        BadFile.requireMemory(path, 4 * count * PIXELS);
        ImageStack stack = new ImageStack(SIDE, SIDE);
        for (long i = 0; i < count; i++) {
            byte[] record = in.readNBytes(RECORD);
            if (record.length < RECORD) throw BadFile.truncated(path);
            if (!isClass(record[0])) {
                throw BadFile.refused(
                        path,
                        "it has the length of a CIFAR-10 binary batch, but the label of image " + (i + 1) + " is "
                                + (record[0] & 0xff) + " where 0 to 9 are allowed");
            }
            stack.addSlice(CLASSES[record[0]], pixels(record));
        }
        return new ImagePlus(path.getFileName().toString(), stack);
    }

    private static int[] pixels(byte[] record) {
        int[] pixels = new int[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            int red = record[1 + i] & 0xff;
            int green = record[1 + PIXELS + i] & 0xff;
            int blue = record[1 + 2 * PIXELS + i] & 0xff;
            pixels[i] = 0xff000000 | red << 16 | green << 8 | blue;
        }
        return pixels;
    }
}
