package org.denoiser.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The images in a tar archive: every PNG, JPEG, BMP, TIFF, GIF, PBM, PGM and PPM file in it, known by its content, in the natural order
 * of its name. Hidden files and all others are passed over. Those that ImageJ's readers want as files are unpacked into a temporary
 * file one after another, under no name of the archive's.
 */
final class TarImages {
    private final Path path;
    private final List<ImagePlus> images = new ArrayList<>();
    private boolean pickles;
    private boolean batches;

    private TarImages(Path path) {
        this.path = path;
    }

    /**
     * Reads all images.
     *
     * @param in the archive, unpacked
     * @param most number of bytes that the archive has, or cannot have more than
     * @return at least one image, with the name in the archive as its title
     */
    static List<ImagePlus> read(Path path, InputStream in, long most) throws IOException {
        TarImages archive = new TarImages(path);
        TarStream tar = new TarStream(path, in, most);
        while (tar.next()) archive.add(tar);
        if (archive.images.isEmpty()) throw archive.noImages();
        NaturalOrder order = new NaturalOrder();
        archive.images.sort((a, b) -> order.compare(a.getTitle(), b.getTitle()));
        return archive.images;
    }

    private IOException noImages() {
        if (pickles) return BadFile.refused(path, DataSetFile.PICKLE);
        if (batches) {
            return BadFile.refused(
                    path,
                    "it holds CIFAR-10 binary batches, which are opened one by one; unpack it and give data_batch_1.bin");
        }
        return BadFile.refused(path, "it is a tar archive without an image in it");
    }

    private void add(TarStream tar) throws IOException {
        String name = tar.name();
        if (name.substring(name.lastIndexOf('/') + 1).startsWith(".")) return;
        byte[] head = tar.head();
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG")) picture(tar, "PNG");
        else if (start.startsWith("\u00ff\u00d8\u00ff")) picture(tar, "JPEG");
        else if (start.startsWith("BM")) picture(tar, "BMP");
        else if (start.startsWith("II*\0") || start.startsWith("MM\0*")) file(tar, head);
        else if (start.startsWith("GIF8") || start.matches("(?s)P[1-6]\\s.*")) file(tar, head);
        else {
            pickles |= DataSetFile.isPickle(head);
            batches |= head.length > 0 && CifarReader.matches(head, tar.size());
        }
    }

    private void picture(TarStream tar, String format) throws IOException {
        images.add(RasterReader.read(tar.content(), format, tar.name(), path + ": " + tar.name()));
    }

    private void file(TarStream tar, byte[] head) throws IOException {
        Path unpacked = Files.createTempFile("image", ".tmp");
        try {
            Files.write(unpacked, tar.content());
            // never an archive again, however deep they were packed into each other
            ImagePlus image = ImageFiles.openPicture(unpacked, head);
            image.setTitle(tar.name());
            // it would lead to the temporary file
            image.setFileInfo((FileInfo) null);
            images.add(image);
        } catch (IOException e) {
            // to the user the image is in the archive
            String message = String.valueOf(e.getMessage());
            throw new IOException(message.replace(unpacked.toString(), path + ": " + tar.name()), e);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    /**
     * Joins images to a stack whose slice labels are their titles; where some are grey and some coloured, of 8 bits a component, all
     * become RGB.
     *
     * @throws IOException with one sentence if they differ in size or otherwise in type, or if one is a stack itself
     */
    static ImagePlus stack(Path path, List<ImagePlus> images) throws IOException {
        ImagePlus first = images.get(0);
        Set<PixelType> types = EnumSet.noneOf(PixelType.class);
        for (ImagePlus image : images) {
            boolean same = image.getWidth() == first.getWidth() && image.getHeight() == first.getHeight();
            if (!same || image.getStackSize() > 1) throw apart(path, first, image);
            types.add(PixelType.of(image));
            if (types.size() > 1 && (types.contains(PixelType.GRAY16) || types.contains(PixelType.GRAY32))) {
                throw apart(path, first, image);
            }
        }
        boolean colors = !types.contains(PixelType.GRAY16)
                && !types.contains(PixelType.GRAY32)
                && !types.equals(EnumSet.of(PixelType.GRAY8));
        ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
        for (ImagePlus image : images) {
            ImageProcessor processor = image.getProcessor();
            stack.addSlice(image.getTitle(), colors ? processor.convertToRGB() : processor);
        }
        return new ImagePlus(path.getFileName().toString(), stack);
    }

    private static IOException apart(Path path, ImagePlus first, ImagePlus other) {
        return BadFile.refused(
                path,
                "its images make no stack, since '" + first.getTitle() + "' " + words(first)
                        + (other == first ? "" : " and '" + other.getTitle() + "' " + words(other))
                        + "; unpack it and give the folder");
    }

    private static String words(ImagePlus image) {
        int slices = image.getStackSize();
        return "has " + image.getWidth() + "x" + image.getHeight() + " pixels of " + image.getBitDepth() + " bits"
                + (slices > 1 ? " in " + slices + " slices" : "");
    }
}
