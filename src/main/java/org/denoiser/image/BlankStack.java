package org.denoiser.image;

import ij.VirtualStack;
import ij.process.ImageProcessor;

/** A stack of any length without pixels: every plane is black. It stands for planes that are still to come. */
final class BlankStack extends VirtualStack {
    private final PixelType type;
    private final int count;
    private String[] labels;

    BlankStack(PixelType type, int width, int height, int count) {
        super(width, height);
        this.type = type;
        this.count = count;
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public int getSize() {
        return count;
    }

    @Override
    public ImageProcessor getProcessor(int n) {
        int size = getWidth() * getHeight();
        return PixelArrays.processor(PixelArrays.allocate(type, size), getWidth(), getHeight());
    }

    @Override
    public Object getPixels(int n) {
        return getProcessor(n).getPixels();
    }

    @Override
    public int getBitDepth() {
        return type == PixelType.RGB ? 24 : 8 * PixelArrays.bytes(type);
    }

    @Override
    public String getSliceLabel(int n) {
        return labels == null ? null : labels[n - 1];
    }

    @Override
    public void setSliceLabel(String label, int n) {
        if (labels == null && label == null) return;
        if (labels == null) labels = new String[count];
        labels[n - 1] = label;
    }
}
