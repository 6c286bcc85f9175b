package org.denoiser.image;

import ij.io.FileInfo;
import ij.io.ImageReader;
import ij.io.TiffDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The images of a TIFF or BigTIFF file that are of one size and type, each read when it is asked for: strips, uncompressed or compressed
 * as ImageJ reads them; also ImageJ's own stacks of one directory with all pixels behind one another, beyond 4 GB too. Of each image no
 * more than the place of its directory is kept. Immutable and thread-safe; the file is open only while it is read.
 */
final class TiffPages {
    private static final int MOST_PAGES = 1 << 22;
    /** What the decoder of ImageJ needs to know of the first directory, beside sizes and strips. */
    private static final int[] DESCRIBING = {
        TiffDirectory.BITS,
        TiffDirectory.DESCRIPTION,
        TiffDirectory.X_RESOLUTION,
        TiffDirectory.Y_RESOLUTION,
        TiffDirectory.RESOLUTION_UNIT,
        TiffDirectory.COLOR_MAP,
        TiffDirectory.METADATA_BYTES,
        TiffDirectory.METADATA
    };
    /** What all images of a stack have in common. */
    private static final int[] SHAPE = {
        TiffDirectory.WIDTH,
        TiffDirectory.HEIGHT,
        TiffDirectory.BITS,
        TiffDirectory.COMPRESSION,
        TiffDirectory.PHOTOMETRIC,
        TiffDirectory.SAMPLES,
        TiffDirectory.PLANAR,
        TiffDirectory.PREDICTOR,
        TiffDirectory.SAMPLE_FORMAT
    };

    private final Path path;
    private final FileInfo info;
    private final int count;
    /** Offsets of the directories; one alone where the images lie behind one another. */
    private final long[] directories;

    private final long planeBytes;

    private TiffPages(Path path, FileInfo info, int count, long[] directories, long planeBytes) {
        this.path = path;
        this.info = info;
        this.count = count;
        this.directories = directories;
        this.planeBytes = planeBytes;
    }

    /**
     * Walks the directories of a file and checks that all pixels are in it.
     *
     * @param listener hears of bytes of the file, and may end the walk
     * @throws IOException with a sentence if the file is damaged, truncated or of a kind that is not read plane by plane
     */
    static TiffPages read(Path path, PlaneListener listener) throws IOException {
        try (TiffInput input = TiffInput.open(path)) {
            TiffDirectory first = TiffDirectory.read(input, input.first());
            FileInfo info = decode(input, first, path);
            TiffStrips strips = new TiffStrips(path, info, input.length(), false);
            strips.checkReadable();
            long bytes = strips.imageBytes();
            if (bytes > Integer.MAX_VALUE - 64) throw input.unsupported("its planes are larger than 2 GB");
            long[] directories = walk(input, first, info, bytes, listener);
            int count = directories.length;
            if (count == 1 && info.nImages > 1 && info.compression <= FileInfo.COMPRESSION_NONE) {
                count = info.nImages;
                long start = first.number(TiffDirectory.STRIP_OFFSETS, 0);
                if (!input.holds(start, bytes * count)) throw input.truncated();
            }
            info.nImages = count;
            return new TiffPages(path, info, count, directories, bytes);
        }
    }

    /** Has ImageJ decode all but the place of the pixels, from a small TIFF file in memory that has the same fields. */
    private static FileInfo decode(TiffInput input, TiffDirectory first, Path path) throws IOException {
        if (first.has(TiffDirectory.TILE_WIDTH)) throw input.unsupported("ImageJ does not read tiled TIFF");
        ByteOrder order = input.order();
        List<TiffEntry> entries = new ArrayList<>();
        long width = first.number(TiffDirectory.WIDTH, 0);
        long height = first.number(TiffDirectory.HEIGHT, 0);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE / height) throw input.damaged();
        entries.add(TiffEntry.of(TiffDirectory.WIDTH, TiffEntry.LONG, width, order));
        entries.add(TiffEntry.of(TiffDirectory.HEIGHT, TiffEntry.LONG, height, order));
        for (int tag : SHAPE) {
            if (tag <= TiffDirectory.BITS || !first.has(tag)) continue;
            entries.add(TiffEntry.of(tag, TiffEntry.SHORT, first.number(tag, 0), order));
        }
        for (int tag : DESCRIBING) if (first.has(tag)) entries.add(first.entry(tag));
        checkMetadata(input, first);
        entries.add(TiffEntry.of(TiffDirectory.STRIP_OFFSETS, TiffEntry.LONG, 8, order));
        entries.add(TiffEntry.of(TiffDirectory.STRIP_BYTES, TiffEntry.LONG, 1, order));
        entries.add(TiffEntry.of(
                TiffDirectory.ROWS_PER_STRIP,
                TiffEntry.LONG,
                Math.min(height, first.number(TiffDirectory.ROWS_PER_STRIP, height)),
                order));
        TiffHead head = new TiffHead(order, false);
        byte[] header = head.header();
        byte[] directory = head.directory(entries, header.length, 0);
        byte[] file = Arrays.copyOf(header, header.length + directory.length);
        System.arraycopy(directory, 0, file, header.length, directory.length);
        String name = path.getFileName().toString();
        FileInfo info = TiffReader.decode(new TiffDecoder(new ByteArrayInputStream(file), name), path)[0];
        info.plot = null;
        requireReadable(input, info, first);
        return info;
    }

    /** ImageJ's decoder allocates the pieces of its metadata one by one. */
    private static void checkMetadata(TiffInput input, TiffDirectory first) throws IOException {
        long[] counts = first.numbers(TiffDirectory.METADATA_BYTES, MOST_PAGES + 100L);
        if (counts == null || counts.length == 1) return;
        long sum = 0;
        for (long count : counts) sum += count;
        TiffEntry metadata = first.entry(TiffDirectory.METADATA);
        if (metadata == null || sum > metadata.values.length) throw input.damaged();
    }

    private static void requireReadable(TiffInput input, FileInfo info, TiffDirectory first) throws IOException {
        long samples = first.number(TiffDirectory.SAMPLES, 1);
        if (samples > 1 && first.number(TiffDirectory.PLANAR, 1) == 2) {
            throw input.unsupported("the colours of its pixels lie in separate planes");
        }
        switch (info.fileType) {
            case FileInfo.GRAY8:
            case FileInfo.COLOR8:
            case FileInfo.GRAY16_SIGNED:
            case FileInfo.GRAY16_UNSIGNED:
            case FileInfo.GRAY32_INT:
            case FileInfo.GRAY32_UNSIGNED:
            case FileInfo.GRAY32_FLOAT:
            case FileInfo.GRAY64_FLOAT:
                if (samples == 1) return;
                break;
            default:
                if (isColor(info)) return;
                break;
        }
        throw input.unsupported("its pixels are of a kind that cannot be read plane by plane");
    }

    /** Offsets of the directories: of all images if they are alike, else of the first. */
    private static long[] walk(TiffInput input, TiffDirectory first, FileInfo info, long bytes, PlaneListener listener)
            throws IOException {
        long[] offsets = new long[16];
        long[] shape = shape(first);
        boolean alike = true;
        // a chain that leads back into itself meets this mark again, wherever it begins to turn (Brent)
        long mark = 0;
        int next = 1;
        int count = 0;
        TiffDirectory directory = first;
        for (long at = input.first(); at != 0; at = directory.next()) {
            if (at == mark || count == MOST_PAGES) throw input.damaged();
            if (count == next) {
                mark = at;
                next *= 2;
            }
            if (count > 0) directory = TiffDirectory.read(input, at);
            alike &= Arrays.equals(shape, shape(directory));
            if (alike) new TiffPlane(input, directory, info, bytes).check();
            if (count == offsets.length) offsets = Arrays.copyOf(offsets, 2 * count);
            offsets[count++] = at;
            if (count % 256 == 0) listener.progress(Math.min(at, input.length()), input.length());
        }
        return Arrays.copyOf(offsets, alike ? count : 1);
    }

    private static long[] shape(TiffDirectory directory) throws IOException {
        long[] shape = new long[SHAPE.length];
        for (int i = 0; i < shape.length; i++) shape[i] = directory.number(SHAPE[i], 1);
        return shape;
    }

    /** What ImageJ's decoder says of the file, with the number of images; a copy. */
    FileInfo info() {
        return (FileInfo) info.clone();
    }

    int count() {
        return count;
    }

    boolean isColor() {
        return isColor(info);
    }

    private static boolean isColor(FileInfo info) {
        return info.fileType == FileInfo.RGB
                || info.fileType == FileInfo.ARGB
                || info.fileType == FileInfo.BARG
                || info.fileType == FileInfo.CMYK;
    }

    /** Bytes of all images in ImageJ's memory. */
    long memory() {
        return (long) info.width * info.height * PixelArrays.bytes(type()) * count;
    }

    /** Bytes of a result in memory, and of the work on it. */
    long resultMemory(OutputType output) {
        return ResultPlace.bytes(type(), info.width, info.height, count, output);
    }

    private PixelType type() {
        if (isColor()) return PixelType.RGB;
        switch (info.fileType) {
            case FileInfo.GRAY8:
                return PixelType.GRAY8;
            case FileInfo.COLOR8:
                return PixelType.INDEXED;
            case FileInfo.GRAY16_SIGNED:
            case FileInfo.GRAY16_UNSIGNED:
                return PixelType.GRAY16;
            default:
                return PixelType.GRAY32;
        }
    }

    /**
     * Reads an image.
     *
     * @param index from 0
     * @return a new byte, short, float or int array, as ImageJ has them
     * @throws IOException with a sentence, for instance if the file has changed since
     */
    Object pixels(int index) throws IOException {
        try (TiffInput input = TiffInput.open(path)) {
            boolean behind = directories.length < count;
            TiffDirectory directory = TiffDirectory.read(input, directories[behind ? 0 : index]);
            TiffPlane plane = new TiffPlane(input, directory, info, planeBytes);
            FileInfo here = info();
            here.nImages = 1;
            here.offset = 0;
            here.longOffset = 0;
            byte[] bytes = behind ? plane.following(index) : plane.bytes(here);
            Object pixels = new ImageReader(here).readPixels(new ByteArrayInputStream(bytes));
            if (pixels == null) throw input.damaged();
            return pixels;
        } catch (RuntimeException e) {
            throw BadFile.damaged(path, "TIFF", e);
        }
    }
}
