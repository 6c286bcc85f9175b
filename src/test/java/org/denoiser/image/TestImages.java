package org.denoiser.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
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
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Images of every pixel type, dimension and awkward size, with all the metadata that ImageJ knows of. */
public final class TestImages {
    /** Channels, z slices, time points and whether it is a composite. */
    public enum Shape {
        SINGLE(1, 1, 1, 0),
        STACK(1, 5, 1, 0),
        TIME(1, 1, 4, 0),
        CHANNELS(3, 1, 1, 0),
        HYPERSTACK(2, 3, 2, 0),
        COMPOSITE(3, 1, 1, CompositeImage.COMPOSITE),
        COLORS(2, 2, 1, CompositeImage.COLOR),
        GRAYS(2, 2, 3, CompositeImage.GRAYSCALE),
        MANY_CHANNELS(9, 1, 2, CompositeImage.COLOR);

        public final int channels;
        public final int slices;
        public final int frames;
        final int mode;

        Shape(int channels, int slices, int frames, int mode) {
            this.channels = channels;
            this.slices = slices;
            this.frames = frames;
            this.mode = mode;
        }
    }

    private static final int[][] SIZES = {{1, 1}, {1, 7}, {6, 1}, {13, 9}};

    private TestImages() {}

    /** All combinations that ImageJ allows. */
    static Stream<ImagePlus> all() {
        List<ImagePlus> images = new ArrayList<>();
        for (PixelType type : PixelType.values()) {
            for (Shape shape : Shape.values()) {
                boolean colors = type.components() == 3;
                if (colors && shape.mode > 0) continue;
                for (int[] size : SIZES) images.add(decorated(type, shape, size[0], size[1]));
            }
        }
        return images.stream();
    }

    /** Random pixels over the whole range of the type; the 32-bit ones also negative. */
    public static ImagePlus plain(PixelType type, Shape shape, int width, int height) {
        Random random = new Random(31 * type.ordinal() + shape.ordinal());
        ImageStack stack = new ImageStack(width, height);
        for (int i = 0; i < shape.channels * shape.slices * shape.frames; i++) {
            stack.addSlice(processor(type, width, height, random));
        }
        String title = type + " " + shape + " " + width + "x" + height + ".tif";
        ImagePlus image = stack.size() == 1 ? new ImagePlus(title, stack.getProcessor(1)) : new ImagePlus(title, stack);
        image.setDimensions(shape.channels, shape.slices, shape.frames);
        if (shape.mode > 0) image = new CompositeImage(image, shape.mode);
        image.setOpenAsHyperStack(image.isHyperStack());
        if (type == PixelType.INDEXED) index(image);
        return image;
    }

    static ImageProcessor processor(PixelType type, int width, int height, Random random) {
        int size = width * height;
        switch (type) {
            case GRAY16:
                short[] shorts = new short[size];
                for (int i = 0; i < size; i++) shorts[i] = (short) random.nextInt(65536);
                return new ShortProcessor(width, height, shorts, null);
            case GRAY32:
                float[] floats = new float[size];
                for (int i = 0; i < size; i++) floats[i] = (float) random.nextGaussian() * 1000;
                return new FloatProcessor(width, height, floats);
            case RGB:
                int[] colors = new int[size];
                for (int i = 0; i < size; i++) colors[i] = 0xff000000 | random.nextInt(1 << 24);
                return new ColorProcessor(width, height, colors);
            default:
                byte[] bytes = new byte[size];
                random.nextBytes(bytes);
                return new ByteProcessor(width, height, bytes);
        }
    }

    /** A colour table that is no ramp. */
    private static void index(ImagePlus image) {
        byte[][] table = new byte[3][256];
        Random random = new Random(5);
        for (byte[] column : table) random.nextBytes(column);
        image.getProcessor().setColorModel(new IndexColorModel(8, 256, table[0], table[1], table[2]));
        image.setTypeToColor256();
    }

    /** The same with everything set that a result must carry on. */
    public static ImagePlus decorated(PixelType type, Shape shape, int width, int height) {
        ImagePlus image = plain(type, shape, width, height);
        if (image.getStackSize() > 1) {
            for (int i = 1; i <= image.getStackSize(); i += 2) image.getStack().setSliceLabel("label " + i, i);
        } else {
            image.setProp("Slice_Label", "the only one");
        }
        calibrate(image.getCalibration());
        show(image, type);
        image.setProperty("Info", "Exposure: 20 ms\nGain: \u00b5");
        image.setProp("Dye", "DAPI");
        image.setProp("Plate", 7);
        image.setRoi(new OvalRoi(0, 0, 1, 1));
        Overlay overlay = new Overlay(new Roi(0, 0, 1, 1));
        overlay.get(0).setPosition(image.getStackSize());
        overlay.add(new OvalRoi(0, 0, 1, 1));
        if (image.isHyperStack()) overlay.get(1).setPosition(1, 1, 1);
        overlay.drawNames(true);
        image.setOverlay(overlay);
        return image;
    }

    private static void calibrate(Calibration calibration) {
        calibration.pixelWidth = 0.25;
        calibration.pixelHeight = 0.5;
        calibration.pixelDepth = 2;
        calibration.setUnit("um");
        calibration.xOrigin = 3;
        calibration.frameInterval = 1.5;
        calibration.setTimeUnit("min");
        calibration.setInvertY(true);
    }

    private static void show(ImagePlus image, PixelType type) {
        if (type.components() == 3) return;
        double min = type == PixelType.GRAY8 ? 20 : type == PixelType.GRAY16 ? 1000 : -12.5;
        double max = type == PixelType.GRAY8 ? 200 : type == PixelType.GRAY16 ? 40000 : 99.25;
        if (image instanceof CompositeImage) {
            CompositeImage composite = (CompositeImage) image;
            for (int channel = 1; channel <= image.getNChannels(); channel++) {
                composite.setChannelLut(ramp(channel), channel);
                composite.getChannelLut(channel).min = min;
                composite.getChannelLut(channel).max = max + channel;
            }
        } else {
            image.getProcessor().setColorModel(ramp(2));
            image.setDisplayRange(min, max);
        }
        if (image.getStackSize() > 1) {
            int[] position = image.convertIndexToPosition(image.getStackSize() - 1);
            image.setPosition(position[0], position[1], position[2]);
        }
        if (image instanceof CompositeImage) ((CompositeImage) image).updateImage();
    }

    private static LUT ramp(int step) {
        byte[][] table = new byte[3][256];
        for (int i = 0; i < 256; i++) {
            table[0][i] = (byte) i;
            table[1][i] = (byte) (i / step);
            table[2][i] = (byte) (255 - i);
        }
        return new LUT(table[0], table[1], table[2]);
    }
}
