package org.denoiser.image;

import ij.ImagePlus;
import ij.io.FileInfo;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Files that hold many images, as data sets are published: idx (MNIST) and tar archives of pictures, both also gzipped, and CIFAR-10's
 * binary batches. Known by their content, whatever they are called.
 */
final class DataSetFile {
    /** The words for Python's own format. */
    static final String PICKLE =
            "it is a Python pickle, a program as much as data; give the binary version of the data set, for CIFAR-10"
                    + " data_batch_1.bin, for MNIST train-images-idx3-ubyte.gz";

    private static final int HEAD = 512;
    private static final int MOST_PADDING = 1 << 20;

    private final Path path;
    private final PlaneListener listener;

    private DataSetFile(Path path, PlaneListener listener) {
        this.path = path;
        this.listener = listener;
    }

    /**
     * Whether a file is marked as one of these, or as a Python pickle, which is refused when it is read; CIFAR-10's batches have no mark.
     *
     * @param head its first 512 bytes, or all if there are fewer
     */
    static boolean isMarked(byte[] head) {
        return isGzip(head) || TarStream.matches(head) || IdxReader.matches(head) || isPickle(head);
    }

    private static boolean isGzip(byte[] head) {
        return head.length >= 3 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b && head[2] == 8;
    }

    /** Protocols 2 to 5 begin with their number. */
    static boolean isPickle(byte[] head) {
        return head.length >= 3 && (head[0] & 0xff) == 0x80 && head[1] >= 2 && head[1] <= 5;
    }

    /** All images as one, with the file's name as its title. */
    static ImagePlus open(Path path, PlaneListener listener) throws IOException {
        List<ImagePlus> images = openEach(path, listener);
        ImagePlus image = images.size() > 1 ? TarImages.stack(path, images) : images.get(0);
        String title = path.getFileName().toString();
        // the only picture of an archive, whose name is shown as that of a slice is
        if (image.getStackSize() == 1 && !image.getTitle().equals(title))
            image.setProp("Slice_Label", image.getTitle());
        image.setTitle(title);
        FileInfo info = new FileInfo();
        info.fileFormat = FileInfo.UNKNOWN;
        info.fileName = title;
        info.directory = path.getParent() + File.separator;
        image.setFileInfo(info);
        return image;
    }

    /** The images of an archive each by itself, or else the one stack that the file is. */
    static List<ImagePlus> openEach(Path path, PlaneListener listener) throws IOException {
        return new DataSetFile(path, listener).read();
    }

    private List<ImagePlus> read() throws IOException {
        try (FileProgress file = FileProgress.open(path, listener);
                BufferedInputStream in = new BufferedInputStream(file, 1 << 16)) {
            byte[] head = head(in);
            List<ImagePlus> images = isGzip(head) ? unpacked(in) : images(in, head, false);
            file.finish();
            return images;
        } catch (EOFException e) {
            throw BadFile.truncated(path);
        } catch (ZipException e) {
            throw BadFile.damaged(path, "gzip", e);
        }
    }

    private List<ImagePlus> unpacked(InputStream packed) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(new GZIPInputStream(packed, 1 << 16), 1 << 16)) {
            List<ImagePlus> images = images(in, head(in), true);
            // the checksum comes last, behind the padding of an archive
            in.readNBytes(MOST_PADDING);
            return images;
        }
    }

    private static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        return head;
    }

    private List<ImagePlus> images(InputStream in, byte[] head, boolean packed) throws IOException {
        if (isPickle(head)) throw BadFile.refused(path, PICKLE);
        long length = Files.size(path);
        if (TarStream.matches(head)) {
            return TarImages.read(path, in, packed ? IdxReader.LARGEST_RATIO * length : length);
        }
        // a batch may begin like an idx file, but then its length is not that of one
        if (!packed && CifarReader.matches(head, length) && !IdxReader.isWhole(head, length)) {
            return List.of(CifarReader.read(path, in));
        }
        if (IdxReader.matches(head)) return List.of(IdxReader.read(path, in, packed));
        throw BadFile.refused(path, "it is a gzip file with neither idx images nor a tar archive in it");
    }
}
