package org.denoiser.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A square image or stack of seeded random values, as a benchmark takes it: 16-bit, or RGB for networks of several channels. Immutable. */
final class BenchmarkImage {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,4})(?:x([1-9][0-9]{0,4}))?");

    /** The largest square that an array holds. */
    private static final int MOST = 46340;

    private final int side;
    private final int planes;
    private final boolean grey;

    private BenchmarkImage(int side, int planes, boolean grey) {
        this.side = side;
        this.planes = planes;
        this.grey = grey;
    }

    /**
     * The images of a value such as {@code 512,2048x50}.
     *
     * @param channels of the network
     * @throws IllegalArgumentException for anything else
     */
    static List<BenchmarkImage> parse(String sizes, int channels) {
        List<BenchmarkImage> images = new ArrayList<>();
        for (String part : sizes.split(",")) {
            Matcher matcher = SIZE.matcher(part.trim());
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > MOST) {
                throw new IllegalArgumentException("sizes=" + sizes + ": sides of 1 to " + MOST
                        + " pixels, separated by commas, are needed, with xN behind for N planes");
            }
            int planes = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            images.add(new BenchmarkImage(Integer.parseInt(matcher.group(1)), planes, channels == 1));
        }
        return images;
    }

    /** Pixels of all planes. */
    double pixels() {
        return (double) side * side * planes;
    }

    /** A new one, with the same values each time. */
    ImagePlus image() {
        SplittableRandom random = new SplittableRandom(1);
        ImageStack stack = new ImageStack(side, side);
        for (int plane = 0; plane < planes; plane++) {
            ImageProcessor pixels = grey ? new ShortProcessor(side, side) : new ColorProcessor(side, side);
            for (int i = 0; i < side * side; i++) {
                pixels.set(i, random.nextInt(grey ? 1 << 16 : 1 << 24));
            }
            stack.addSlice(pixels);
        }
        return new ImagePlus("benchmark", stack);
    }

    /** Has a filter change a copy of each plane. */
    static void forEachPlane(ImagePlus image, Consumer<ImageProcessor> filter) {
        for (int plane = 1; plane <= image.getStackSize(); plane++) {
            filter.accept(image.getStack().getProcessor(plane).duplicate());
        }
    }
}
