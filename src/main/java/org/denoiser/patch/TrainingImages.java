package org.denoiser.patch;

import ij.ImagePlus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.denoiser.image.Downscale;
import org.denoiser.image.PlaneListener;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.ValueScaling;

/**
 * Turns ImageJ's images into images to learn from: every plane, or every channel and time point of a stack as a volume, scaled as the
 * rule says, at one or several sizes; where several channels are learnt together, all channels of a slice and time point are one. Immutable and thread-safe.
 */
public final class TrainingImages {
    /** Smaller copies would hold little more than a patch. */
    private static final int SMALLEST_SIDE = 32;

    private static final int MOST_SHRUNK = 16;

    private final ScalingRule rule;
    private final int channels;
    private final List<Integer> sides;
    private final boolean volumes;
    private final double shrink;

    /**
     * For planes.
     *
     * @param channels 1 for one channel at a time (RGB is turned to its luminance), or the number of all channels of an image, or 3 for RGB
     * @param sides lengths to which the longer side of larger images is shrunk by area averaging, a copy for each; smaller images
     *     are taken once, as they are. Empty for all as they are. Shrinking removes the noise and the compression of photographs
     */
    public TrainingImages(ScalingRule rule, int channels, List<Integer> sides) {
        this(rule, channels, sides, false);
    }

    /** @param volumes whether the z slices of a stack belong together; the others as for planes */
    public TrainingImages(ScalingRule rule, int channels, List<Integer> sides, boolean volumes) {
        this(rule, channels, sides, volumes, 1);
    }

    private TrainingImages(ScalingRule rule, int channels, List<Integer> sides, boolean volumes, double shrink) {
        if (channels < 1) {
            throw new IllegalArgumentException("channels=" + channels + ": a number from 1 is needed");
        }
        for (int side : sides) {
            if (side < SMALLEST_SIDE) {
                throw new IllegalArgumentException(
                        "sides=" + side + ": lengths of at least " + SMALLEST_SIDE + " pixels are needed");
            }
        }
        this.rule = rule;
        this.channels = channels;
        this.sides = List.copyOf(sides);
        this.volumes = volumes;
        this.shrink = shrink;
    }

    /**
     * The same that shrink every image at least by a factor, also those that are smaller than the sides.
     *
     * @throws IllegalArgumentException unless it is 1 to 16
     */
    public TrainingImages shrink(double factor) {
        if (!(factor >= 1 && factor <= MOST_SHRUNK)) {
            throw new IllegalArgumentException(
                    "shrink=" + factor + ": a number from 1 to " + MOST_SHRUNK + " is needed");
        }
        return new TrainingImages(rule, channels, sides, volumes, factor);
    }

    /**
     * All planes, or volumes, of an image.
     *
     * @throws IllegalArgumentException for NaN or infinite pixels, a grey image where RGB is needed, or one without z slices where
     *     volumes are
     */
    public List<TrainingImage> of(ImagePlus image) {
        Planes planes = planes(image);
        return of(image, planes, rule.scalings(planes, PlaneListener.NONE));
    }

    /**
     * All planes, or volumes, of an image, each with the same one of another image as its target. Both are scaled alike, as the rule says for the
     * first.
     *
     * @throws IllegalArgumentException as {@link #of(ImagePlus)}, or naming both when they differ in size, slices or channels
     */
    public List<TrainingImage> of(ImagePlus image, ImagePlus target) {
        Planes planes = planes(image);
        Planes wanted = planes(target);
        boolean sameStack = !volumes || image.getNSlices() == target.getNSlices();
        if (planes.count() != wanted.count() || planes.channels() != wanted.channels() || !sameStack) {
            throw new IllegalArgumentException("Image '" + image.getTitle() + "' has " + slices(planes)
                    + ", but its target '" + target.getTitle() + "' " + slices(wanted) + "; both must have as many.");
        }
        List<ValueScaling> scalings = rule.scalings(planes, PlaneListener.NONE);
        List<TrainingImage> images = of(image, planes, scalings);
        List<TrainingImage> targets = of(target, wanted, scalings);
        for (int i = 0; i < images.size(); i++) {
            images.set(i, images.get(i).withTarget(targets.get(i)));
        }
        return images;
    }

    private static String slices(Planes planes) {
        return planes.count() + (planes.count() == 1 ? " slice" : " slices") + " of " + planes.channels()
                + (planes.channels() == 1 ? " channel" : " channels");
    }

    private Planes planes(ImagePlus image) {
        Planes planes = Planes.of(image);
        planes.requireFinite(PlaneListener.NONE);
        boolean colors = planes.components() == channels;
        boolean allChannels = together(planes) && planes.channels() == channels;
        if (channels > 1 && !colors && !allChannels) {
            throw new IllegalArgumentException("channels=" + channels + ": image '" + image.getTitle() + "' "
                    + (planes.components() == 3
                            ? "has 3 colours"
                            : planes.channels() == 1 ? "is grey" : "has " + planes.channels() + " channels")
                    + ", but the network to be trained takes "
                    + (channels == 3 ? "RGB or 3 channels" : channels + " channels") + " at once.");
        }
        if (volumes && image.getNSlices() == 1) {
            throw new IllegalArgumentException("Image '" + image.getTitle()
                    + "' has one z slice only, but the network to be trained learns from stacks of several.");
        }
        return planes;
    }

    private List<TrainingImage> of(ImagePlus image, Planes planes, List<ValueScaling> scalings) {
        List<TrainingImage> images = new ArrayList<>();
        int depth = volumes ? image.getNSlices() : 1;
        int side = together(planes) ? 1 : planes.channels();
        int stacks = planes.count() / planes.channels() / depth * side;
        for (int number = 0; number < stacks; number++) {
            // ImageJ's order is channel, slice, time point.
            int first = number / side * planes.channels() * depth + number % side;
            String name = stacks == 1 ? image.getTitle() : image.getTitle() + " " + planes.position(first);
            float[][][] values = new float[depth][][];
            for (int z = 0; z < depth; z++) {
                values[z] = pixel(planes, first + z * planes.channels(), scalings);
            }
            addSizes(name, planes.width(), planes.height(), values, images);
        }
        return images;
    }

    /** Whether the channels of a hyperstack are those of the network. */
    private boolean together(Planes planes) {
        return channels > 1 && planes.components() == 1;
    }

    /** What the network takes at once of a plane, or of it and those of the other channels. */
    private float[][] pixel(Planes planes, int plane, List<ValueScaling> scalings) {
        float[][] values = new float[channels][];
        for (int channel = 0; channel < channels; channel++) {
            int from = together(planes) ? plane + channel : plane;
            int component = together(planes) ? 0 : channel;
            values[channel] = channels == 1 ? planes.luminance(plane) : planes.read(from, component);
            scalings.get(planes.channelOf(from)).apply(values[channel]);
        }
        return values;
    }

    /** @param values by plane and channel */
    private void addSizes(String name, int width, int height, float[][][] values, List<TrainingImage> images) {
        Set<Double> factors = new LinkedHashSet<>();
        for (int side : sides) {
            factors.add(Math.max(shrink, (double) Math.max(width, height) / side));
        }
        if (factors.isEmpty()) {
            factors.add(shrink);
        }
        for (double factor : factors) {
            Downscale downscale = Downscale.by(factor);
            int newWidth = downscale.length(width);
            int newHeight = downscale.length(height);
            int area = newWidth * newHeight * channels;
            float[] pixels = new float[Math.multiplyExact(values.length, area)];
            for (int i = 0; i < values.length * channels; i++) {
                int channel = i % channels;
                int to = i / channels * area + channel;
                for (float value : downscale.apply(values[i / channels][channel], width, height)) {
                    pixels[to] = value;
                    to += channels;
                }
            }
            images.add(TrainingImage.volume(name, newWidth, newHeight, values.length, channels, pixels));
        }
    }
}
