package org.denoiser.image;

import ij.ImagePlus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The result of working on every plane of an image where it does not fit into memory: planes go to a TIFF file one after the other, in
 * order, with everything else of the input (see {@link OutputImage}). The file appears under its name when it is whole, and nothing is
 * left of it if anything fails.
 */
public final class OutputFile implements PlaneOutput {
    /** The work on the planes, each of which is written once, in order, by one thread at a time. */
    @FunctionalInterface
    public interface Work {
        void writeTo(PlaneOutput output);
    }

    private final Planes planes;
    private final PixelType type;
    private final TiffStackWriter writer;
    private final Object pixels;
    private int next;
    /** Of the file, to be told from those of what is read. */
    private volatile IOException failure;

    private OutputFile(Planes planes, PixelType type, TiffStackWriter writer) {
        this.planes = planes;
        this.type = type;
        this.writer = writer;
        this.pixels = PixelArrays.allocate(type, planes.width() * planes.height());
    }

    /**
     * Has a result made and opens it.
     *
     * @param input of more than one plane
     * @param title of the result
     * @param file ending in {@code .tif} or {@code .tiff}
     * @param mark sets properties of the result, which are saved with it
     * @return a virtual stack of the file, with all that belongs to the input as {@link OutputImage#finish} has it
     * @throws IOException with one sentence if the file cannot be written or the disk has no room for it; whatever the work throws goes
     *     on as it is
     */
    public static ImagePlus write(
            Planes input, OutputType output, String title, Path file, Work work, Consumer<ImagePlus> mark)
            throws IOException {
        return write(input, output, title, file, work, mark, TiffStackWriter.MOST_CLASSIC);
    }

    static ImagePlus write(
            Planes input,
            OutputType output,
            String title,
            Path file,
            Work work,
            Consumer<ImagePlus> mark,
            long mostClassic)
            throws IOException {
        PixelType type = OutputImage.typeOf(input, output);
        int split = OutputImage.split(input, type);
        int count = input.count() * split;
        requireRoom(file, TiffStackWriter.bytes(type, input.width(), input.height(), count));
        BlankStack blank = new BlankStack(type, input.width(), input.height(), count);
        ImagePlus empty = OutputImage.assemble(input, split, title, blank);
        mark.accept(empty);
        new SafeFile(file).write(out -> writeTo(out, empty, input, type, work, mostClassic));
        TiffStack stack = new TiffStack(TiffPages.read(file, PlaneListener.NONE), null);
        ImagePlus result = OutputImage.assemble(input, split, title, stack);
        mark.accept(result);
        return result;
    }

    private static void writeTo(
            OutputStream out, ImagePlus empty, Planes input, PixelType type, Work work, long mostClassic)
            throws IOException {
        TiffStackWriter writer = new TiffStackWriter(empty, out, mostClassic);
        OutputFile file = new OutputFile(input, type, writer);
        try {
            work.writeTo(file);
        } catch (UncheckedIOException e) {
            if (e.getCause() == file.failure) throw file.failure;
            throw e;
        }
        writer.finish();
    }

    private static void requireRoom(Path file, long bytes) throws IOException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        while (folder != null && Files.notExists(folder)) folder = folder.getParent();
        if (folder == null) return;
        long room = Files.getFileStore(folder).getUsableSpace();
        // 0 where the file system does not say
        if (room <= 0 || bytes <= room) return;
        throw new IOException("Cannot write '" + file + "': it takes " + (bytes >> 20) + " MB and the disk has "
                + (room >> 20) + " MB free.");
    }

    @Override
    public void write(int plane, int component, float[] values) {
        if (values.length != planes.width() * planes.height()) {
            throw new IllegalArgumentException("A plane of this image has " + planes.width() * planes.height()
                    + " values, not " + values.length + ".");
        }
        writeRows(plane, component, 0, values);
    }

    @Override
    public void writeRows(int plane, int component, int row, float[] values) {
        if (plane * planes.components() + component != next) {
            throw new IllegalStateException("Plane " + plane + " comes out of order.");
        }
        PixelArrays.store(values, component, pixels, row * planes.width());
        if (row * planes.width() + values.length < planes.width() * planes.height()) return;
        next++;
        if (type == PixelType.RGB && component < planes.components() - 1) return;
        try {
            writer.write(pixels);
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException(e);
        }
    }
}
