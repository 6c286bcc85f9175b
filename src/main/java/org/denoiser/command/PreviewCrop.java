package org.denoiser.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.denoiser.image.ValueScaling;

/**
 * The pixels that a preview has to give a network: those shown and a margin around them, in the current plane, for networks of
 * volumes also in the planes above and below, for networks of several channels in all channels. A copy, so that the image may change
 * meanwhile.
 */
final class PreviewCrop {
    private final Rectangle shown;
    private final ImagePlus image;
    /** Of the plane that is shown, from 1. */
    private final int plane;
    /** That of the channel which is shown, where the copy holds scaled values; else null. */
    private final ValueScaling scaling;

    /** The colours and the display range of a grey image; else null. */
    private final LUT lut;

    /**
     * @param source whose current plane is shown
     * @param part of the image
     * @param margin pixels around what is shown
     * @param multiple of the network's size, to which the cut keeps, so that the network sees the pixels as in the whole image
     * @param depth how many planes are wanted above and below
     * @param channels null for the channel that is shown alone; else one for each channel of the image, by which its values are scaled in
     *     the copy, or null for values as they are
     */
    PreviewCrop(ImagePlus source, PreviewPart part, int margin, int multiple, int depth, List<ValueScaling> channels) {
        Rectangle wanted = part.bounds();
        int left = Math.max(0, wanted.x - margin) / multiple * multiple;
        int top = Math.max(0, wanted.y - margin) / multiple * multiple;
        Rectangle cut = new Rectangle(
                left,
                top,
                Math.min(source.getWidth(), wanted.x + wanted.width + margin) - left,
                Math.min(source.getHeight(), wanted.y + wanted.height + margin) - top);
        shown = new Rectangle(wanted.x - left, wanted.y - top, wanted.width, wanted.height);
        boolean alone = channels == null;
        int[] position = source.convertIndexToPosition(source.getCurrentSlice());
        int first = Math.max(1, position[1] - depth);
        int last = Math.min(source.getNSlices(), position[1] + depth);
        int together = alone ? 1 : channels.size();
        plane = (position[1] - first) * together + (together == 1 ? 1 : position[0]);
        scaling = alone ? null : channels.get(position[0] - 1);
        ImageStack planes = new ImageStack(cut.width, cut.height);
        for (int i = first; i <= last; i++) {
            for (int channel = 0; channel < together; channel++) {
                int c = alone ? position[0] : channel + 1;
                int index = alone && depth == 0 ? source.getCurrentSlice() : source.getStackIndex(c, i, position[2]);
                planes.addSlice(scaled(cut(source, index, cut), alone ? null : channels.get(channel)));
            }
        }
        image = new ImagePlus(source.getTitle(), planes);
        image.setDimensions(together, planes.size() / together, 1);
        image.setSlice(plane);
        boolean indexed = source.getType() == ImagePlus.COLOR_256;
        lut = indexed || source.getType() == ImagePlus.COLOR_RGB
                ? null
                : source.getProcessor().getLut();
        if (indexed) {
            image.setTypeToColor256();
            image.getProcessor().setColorModel(source.getProcessor().getColorModel());
        }
        select(part.selection(), cut);
    }

    private static ImageProcessor scaled(ImageProcessor plane, ValueScaling scaling) {
        if (scaling == null) return plane;
        ImageProcessor values = plane.convertToFloatProcessor();
        scaling.apply((float[]) values.getPixels());
        return values;
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
        ImageProcessor processor = result.getStackSize() == 1
                ? result.getProcessor()
                : result.getStack().getProcessor(plane).duplicate();
        if (scaling != null) {
            processor = processor.duplicate();
            scaling.restore((float[]) processor.getPixels());
        }
        if (lut != null) processor.setLut(lut);
        BufferedImage picture = new BufferedImage(shown.width, shown.height, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().drawImage(processor.createImage(), -shown.x, -shown.y, null);
        return picture;
    }
}
