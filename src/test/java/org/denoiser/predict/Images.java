package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.denoiser.image.PixelType;
import org.denoiser.image.Planes;

/** Images of every type with everything that a result must carry on, and all that is compared of them. */
final class Images {
    /** Kinds of stacks. */
    enum Kind {
        SINGLE(1, 1, 1),
        STACK(1, 4, 1),
        HYPERSTACK(2, 2, 2),
        COMPOSITE(3, 1, 2),
        VIRTUAL(1, 3, 1);

        final int channels;
        final int slices;
        final int frames;

        Kind(int channels, int slices, int frames) {
            this.channels = channels;
            this.slices = slices;
            this.frames = frames;
        }
    }

    private Images() {}

    /** Random pixels over the whole range of the type. */
    static ImageProcessor processor(PixelType type, int width, int height, long seed) {
        Random random = new Random(seed);
        ImageProcessor processor = empty(type, width, height);
        for (int i = 0; i < width * height; i++) {
            if (type == PixelType.GRAY32) processor.setf(i, (float) (1000 * random.nextGaussian()));
            else processor.set(i, random.nextInt(type == PixelType.RGB ? 1 << 24 : (int) type.maximum() + 1));
        }
        return processor;
    }

    static ImageProcessor empty(PixelType type, int width, int height) {
        switch (type) {
            case GRAY16:
                return new ShortProcessor(width, height);
            case GRAY32:
                return new FloatProcessor(width, height);
            case RGB:
                return new ColorProcessor(width, height);
            default:
                return new ByteProcessor(width, height);
        }
    }

    static boolean exists(PixelType type, Kind kind) {
        return type.components() == 1 || kind != Kind.COMPOSITE;
    }

    /** An image called {@code cells.tif} with calibration, labels, look-up table, display range, selection, overlay, info and position. */
    static ImagePlus decorated(PixelType type, Kind kind, int width, int height) {
        ImageStack stack = new ImageStack(width, height);
        int count = kind.channels * kind.slices * kind.frames;
        for (int i = 0; i < count; i++) stack.addSlice("label " + i, processor(type, width, height, i));
        ImagePlus image = count == 1
                ? new ImagePlus("cells.tif", stack.getProcessor(1))
                : new ImagePlus("cells.tif", kind == Kind.VIRTUAL ? new Virtual(stack) : stack);
        image.setDimensions(kind.channels, kind.slices, kind.frames);
        if (kind == Kind.COMPOSITE) image = new CompositeImage(image, CompositeImage.COMPOSITE);
        image.setOpenAsHyperStack(image.isHyperStack());
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = 0.25;
        calibration.pixelHeight = 0.5;
        calibration.pixelDepth = 2;
        calibration.setUnit("um");
        calibration.frameInterval = 1.5;
        if (type == PixelType.INDEXED) index(image);
        else if (type != PixelType.RGB) show(image);
        image.setProperty("Info", "Exposure: 20 ms");
        image.setRoi(new OvalRoi(0, 0, 3, 2));
        Overlay overlay = new Overlay(new Roi(1, 0, 2, 2));
        overlay.get(0).setPosition(count);
        image.setOverlay(overlay);
        // ImageJ forgets the colours of an indexed stack when it shows another slice of it
        if (count > 1 && type != PixelType.INDEXED) {
            int[] position = image.convertIndexToPosition(count - 1);
            image.setPosition(position[0], position[1], position[2]);
        }
        return image;
    }

    private static void index(ImagePlus image) {
        byte[][] table = new byte[3][256];
        for (int i = 0; i < table.length; i++) new Random(i).nextBytes(table[i]);
        image.getProcessor().setColorModel(new IndexColorModel(8, 256, table[0], table[1], table[2]));
        image.setTypeToColor256();
    }

    private static void show(ImagePlus image) {
        if (!(image instanceof CompositeImage)) {
            image.setLut(lut(1));
            image.setDisplayRange(20, 200);
            return;
        }
        for (int channel = 1; channel <= image.getNChannels(); channel++) {
            ((CompositeImage) image).setChannelLut(lut(channel), channel);
            ((CompositeImage) image).getChannelLut(channel).min = 20;
            ((CompositeImage) image).getChannelLut(channel).max = 100 + channel;
        }
    }

    private static LUT lut(int step) {
        byte[][] table = new byte[3][256];
        for (int i = 0; i < 256; i++) {
            table[0][i] = (byte) (i / step);
            table[2][i] = (byte) (255 - i);
        }
        return new LUT(table[0], table[1], table[2]);
    }

    /** Hands out copies of slices that it keeps elsewhere, as a stack on disk does. */
    private static final class Virtual extends VirtualStack {
        private final ImageStack slices;

        Virtual(ImageStack slices) {
            super(slices.getWidth(), slices.getHeight(), slices.size());
            this.slices = slices;
            setBitDepth(slices.getBitDepth());
        }

        @Override
        public ImageProcessor getProcessor(int slice) {
            return slices.getProcessor(slice).duplicate();
        }

        @Override
        public String getSliceLabel(int slice) {
            return slices.getSliceLabel(slice);
        }

        @Override
        public int getBitDepth() {
            return slices.getBitDepth();
        }
    }

    /** All values of an image: plane by plane, component by component. */
    static List<float[]> values(ImagePlus image) {
        Planes planes = Planes.of(image);
        List<float[]> values = new ArrayList<>();
        for (int plane = 0; plane < planes.count(); plane++) {
            for (int component = 0; component < planes.components(); component++) {
                values.add(planes.read(plane, component));
            }
        }
        return values;
    }

    static void assertSameValues(List<float[]> expected, List<float[]> actual, float tolerance, String message) {
        assertEquals(expected.size(), actual.size(), message);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), tolerance, message + ", plane " + i);
        }
    }

    /** Everything but pixels, type and title, as lines of text. */
    static String metadata(ImagePlus image) {
        List<String> lines = new ArrayList<>();
        Calibration c = image.getLocalCalibration();
        lines.add("dimensions " + Arrays.toString(image.getDimensions()) + " " + image.isHyperStack());
        lines.add("mode " + (image instanceof CompositeImage ? ((CompositeImage) image).getModeAsString() : "none"));
        lines.add("position " + image.getC() + " " + image.getZ() + " " + image.getT());
        lines.add("pixels " + c.pixelWidth + " " + c.pixelHeight + " " + c.pixelDepth + " " + c.getUnit());
        lines.add("time " + c.frameInterval + " " + c.getTimeUnit());
        for (int i = 1; image.getStackSize() > 1 && i <= image.getStackSize(); i++) {
            lines.add("label " + image.getStack().getSliceLabel(i));
        }
        lines.add("info " + image.getInfoProperty());
        lines.add("selection " + image.getRoi());
        lines.add("overlay "
                + (image.getOverlay() == null
                        ? ""
                        : Arrays.toString(image.getOverlay().toArray())));
        if (PixelType.of(image).components() == 1) {
            lines.add("shown " + image.getDisplayRangeMin() + " " + image.getDisplayRangeMax());
            for (LUT lut : image.getLuts())
                lines.add("LUT " + Arrays.hashCode(lut.getBytes()) + " " + lut.min + " " + lut.max);
        }
        return String.join("\n", lines);
    }
}
