package org.denoiser.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/**
 * The pixels that a preview has to give a network: those shown and a margin around them, in the current plane, for networks of
 * volumes also in the planes above and below. A copy, so that the image may change meanwhile.
 */
final class PreviewCrop {
    private final Rectangle shown;
    private final ImagePlus image;
    /** Of the plane that is shown, from 1. */
    private final int plane;

    /**
     * @param source whose current plane is shown
     * @param part of the image
     * @param margin pixels around what is shown
     * @param multiple of the network's size, to which the cut keeps, so that the network sees the pixels as in the whole image
     * @param depth how many planes are wanted above and below
     */
    PreviewCrop(ImagePlus source, PreviewPart part, int margin, int multiple, int depth) {
        Rectangle wanted = part.bounds();
        int left = Math.max(0, wanted.x - margin) / multiple * multiple;
        int top = Math.max(0, wanted.y - margin) / multiple * multiple;
        Rectangle cut = new Rectangle(
                left,
                top,
                Math.min(source.getWidth(), wanted.x + wanted.width + margin) - left,
                Math.min(source.getHeight(), wanted.y + wanted.height + margin) - top);
        shown = new Rectangle(wanted.x - left, wanted.y - top, wanted.width, wanted.height);
        int z = source.getZ();
        int first = Math.max(1, z - depth);
        int last = Math.min(source.getNSlices(), z + depth);
        plane = z - first + 1;
        ImageStack planes = new ImageStack(cut.width, cut.height);
        for (int i = first; i <= last; i++) {
            int index = depth == 0 ? source.getCurrentSlice() : source.getStackIndex(source.getC(), i, source.getT());
            planes.addSlice(cut(source, index, cut));
        }
        image = new ImagePlus(source.getTitle(), planes);
        image.setDimensions(1, planes.size(), 1);
        image.setSlice(plane);
        if (source.getType() == ImagePlus.COLOR_256) image.setTypeToColor256();
        show(source.getProcessor());
        select(part.selection(), cut);
    }

    private static ImageProcessor cut(ImagePlus source, int index, Rectangle cut) {
        if (source.getStackSize() == 1) return cut(source.getProcessor(), cut);
        ImageStack stack = source.getStack();
        // a virtual stack may hand out the same array for every plane
        synchronized (stack) {
            ImageProcessor plane = stack.getProcessor(index);
            if (plane == null) {
                throw new IllegalArgumentException("The image '" + source.getTitle() + "' did not deliver its plane.");
            }
            return cut(plane, cut);
        }
    }

    private static ImageProcessor cut(ImageProcessor from, Rectangle cut) {
        ImageProcessor to = from.createProcessor(cut.width, cut.height);
        to.insert(from, -cut.x, -cut.y);
        return to;
    }

    /** The look of the image: its colours and its display range. */
    private void show(ImageProcessor look) {
        ImageProcessor processor = image.getProcessor();
        boolean grey = image.getType() != ImagePlus.COLOR_RGB && image.getType() != ImagePlus.COLOR_256;
        if (grey) processor.setLut(look.getLut());
        else if (image.getType() == ImagePlus.COLOR_256) processor.setColorModel(look.getColorModel());
    }

    private void select(Roi selection, Rectangle cut) {
        if (selection == null) return;
        Roi moved = (Roi) selection.clone();
        moved.setLocation(selection.getXBase() - cut.x, selection.getYBase() - cut.y);
        image.setRoi(moved, false);
    }

    /** What is to be denoised; its selection is that of the whole image. */
    ImagePlus image() {
        return image;
    }

    /** What is shown of it. */
    BufferedImage picture() {
        return picture(image);
    }

    /** What is shown of an image of the same size, in the look of this one. */
    BufferedImage picture(ImagePlus result) {
        result.setPositionWithoutUpdate(1, plane, 1);
        ImageProcessor processor = result.getStackSize() == 1
                ? result.getProcessor()
                : result.getStack().getProcessor(plane).duplicate();
        boolean grey = image.getType() != ImagePlus.COLOR_RGB && image.getType() != ImagePlus.COLOR_256;
        if (grey) processor.setLut(image.getProcessor().getLut());
        BufferedImage picture = new BufferedImage(shown.width, shown.height, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().drawImage(processor.createImage(), -shown.x, -shown.y, null);
        return picture;
    }
}
