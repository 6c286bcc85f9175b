package org.denoiser.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.util.Locale;
import java.util.Map;

/** Copies everything but the pixels from an image to one made from it. */
final class Metadata {
    private static final String[] COLORS = {"Red", "Green", "Blue"};

    private final Planes planes;
    private final ImagePlus input;
    /** How many channels each channel of the input became: 3 where colours were split, else 1. */
    private final int split;

    /** @param split how many channels of the result come from one of the input */
    Metadata(Planes planes, int split) {
        this.planes = planes;
        this.input = planes.image();
        this.split = split;
    }

    /** Copies to an image that has its dimensions, pixels and display mode already and no window. */
    void copyTo(ImagePlus result) {
        copyProperties(result);
        copyLabels(result);
        copyCalibration(result);
        // ImageJ keeps one processor for all slices and stores the display range in it, so the position comes first
        int slice = (input.getCurrentSlice() - 1) * split + 1;
        if (result.getStackSize() > 1) {
            int[] position = result.convertIndexToPosition(slice);
            result.setPositionWithoutUpdate(position[0], position[1], position[2]);
        }
        copyDisplay(result);
        copyOverlay(result);
        Roi roi = input.getRoi();
        if (roi != null) result.setRoi(moved((Roi) roi.clone()), false);
        result.changes = false;
    }

    private void copyLabels(ImagePlus result) {
        if (planes.count() * split == 1) {
            String label = input.hasImageStack() ? input.getImageStack().getSliceLabel(1) : null;
            if (label != null) result.setProp("Slice_Label", label);
            return;
        }
        for (int plane = 0; plane < planes.count(); plane++) {
            String label = planes.count() > 1 ? input.getImageStack().getSliceLabel(plane + 1) : null;
            for (int i = 0; i < split; i++) {
                String color = label == null ? COLORS[i] : label + " (" + COLORS[i].toLowerCase(Locale.ROOT) + ")";
                result.getImageStack().setSliceLabel(split == 1 ? label : color, plane * split + i + 1);
            }
        }
    }

    void copyProperties(ImagePlus result) {
        if (input.getProperties() != null) {
            // other objects than text belong to the input's pixels, such as its Fourier transform or its plot
            for (Map.Entry<Object, Object> entry : input.getProperties().entrySet()) {
                if (entry.getValue() instanceof String) result.setProperty((String) entry.getKey(), entry.getValue());
            }
        }
        result.setProperties(input.getPropertiesAsArray());
        // it says that the input's title needs no number added to it, which is not known of the result's
        result.setProp("UniqueName", null);
    }

    void copyCalibration(ImagePlus result) {
        Calibration calibration = input.getLocalCalibration();
        result.setCalibration(calibration);
        boolean dropped =
                calibration.calibrated() && !result.getLocalCalibration().calibrated();
        if (dropped) result.getLocalCalibration().setValueUnit("Gray Value");
    }

    private void copyDisplay(ImagePlus result) {
        if (split > 1) {
            showColors((CompositeImage) result);
        } else if (result instanceof CompositeImage) {
            ((CompositeImage) result).copyLuts(input);
        } else if (!(planes.type() == PixelType.RGB || planes.type() == PixelType.INDEXED)) {
            result.getProcessor().setLut(input.getProcessor().getLut());
        }
        if (result instanceof CompositeImage) showChannel((CompositeImage) result);
    }

    private static void showColors(CompositeImage result) {
        for (int channel = 1; channel <= result.getNChannels(); channel++) {
            byte[][] table = new byte[3][256];
            for (int i = 0; i < 256; i++) table[(channel - 1) % 3][i] = (byte) i;
            result.setChannelLut(new LUT(table[0], table[1], table[2]), channel);
            result.getChannelLut(channel).min = 0;
            result.getChannelLut(channel).max = 255;
        }
    }

    /** Gives the processor the look of its channel, which ImageJ does only when it paints. */
    static void showChannel(CompositeImage result) {
        ImageProcessor processor = result.getProcessor();
        LUT lut = result.getChannelLut(result.getC());
        if (result.getMode() != CompositeImage.GRAYSCALE) processor.setLut(lut);
        else if (lut.min != 0 || lut.max != 0) processor.setMinAndMax(lut.min, lut.max);
    }

    private void copyOverlay(ImagePlus result) {
        Overlay overlay = input.getOverlay();
        if (overlay == null) return;
        Overlay copy = overlay.duplicate();
        for (int i = 0; i < copy.size(); i++) moved(copy.get(i));
        result.setOverlay(copy);
        result.setHideOverlay(input.getHideOverlay());
    }

    /** Where colours were split, what belonged to one slice belongs to all channels of its z and time. */
    private Roi moved(Roi roi) {
        if (split == 1) return roi;
        if (roi.hasHyperStackPosition()) {
            roi.setPosition(0, roi.getZPosition(), roi.getTPosition());
        } else if (roi.getPosition() > 0 && roi.getPosition() <= planes.count()) {
            int[] position = input.convertIndexToPosition(roi.getPosition());
            roi.setPosition(0, position[1], position[2]);
        }
        return roi;
    }
}
