package org.denoiser.image;

import ij.ImagePlus;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which planes of an image are meant: a range of its slices, of its channels and of its frames, each counted from 1 as ImageJ shows
 * them. In an image that has no more than one of the three, slices are its planes, whatever ImageJ calls them. Immutable and
 * thread-safe.
 */
public final class PlaneChoice {
    /** Every plane. */
    public static final PlaneChoice ALL = new PlaneChoice(new int[3][]);

    private static final String[] KEYS = {"channels", "slices", "frames"};
    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,9})\\s*(?:-\\s*(\\d{1,9})\\s*)?");

    /** First and last channel, slice and frame; null for all. */
    private final int[][] ranges;

    private PlaneChoice(int[][] ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads ranges as the keys {@code slices}, {@code channels} and {@code frames} have them: {@code 5}, {@code 3-10}, or nothing for
     * all.
     *
     * @throws IllegalArgumentException with a sentence that names the key
     */
    public static PlaneChoice parse(String slices, String channels, String frames) {
        String[] texts = {channels, slices, frames};
        int[][] ranges = new int[3][];
        for (int i = 0; i < 3; i++) ranges[i] = range(KEYS[i], texts[i]);
        return new PlaneChoice(ranges);
    }

    private static int[] range(String key, String text) {
        if (text.isBlank()) return null;
        Matcher matcher = RANGE.matcher(text);
        if (matcher.matches()) {
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first >= 1 && first <= last) return new int[] {first, last};
        }
        throw new IllegalArgumentException(
                key + "=" + text + ": a number from 1 or a range that rises is needed, such as 5 or 3-10");
    }

    /** Whether every plane is meant. */
    public boolean isAll() {
        return ranges[0] == null && ranges[1] == null && ranges[2] == null;
    }

    /**
     * The image of the chosen planes alone, with labels, look-up tables, display, calibration, position, selection and the overlay as
     * far as it belongs to them. Where the origin of depth is a slice, it stays at that slice.
     *
     * @param image shares its pixels with the result, or is read by it if it is virtual; the image itself if all planes are meant
     * @throws IllegalArgumentException with a sentence that names the key if the image has no such planes
     */
    public ImagePlus of(ImagePlus image) {
        if (isAll()) return image;
        int[] sizes = {image.getNChannels(), image.getNSlices(), image.getNFrames()};
        int[] first = {1, 1, 1};
        int[] last = sizes.clone();
        for (int i = 0; i < 3; i++) {
            if (ranges[i] == null) continue;
            int axis = i == 1 ? axisOfSlices(sizes) : i;
            if (axis != i && ranges[axis] != null) {
                throw new IllegalArgumentException(KEYS[i] + "=" + text(i) + " " + KEYS[axis] + "=" + text(axis)
                        + ": one of the two is needed, as the slices of '" + image.getTitle() + "' are its "
                        + KEYS[axis]);
            }
            if (ranges[i][1] > sizes[axis]) {
                throw new IllegalArgumentException(KEYS[i] + "=" + text(i) + ": the image '" + image.getTitle()
                        + "' has " + sizes[axis] + " of them");
            }
            first[axis] = ranges[i][0];
            last[axis] = ranges[i][1];
        }
        return new Substack(image, first, last).image();
    }

    private static int axisOfSlices(int[] sizes) {
        if (sizes[1] > 1 || (sizes[0] > 1 && sizes[2] > 1)) return 1;
        return sizes[0] > 1 ? 0 : sizes[2] > 1 ? 2 : 1;
    }

    private String text(int axis) {
        int[] range = ranges[axis];
        return range[0] == range[1] ? "" + range[0] : range[0] + "-" + range[1];
    }

    /** The choice as a macro has it, with a blank before each key; empty for all. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            if (ranges[i] != null) text.append(' ').append(KEYS[i]).append('=').append(text(i));
        }
        return text.toString();
    }
}
