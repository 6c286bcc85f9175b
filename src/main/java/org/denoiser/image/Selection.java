package org.denoiser.image;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import java.awt.Rectangle;

/** The pixels inside of an area selection of an image, in every plane the same. Immutable and thread-safe. */
public final class Selection {
    private final int width;
    private final Rectangle bounds;
    /** Over the bounds, by rows; null where all of them are inside. */
    private final byte[] mask;

    private Selection(int width, Rectangle bounds, byte[] mask) {
        this.width = width;
        this.bounds = bounds;
        this.mask = mask;
    }

    /**
     * The selection of an image.
     *
     * @return null if there is none, if it is a line or points, if it is the whole image, or if no pixel is inside
     */
    public static Selection of(ImagePlus image) {
        Roi roi = image.getRoi();
        if (roi == null || !roi.isArea()) return null;
        Rectangle whole = roi.getBounds();
        Rectangle bounds = whole.intersection(new Rectangle(image.getWidth(), image.getHeight()));
        if (bounds.isEmpty()) return null;
        ImageProcessor shape = roi.getMask();
        boolean all = shape == null && bounds.width == image.getWidth() && bounds.height == image.getHeight();
        if (all) return null;
        byte[] mask = null;
        if (shape != null) {
            mask = new byte[bounds.width * bounds.height];
            boolean any = false;
            for (int i = 0; i < mask.length; i++) {
                int x = bounds.x - whole.x + i % bounds.width;
                int y = bounds.y - whole.y + i / bounds.width;
                mask[i] = (byte) shape.get(x, y);
                any |= mask[i] != 0;
            }
            if (!any) return null;
        }
        return new Selection(image.getWidth(), bounds, mask);
    }

    /** Whether a pixel is inside. */
    public boolean contains(int x, int y) {
        if (!bounds.contains(x, y)) return false;
        return mask == null || mask[(y - bounds.y) * bounds.width + x - bounds.x] != 0;
    }

    /** Whether any pixel from (left, top) to just before (right, bottom) is inside. */
    public boolean touches(int left, int top, int right, int bottom) {
        Rectangle common = bounds.intersection(new Rectangle(left, top, right - left, bottom - top));
        if (common.isEmpty()) return false;
        if (mask == null) return true;
        for (int y = common.y; y < common.y + common.height; y++) {
            for (int x = common.x; x < common.x + common.width; x++) if (contains(x, y)) return true;
        }
        return false;
    }

    /**
     * Sets the pixels outside of it to those of another plane.
     *
     * @param values whole rows of the image
     * @param others as many
     * @param row the first one
     */
    public void keepOutside(float[] values, float[] others, int row) {
        for (int i = 0; i < values.length; i++) {
            if (!contains(i % width, row + i / width)) values[i] = others[i];
        }
    }
}
