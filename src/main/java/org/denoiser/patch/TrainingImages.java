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
 * Turns ImageJ's images into images to learn from: every plane, scaled as the rule says, at one or several sizes. Immutable and
 * thread-safe.
 */
public final class TrainingImages {
    /** Smaller copies would hold little more than a patch. */
    private static final int SMALLEST_SIDE = 32;

    private final ScalingRule rule;
    private final int channels;
    private final List<Integer> sides;

    /**
     * @param channels 1 for grey (RGB is turned to its luminance) or 3 for RGB
     * @param sides lengths to which the longer side of larger images is shrunk by area averaging, a copy for each; smaller images
     *     are taken once, as they are. Empty for all as they are. Shrinking removes the noise and the compression of photographs
     */
    public TrainingImages(ScalingRule rule, int channels, List<Integer> sides) {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("channels=" + channels + ": 1 (grey) or 3 (RGB) is needed for training");
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
    }

    /**
     * All planes of an image.
     *
     * @throws IllegalArgumentException for NaN or infinite pixels, or a grey image where RGB is needed
     */
    public List<TrainingImage> of(ImagePlus image) {
        Planes planes = planes(image);
        return of(image, planes, rule.scalings(planes, PlaneListener.NONE));
    }

    /**
     * All planes of an image, each with the same plane of another one as its target. Both are scaled alike, as the rule says for the
     * first.
     *
     * @throws IllegalArgumentException as {@link #of(ImagePlus)}, or naming both when they differ in size, slices or channels
     */
    public List<TrainingImage> of(ImagePlus image, ImagePlus target) {
        Planes planes = planes(image);
        Planes wanted = planes(target);
        if (planes.count() != wanted.count() || planes.channels() != wanted.channels()) {
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
        if (channels == 3 && planes.components() != 3) {
            throw new IllegalArgumentException(
                    "Image '" + image.getTitle() + "' is grey, but the network to be trained takes RGB.");
        }
        return planes;
    }

    private List<TrainingImage> of(ImagePlus image, Planes planes, List<ValueScaling> scalings) {
        List<TrainingImage> images = new ArrayList<>();
        for (int plane = 0; plane < planes.count(); plane++) {
            String name = planes.count() == 1 ? image.getTitle() : image.getTitle() + " " + planes.position(plane);
            addSizes(name, planes.width(), planes.height(), components(planes, plane, scalings), images);
        }
        return images;
    }

    private float[][] components(Planes planes, int plane, List<ValueScaling> scalings) {
        float[][] values = new float[channels][];
        for (int channel = 0; channel < channels; channel++) {
            values[channel] = channels == 1 ? planes.luminance(plane) : planes.read(plane, channel);
            scalings.get(planes.channelOf(plane)).apply(values[channel]);
        }
        return values;
    }

    private void addSizes(String name, int width, int height, float[][] values, List<TrainingImage> images) {
        Set<Double> factors = new LinkedHashSet<>();
        for (int side : sides) {
            factors.add(Math.max(1.0, (double) Math.max(width, height) / side));
        }
        if (factors.isEmpty()) {
            factors.add(1.0);
        }
        for (double factor : factors) {
            Downscale downscale = Downscale.by(factor);
            int newWidth = downscale.length(width);
            int newHeight = downscale.length(height);
            float[] pixels = new float[newWidth * newHeight * channels];
            for (int channel = 0; channel < channels; channel++) {
                float[] shrunk = downscale.apply(values[channel], width, height);
                for (int i = 0; i < shrunk.length; i++) {
                    pixels[i * channels + channel] = shrunk[i];
                }
            }
            images.add(new TrainingImage(name, newWidth, newHeight, channels, pixels));
        }
    }
}
