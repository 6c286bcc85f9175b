package org.denoiser.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.io.TiffEncoder;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes images. ImageJ's own {@link FileSaver} is passed by for the writing itself: it reports a full disk in a dialog or in the
 * log and lets the PNG and JPEG writers of ImageJ return as if all were well.
 */
final class ImageSaver {
    /** Generous bound for directories and metadata. */
    private static final long MOST_METADATA = 1 << 26;

    private static final float JPEG_QUALITY = 0.95f;

    private final ImagePlus image;
    private final Format format;

    private enum Format {
        TIFF,
        PNG,
        JPEG
    }

    /** @throws IllegalArgumentException if the file name has no extension that is written, or the format cannot hold the image */
    ImageSaver(ImagePlus image, Path target) {
        this.image = image;
        this.format = format(target);
        String holds = holds(PixelType.of(image));
        if (format != Format.TIFF && (image.getStackSize() > 1 || holds != null)) {
            throw new IllegalArgumentException("Cannot write '" + target + "': a " + format
                    + " file holds one plane of "
                    + (format == Format.PNG ? "8-bit, 16-bit or RGB" : "8-bit grey or RGB")
                    + " pixels, and this image has "
                    + (image.getStackSize() > 1 ? image.getStackSize() + " planes" : holds) + "; write .tif instead.");
        }
    }

    /** @throws IllegalArgumentException if the file name has no extension that is written */
    static void checkExtension(Path target) {
        format(target);
    }

    private static Format format(Path target) {
        String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".tif") || name.endsWith(".tiff")) return Format.TIFF;
        if (name.endsWith(".png")) return Format.PNG;
        if (name.endsWith(".jpg") || name.endsWith(".jpeg")) return Format.JPEG;
        throw new IllegalArgumentException(
                "Cannot write '" + target + "': the file name must end with .tif, .tiff, .png, .jpg or .jpeg.");
    }

    /** What stands in the way of a format for one plane; null if nothing does. */
    private String holds(PixelType type) {
        if (type == PixelType.GRAY32) return "32-bit pixels";
        if (format == Format.JPEG && type == PixelType.GRAY16) return "16-bit pixels";
        if (format == Format.JPEG
                && type == PixelType.GRAY8
                && image.getProcessor().isColorLut()) {
            return "a colour look-up table";
        }
        return null;
    }

    /** Bytes that the pixels take in memory, and in an uncompressed file. */
    long bytes() {
        return TiffStackWriter.bytes(PixelType.of(image), image.getWidth(), image.getHeight(), image.getStackSize());
    }

    void writeTo(OutputStream out) throws IOException {
        if (format == Format.TIFF) writeTiff(out);
        else encode(format == Format.PNG ? picture() : plain(), out);
    }

    /** All that ImageJ keeps in a TIFF file: metadata as its own saver gathers it, pixels by its encoder. */
    private void writeTiff(OutputStream out) throws IOException {
        boolean stack = image.getStackSize() > 1;
        if (stack && bytes() + MOST_METADATA > TiffStackWriter.MOST_CLASSIC) {
            writePlanes(out);
            return;
        }
        FileInfo info = info(image);
        boolean virtual = stack && image.getStack() instanceof VirtualStack;
        if (virtual) info.virtualStack = (VirtualStack) image.getStack();
        try {
            new TiffEncoder(info).write(out);
        } catch (NullPointerException e) {
            if (!virtual) throw e;
            throw unreadable(e);
        }
    }

    /** Larger than ImageJ's encoder writes so that others read it too. */
    private void writePlanes(OutputStream out) throws IOException {
        TiffStackWriter writer = new TiffStackWriter(image, out, TiffStackWriter.MOST_CLASSIC);
        for (int i = 1; i <= image.getStackSize(); i++) {
            Object pixels = image.getStack().getPixels(i);
            if (pixels == null) throw unreadable(null);
            writer.write(pixels);
        }
        writer.finish();
    }

    /** ImageJ's stacks on disk answer null for a slice that cannot be read. */
    private IOException unreadable(Throwable cause) {
        return new IOException("a slice of the virtual stack '" + image.getTitle() + "' could not be read", cause);
    }

    /** The metadata that ImageJ's own saver gathers. */
    static FileInfo info(ImagePlus image) {
        FileInfo info = image.getFileInfo();
        FileSaver saver = new FileSaver(image);
        info.description = saver.getDescriptionString();
        info.info = image.getInfoProperty();
        info.sliceLabels = labels(image);
        info.roi = RoiEncoder.saveAsByteArray(image.getRoi());
        info.overlay = FileSaver.getOverlay(image);
        info.properties = image.getPropertiesAsArray();
        if (image instanceof CompositeImage) saver.saveDisplayRangesAndLuts(image, info);
        return info;
    }

    private static String[] labels(ImagePlus image) {
        // asking a single image for its stack would make one, with a label drawn from its info
        if (!image.hasImageStack()) return null;
        ImageStack stack = image.getImageStack();
        String[] labels = new String[stack.size()];
        for (int i = 0; i < labels.length; i++) labels[i] = stack.getSliceLabel(i + 1);
        return labels;
    }

    /** The stored values, whatever the display range: grey, grey through the look-up table of the image, or RGB. */
    private BufferedImage picture() {
        if (image.getProcessor() instanceof ShortProcessor) {
            return ((ShortProcessor) image.getProcessor()).get16BitBufferedImage();
        }
        if (image.getProcessor() instanceof ColorProcessor
                || image.getProcessor().isDefaultLut()) return plain();
        IndexColorModel colors = (IndexColorModel) image.getProcessor().getColorModel();
        BufferedImage picture =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colors);
        setBytes(picture);
        return picture;
    }

    /** Grey or RGB without a look-up table. */
    private BufferedImage plain() {
        int width = image.getWidth();
        int height = image.getHeight();
        if (PixelType.of(image) == PixelType.GRAY8) {
            BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            setBytes(picture);
            return picture;
        }
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] colors = (int[]) image.getProcessor().convertToRGB().getPixels();
        picture.getRaster().setDataElements(0, 0, width, height, colors);
        return picture;
    }

    private void setBytes(BufferedImage picture) {
        picture.getRaster()
                .setDataElements(
                        0,
                        0,
                        image.getWidth(),
                        image.getHeight(),
                        image.getProcessor().getPixels());
    }

    private void encode(BufferedImage picture, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWriters(new ImageTypeSpecifier(picture), format.name())
                .next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (format == Format.JPEG) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(JPEG_QUALITY);
        }
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }
}
