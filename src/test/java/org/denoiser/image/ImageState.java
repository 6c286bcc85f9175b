package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.LUT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Everything of an image that a user could miss, as text by name, so that two images can be compared and differences read. */
public final class ImageState {
    private final Map<String, String> values = new LinkedHashMap<>();

    private ImageState(ImagePlus image) {
        put("dimensions", Arrays.toString(image.getDimensions()));
        put("type", PixelType.of(image));
        put("pixels", pixels(image));
        put("composite", image instanceof CompositeImage ? ((CompositeImage) image).getModeAsString() : "no");
        put("hyperstack", image.getOpenAsHyperStack());
        put("position", image.getStackSize() + " at " + image.getCurrentSlice());
        put("hyperstack position", image.getC() + " " + image.getZ() + " " + image.getT());
        put("labels", labels(image));
        display(image);
        calibration(image.getLocalCalibration());
        put("info", image.getInfoProperty());
        put("properties", properties(image));
        put("selection", describe(image.getRoi()));
        overlay(image);
    }

    public static ImageState of(ImagePlus image) {
        return new ImageState(image);
    }

    /** Leaves out what the test says is different. */
    public ImageState without(String... names) {
        for (String name : names) values.remove(name);
        return this;
    }

    /** @param message says which image it is */
    public void assertSame(ImageState actual, String message) {
        List<String> differences = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(values.keySet());
        names.addAll(actual.values.keySet());
        for (String name : names) {
            String is = actual.values.get(name);
            if (!Objects.equals(values.get(name), is)) {
                differences.add(name + " is " + is + " and should be " + values.get(name));
            }
        }
        assertEquals(List.of(), differences, message);
    }

    public String get(String name) {
        return values.get(name);
    }

    private void put(String name, Object value) {
        values.put(name, String.valueOf(value));
    }

    private static String pixels(ImagePlus image) {
        Planes planes = Planes.of(image);
        StringBuilder text = new StringBuilder();
        for (int plane = 0; plane < planes.count(); plane++) {
            for (int c = 0; c < planes.components(); c++) {
                text.append(Arrays.hashCode(planes.read(plane, c))).append(' ');
            }
        }
        return text.toString();
    }

    private static String labels(ImagePlus image) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; image.getStackSize() > 1 && i <= image.getStackSize(); i++) {
            text.append(image.getStack().getSliceLabel(i)).append(", ");
        }
        return text.toString();
    }

    private void display(ImagePlus image) {
        if (image.getType() == ImagePlus.COLOR_RGB || image.getType() == ImagePlus.COLOR_256) return;
        put("shown range", image.getDisplayRangeMin() + " to " + image.getDisplayRangeMax());
        put(
                "processor range",
                image.getProcessor().getMin() + " to " + image.getProcessor().getMax());
        LUT[] luts = image.getLuts();
        for (int i = 0; i < luts.length; i++) {
            put("range " + i, luts[i].min + " to " + luts[i].max);
            put("table " + i, Arrays.hashCode(luts[i].getBytes()));
        }
        put("processor table", Arrays.hashCode(image.getProcessor().getLut().getBytes()));
        put("inverted", image.isInvertedLut());
    }

    private void calibration(Calibration c) {
        put("pixel size", c.pixelWidth + " " + c.pixelHeight + " " + c.pixelDepth + " " + c.getUnit());
        put("origin", c.xOrigin + " " + c.yOrigin + " " + c.zOrigin + " " + c.getInvertY());
        put("time", c.frameInterval + " " + c.getTimeUnit() + " " + c.fps);
        put("density", c.getFunction() + " " + Arrays.toString(c.getCoefficients()) + " " + c.getValueUnit());
    }

    private static String properties(ImagePlus image) {
        Map<String, String> sorted = new TreeMap<>();
        String[] properties = image.getPropertiesAsArray();
        for (int i = 0; properties != null && i < properties.length; i += 2)
            sorted.put(properties[i], properties[i + 1]);
        // says of a title that it is unlike the others that were open, which a result does not know of its own
        sorted.remove("UniqueName");
        return sorted.toString();
    }

    private void overlay(ImagePlus image) {
        if (image.getOverlay() == null) return;
        put(
                "overlay",
                image.getOverlay().size() + " names " + image.getOverlay().getDrawNames());
        for (int i = 0; i < image.getOverlay().size(); i++) {
            put("overlay " + i, describe(image.getOverlay().get(i)));
        }
        put("overlay hidden", image.getHideOverlay());
    }

    private static String describe(Roi roi) {
        if (roi == null) return "none";
        return roi.getTypeAsString() + " " + roi.getBounds() + " " + roi.getPosition() + " " + roi.getCPosition() + " "
                + roi.getZPosition() + " " + roi.getTPosition();
    }
}
