package org.denoiser.command;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Roi;
import java.awt.Rectangle;
import java.util.Objects;

/**
 * The part of an open image that a preview is about, as it was when it was looked at: at most {@link #SIDE} pixels wide and high,
 * in the middle of the area selection, or else of what the image's window shows. Two are equal if nothing that matters to the preview
 * has changed in between. Immutable.
 */
public final class PreviewPart {
    /** Largest width and height in pixels. */
    public static final int SIDE = 256;

    /** The same where the largest takes too long. */
    public static final int SMALL_SIDE = 128;

    private final ImagePlus image;
    private final int slice;
    private final Rectangle region;
    private final Roi roi;
    private final double min;
    private final double max;
    private final long version;

    private PreviewPart(ImagePlus image, long version, int side) {
        this.image = image;
        this.version = version;
        slice = image.getCurrentSlice();
        Roi selected = image.getRoi();
        roi = selected != null && selected.isArea() ? (Roi) selected.clone() : null;
        region = region(side);
        min = image.getDisplayRangeMin();
        max = image.getDisplayRangeMax();
    }

    /**
     * Looks at an image; called by the event thread.
     *
     * @param version a number that grows when the pixels change
     */
    public static PreviewPart of(ImagePlus image, long version) {
        return of(image, version, SIDE);
    }

    /**
     * Looks at an image; called by the event thread.
     *
     * @param version a number that grows when the pixels change
     * @param side largest width and height of the part, at most {@link #SIDE}
     */
    public static PreviewPart of(ImagePlus image, long version, int side) {
        return new PreviewPart(image, version, side);
    }

    private Rectangle region(int side) {
        Rectangle whole = new Rectangle(image.getWidth(), image.getHeight());
        ImageCanvas canvas = image.getCanvas();
        Rectangle seen = roi != null ? roi.getBounds() : canvas != null ? canvas.getSrcRect() : whole;
        Rectangle inside = seen.intersection(whole);
        if (inside.isEmpty()) inside = whole;
        int width = Math.min(side, whole.width);
        int height = Math.min(side, whole.height);
        int left = (int) inside.getCenterX() - width / 2;
        int top = (int) inside.getCenterY() - height / 2;
        return new Rectangle(within(left, whole.width - width), within(top, whole.height - height), width, height);
    }

    private static int within(int position, int last) {
        return Math.max(0, Math.min(position, last));
    }

    ImagePlus image() {
        return image;
    }

    /** The pixels shown. */
    Rectangle bounds() {
        return new Rectangle(region);
    }

    /** The area selection that the image has; null for none. */
    Roi selection() {
        return roi;
    }

    /** Grows when the pixels of the image change. */
    long version() {
        return version;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof PreviewPart)) return false;
        PreviewPart that = (PreviewPart) other;
        return image == that.image
                && slice == that.slice
                && region.equals(that.region)
                && Objects.equals(roi, that.roi)
                && min == that.min
                && max == that.max
                && version == that.version;
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(image), slice, region, version);
    }
}
