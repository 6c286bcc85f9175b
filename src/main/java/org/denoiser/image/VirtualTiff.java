package org.denoiser.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.image.ColorModel;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Opens TIFF and BigTIFF files as virtual stacks with all that ImageJ keeps in them. ImageJ itself restores that: it opens a stack of
 * the same description whose planes are one pixel each, and what belongs to this is copied.
 */
final class VirtualTiff {
    private VirtualTiff() {}

    /**
     * Opens a file of more than one plane, or a single one.
     *
     * @param title of the image
     * @throws IOException with a sentence if it cannot be read
     */
    static ImagePlus open(Path path, TiffPages pages, String title) throws IOException {
        ImagePlus small = small(path, pages);
        if (pages.info().fileType == FileInfo.COLOR8 && isForeign(pages.info())) small.setTypeToColor256();
        boolean indexed = small.getType() == ImagePlus.COLOR_256;
        ColorModel colors = indexed ? small.getProcessor().getColorModel() : null;
        TiffStack stack = new TiffStack(pages, colors);
        ImagePlus image =
                pages.count() == 1 ? new ImagePlus(title, stack.getProcessor(1)) : assemble(title, stack, small);
        if (indexed) image.setTypeToColor256();
        new Metadata(Planes.of(small), 1).copyTo(image);
        if (small.getRoi() != null) image.setRoi(small.getRoi(), false);
        if (!String.valueOf(pages.info().description).contains("min=")) showAll(image);
        FileInfo info = pages.info();
        info.fileFormat = FileInfo.TIFF;
        info.fileName = path.getFileName().toString();
        info.directory = path.getParent() + File.separator;
        image.setFileInfo(info);
        image.changes = false;
        return image;
    }

    /** Opens a file as {@link #open} does, with all planes in memory. */
    static ImagePlus load(Path path, TiffPages pages, String title) throws IOException {
        ImagePlus virtual = open(path, pages, title);
        if (pages.count() == 1) return virtual;
        ImageStack stack = new ImageStack(virtual.getWidth(), virtual.getHeight());
        for (int i = 0; i < pages.count(); i++) {
            stack.addSlice(virtual.getStack().getSliceLabel(i + 1), pages.pixels(i));
        }
        boolean indexed = virtual.getType() == ImagePlus.COLOR_256;
        ImagePlus image = assemble(title, stack, virtual);
        if (indexed) {
            image.getProcessor().setColorModel(virtual.getProcessor().getColorModel());
            image.setTypeToColor256();
        }
        new Metadata(Planes.of(virtual), 1).copyTo(image);
        image.setFileInfo(virtual.getOriginalFileInfo());
        return image;
    }

    /** An image of other planes that has the dimensions and the display mode of a like one. */
    static ImagePlus assemble(String title, ImageStack stack, ImagePlus like) {
        ImagePlus image = new ImagePlus(title, stack);
        image.setDimensions(like.getNChannels(), like.getNSlices(), like.getNFrames());
        if (like instanceof CompositeImage) image = new CompositeImage(image, ((CompositeImage) like).getMode());
        image.setOpenAsHyperStack(like.getOpenAsHyperStack() || image.isHyperStack());
        return image;
    }

    private static boolean isForeign(FileInfo info) {
        return info.description == null || !info.description.startsWith("ImageJ");
    }

    private static ImagePlus small(Path path, TiffPages pages) throws IOException {
        FileInfo info = pages.info();
        info.width = 1;
        info.height = 1;
        info.compression = FileInfo.COMPRESSION_NONE;
        info.stripOffsets = null;
        info.offset = 0;
        info.longOffset = 0;
        info.gapBetweenImages = 0;
        info.longGap = 0;
        // one pixel of any type
        InputStream zeros = new ByteArrayInputStream(new byte[Math.multiplyExact(8, pages.count())]);
        info.inputStream = zeros;
        return TiffReader.open(path, new FileInfo[] {info});
    }

    /** Without a display range in the file ImageJ takes that of the pixels, which are those of the first planes here. */
    private static void showAll(ImagePlus image) {
        int type = image.getType();
        if (type == ImagePlus.COLOR_RGB || type == ImagePlus.COLOR_256 || type == ImagePlus.GRAY8) return;
        if (!(image instanceof CompositeImage)) {
            image.getProcessor().resetMinAndMax();
            return;
        }
        for (int channel = 1; channel <= image.getNChannels(); channel++) {
            LUT lut = ((CompositeImage) image).getChannelLut(channel);
            if (lut.min != lut.max) continue;
            ImageProcessor first = image.getStack().getProcessor(image.getStackIndex(channel, 1, 1));
            first.resetMinAndMax();
            lut.min = first.getMin();
            lut.max = first.getMax();
        }
    }
}
