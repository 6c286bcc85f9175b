package org.denoiser.image;

import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * ImageJ's view of a TIFF or BigTIFF file whose planes stay on disk. Unlike ImageJ's own it reads BigTIFF, holds next to nothing of each
 * plane, and says what is wrong where a plane cannot be read, by an {@link UncheckedIOException} with a sentence. Each call gives a new
 * processor, so changes of its pixels are lost. Labels are those of {@link #setSliceLabel}. Thread-safe but for labels.
 */
final class TiffStack extends VirtualStack {
    private final TiffPages pages;
    private final ColorModel colors;
    private String[] labels;

    /** @param colors of planes of 8 bits; null for grey */
    TiffStack(TiffPages pages, ColorModel colors) {
        super(pages.info().width, pages.info().height);
        this.pages = pages;
        this.colors = colors;
    }

    @Override
    public int size() {
        return pages.count();
    }

    @Override
    public int getSize() {
        return size();
    }

    @Override
    public ImageProcessor getProcessor(int n) {
        if (n < 1 || n > size()) throw new IllegalArgumentException("Slice " + n + " is not one of 1 to " + size());
        ImageProcessor processor = processor(getPixels(n));
        if (colors != null && processor instanceof ByteProcessor) processor.setColorModel(colors);
        return processor;
    }

    @Override
    public Object getPixels(int n) {
        try {
            return pages.pixels(n - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private ImageProcessor processor(Object pixels) {
        if (pixels instanceof byte[]) return new ByteProcessor(getWidth(), getHeight(), (byte[]) pixels, null);
        if (pixels instanceof short[]) return new ShortProcessor(getWidth(), getHeight(), (short[]) pixels, null);
        if (pixels instanceof float[]) return new FloatProcessor(getWidth(), getHeight(), (float[]) pixels, null);
        return new ColorProcessor(getWidth(), getHeight(), (int[]) pixels);
    }

    @Override
    public int getBitDepth() {
        if (pages.isColor()) return 24;
        return Math.min(32, 8 * pages.info().getBytesPerPixel());
    }

    @Override
    public String getSliceLabel(int n) {
        return labels == null ? null : labels[n - 1];
    }

    @Override
    public void setSliceLabel(String label, int n) {
        if (labels == null && label == null) return;
        if (labels == null) labels = new String[size()];
        labels[n - 1] = label;
    }
}
