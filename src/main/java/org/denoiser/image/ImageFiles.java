package org.denoiser.image;

import ij.ImagePlus;
import ij.io.FileInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Image files, without a window or a dialog anywhere: what ImageJ would show as an error is an {@link IOException} with one sentence.
 * Files are not trusted: counts and offsets are checked before anything is allocated for them, nothing is deserialised, and images
 * larger than the free memory are refused.
 *
 * <p>Stateless and thread-safe, but for ImageJ's own state (its status line and progress bar).
 */
public final class ImageFiles {
    /** What {@link #list} takes for images: the formats that {@link #open} reads, but for ZIP, which mostly is something else. */
    private static final Set<String> EXTENSIONS = Set.of(
            "tif", "tiff", "png", "jpg", "jpeg", "gif", "bmp", "dib", "pgm", "ppm", "pbm", "pnm", "dcm", "dicom",
            "avi");

    private ImageFiles() {}

    /**
     * Opens an image as ImageJ opens it, whatever its file is called: TIFF (with all that ImageJ keeps in it), PNG, JPEG, GIF, BMP, PBM,
     * PGM, PPM, DICOM, AVI, and a TIFF or DICOM in a ZIP. Data sets open as stacks: MNIST's idx (images of unsigned bytes, also
     * gzipped), CIFAR-10's binary batches (RGB, the class as slice label), tar and tar.gz archives of pictures (in the natural order of
     * their names, which become the slice labels). The whole image is read; stacks are not virtual.
     *
     * @return an image with pixels, with the file's name as its title, not shown
     * @throws IOException with one sentence if the file is missing, a folder, unreadable, truncated, damaged, larger than the free
     *     memory or of a format or kind that ImageJ does not read
     */
    public static ImagePlus open(Path file) throws IOException {
        return open(file, PlaneListener.NONE);
    }

    /**
     * Opens an image as {@link #open(Path)} does.
     *
     * @param listener hears how many bytes of a data set have been read; not called for other files
     */
    public static ImagePlus open(Path file, PlaneListener listener) throws IOException {
        return guarded(file, (path, head) -> List.of(open(path, head, listener)))
                .get(0);
    }

    /**
     * Opens an image as {@link #open(Path)} does, but leaves the planes of a TIFF stack in their file where image and result are too large
     * for the memory: it is a virtual stack then, that also reads BigTIFF.
     *
     * @param residence whether it must be or must not be virtual
     * @param output what the result will be
     * @param listener hears how many bytes of a data set have been read, or of the directories of a large TIFF file
     */
    public static ImagePlus open(Path file, Residence residence, OutputType output, PlaneListener listener)
            throws IOException {
        if (residence == Residence.MEMORY) return open(file, listener);
        return guarded(file, (path, head) -> {
                    ImagePlus virtual = isTiff(head) ? TiffReader.virtual(path, residence, output, listener) : null;
                    return List.of(virtual != null ? virtual : open(path, head, listener));
                })
                .get(0);
    }

    /**
     * Opens the images of a tar or tar.gz archive each by itself, so that they may differ in size and type; they are in the natural order
     * of their names in the archive, which are their titles, and have no file of their own. Of any other file it is the one image that
     * {@link #open(Path, PlaneListener)} gives.
     *
     * @param listener as for {@link #open(Path, PlaneListener)}
     * @return at least one image
     * @throws IOException as {@link #open(Path)} does
     */
    public static List<ImagePlus> openEach(Path file, PlaneListener listener) throws IOException {
        return guarded(
                file,
                (path, head) -> isDataSet(path, head)
                        ? DataSetFile.openEach(path, listener)
                        : List.of(open(path, head, listener)));
    }

    private interface Reader {
        List<ImagePlus> read(Path path, byte[] head) throws IOException;
    }

    private static List<ImagePlus> guarded(Path file, Reader reader) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        if (Files.notExists(path)) throw new IOException("File '" + path + "' does not exist.");
        if (Files.isDirectory(path)) throw new IOException("'" + path + "' is a folder, not an image file.");
        if (!Files.isRegularFile(path)) throw new IOException("'" + path + "' is not a regular file.");
        if (!Files.isReadable(path)) throw new IOException("File '" + path + "' is not readable.");
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(512);
        }
        if (head.length == 0) throw new IOException("File '" + path + "' is empty.");
        try {
            return reader.read(path, head);
        } catch (OutOfMemoryError e) {
            // readers of ImageJ and of the Java runtime allocate what a header asks for, on top of the pixels
            throw new IOException("File '" + path + "' is damaged or does not fit into memory.", e);
        }
    }

    private static boolean isDataSet(Path path, byte[] head) throws IOException {
        if (DataSetFile.isMarked(head)) return true;
        // CIFAR-10's batches are known by little, so that a damaged picture is better called that
        boolean picture = isImage(path) || new String(head, StandardCharsets.ISO_8859_1).startsWith("DICM", 128);
        return !picture && CifarReader.matches(head, Files.size(path));
    }

    private static ImagePlus open(Path path, byte[] head, PlaneListener listener) throws IOException {
        return isDataSet(path, head) ? DataSetFile.open(path, listener) : openPicture(path, head);
    }

    /**
     * Opens a file that holds one image or stack.
     *
     * @param head its first 512 bytes, or all if there are fewer
     */
    static ImagePlus openPicture(Path path, byte[] head) throws IOException {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        String extension = extension(path);
        if (isTiff(head)) {
            return TiffReader.read(path, path.getFileName().toString());
        }
        if (start.startsWith("\u0089PNG")) return RasterReader.read(path, "PNG", FileInfo.IMAGEIO);
        if (start.startsWith("\u00ff\u00d8\u00ff")) return RasterReader.read(path, "JPEG", FileInfo.GIF_OR_JPG);
        if (start.startsWith("GIF8")) return GifReader.read(path);
        if (start.startsWith("PK\3\4")) return ZipReader.read(path);
        if (start.startsWith("RIFF") && start.startsWith("AVI ", 8)) return AviReader.read(path);
        if (start.startsWith("DICM", 128) || extension.equals("dcm") || extension.equals("dicom"))
            return DicomReader.read(path);
        if (start.matches("(?s)P[1-6]\\s.*")) return NetpbmReader.read(path);
        if (start.startsWith("BM")) return RasterReader.read(path, "BMP", FileInfo.BMP);
        if (EXTENSIONS.contains(extension)) throw BadFile.damaged(path, extension.toUpperCase(Locale.ROOT), null);
        throw BadFile.unsupported(
                path, "it is no TIFF, PNG, JPEG, GIF, BMP, PGM, DICOM, AVI, zipped TIFF, idx, CIFAR-10 or tar file");
    }

    private static boolean isTiff(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        return start.startsWith("II*\0")
                || start.startsWith("MM\0*")
                || start.startsWith("II+\0")
                || start.startsWith("MM\0+");
    }

    /**
     * Lists the image files of a folder by their extension, in natural order ({@code z2} before {@code z10}). Names that begin with a
     * dot are left out, links to folders are not followed. Data sets and archives are not listed: beside the images to learn from lie
     * those to test with, and beside an archive often what was unpacked from it; they are named one by one.
     *
     * @param recursive whether to go into the folders in it
     * @return at least one path, each beginning with the folder as it was given
     * @throws IOException with one sentence if it is not a readable folder or there are no images in it
     */
    public static List<Path> list(Path folder, boolean recursive) throws IOException {
        if (Files.notExists(folder)) throw new IOException("Folder '" + folder + "' does not exist.");
        if (!Files.isDirectory(folder)) throw new IOException("'" + folder + "' is not a folder.");
        List<Path> images = new ArrayList<>();
        collect(folder, recursive, images);
        if (images.isEmpty()) {
            throw new IOException("Folder '" + folder + "' has no image files in it"
                    + (recursive ? " or in the folders in it" : "") + " (looked for "
                    + EXTENSIONS.stream().sorted().collect(Collectors.joining(", "))
                    + "; give archives and data sets by their own names).");
        }
        return Collections.unmodifiableList(images);
    }

    private static void collect(Path folder, boolean recursive, List<Path> images) throws IOException {
        Path[] entries;
        try (Stream<Path> children = Files.list(folder)) {
            entries = children.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(NaturalOrder.PATHS)
                    .toArray(Path[]::new);
        } catch (AccessDeniedException e) {
            throw new IOException("Folder '" + folder + "' is not readable.", e);
        }
        for (Path entry : entries) if (Files.isRegularFile(entry) && isImage(entry)) images.add(entry);
        if (!recursive) return;
        for (Path entry : entries) {
            if (Files.isDirectory(entry) && !Files.isSymbolicLink(entry)) collect(entry, true, images);
        }
    }

    /**
     * Opens all image files of a folder in the order of {@link #list}, or what {@link #openEach} gives of a file.
     *
     * @param listener hears of each file opened in a folder, and of a data set how many of its bytes have been read
     * @return at least one image
     * @throws IOException as {@link #open} and {@link #list} do; one bad file ends it
     */
    public static List<ImagePlus> openAll(Path fileOrFolder, boolean recursive, PlaneListener listener)
            throws IOException {
        if (!Files.isDirectory(fileOrFolder)) return openEach(fileOrFolder, listener);
        List<Path> files = list(fileOrFolder, recursive);
        List<ImagePlus> images = new ArrayList<>();
        for (Path file : files) {
            images.add(open(file));
            listener.progress(images.size(), files.size());
        }
        return images;
    }

    /**
     * Refuses a place to save to, as early as it can be told; saving may still fail, for instance on a full disk.
     *
     * @throws IllegalArgumentException with one sentence if {@link #save} knows no format by that extension
     * @throws IOException with one sentence if no file can be made there
     */
    public static void checkTarget(Path file) throws IOException {
        ImageSaver.checkExtension(file);
        new SafeFile(file).check();
    }

    /**
     * Saves an image: as an ImageJ TIFF with all metadata ({@code .tif}, {@code .tiff}), or one plane of stored values without metadata
     * as PNG (8-bit, 16-bit, RGB) or JPEG (8-bit, RGB, quality 95 %). Missing folders are made and an existing file is replaced. The
     * file is written under another name beside its place, checked for its length and moved; if anything fails nothing is left of it.
     * The image is not modified, its title stays.
     *
     * @throws IllegalArgumentException with one sentence if the extension is another one or its format cannot hold the image
     * @throws IOException with one sentence if the file cannot be written
     */
    public static void save(ImagePlus image, Path file) throws IOException {
        save(image, file, PlaneListener.NONE);
    }

    /**
     * The same for images whose writing may take long.
     *
     * @param listener hears how many of the pixels' bytes have been written, a thousand times at most
     */
    public static void save(ImagePlus image, Path file, PlaneListener listener) throws IOException {
        ImageSaver saver = new ImageSaver(image, file);
        new SafeFile(file).write(out -> saver.writeTo(new SavingProgress(out, saver.bytes(), listener)));
    }

    private static boolean isImage(Path path) {
        return EXTENSIONS.contains(extension(path));
    }

    private static String extension(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
