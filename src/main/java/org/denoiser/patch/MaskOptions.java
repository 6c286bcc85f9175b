package org.denoiser.patch;

/**
 * Which pixels a blind-spot training hides, and behind what. Immutable; every setter gives a changed copy.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>percent</td><td>of the pixels that are masked; default 1.5625, the 64 of a 64x64 patch of the Noise2Void paper. Its later
 * software and CAREamics take 0.2, which leaves more of the patch as it is but needs several times the steps</td></tr>
 * <tr><td>neighbourhood</td><td>side in pixels of the square around a masked pixel that its replacement comes from, odd, from 3 on;
 * default 11</td></tr>
 * <tr><td>replacement</td><td>default {@link Replacement#UNIFORM_NO_CENTRE}</td></tr>
 * <tr><td>structure, length</td><td>the strip that is hidden with each masked pixel, and its length in pixels with that pixel in the
 * middle, odd, from 3 on and shorter than the neighbourhood is wide; default none, 5</td></tr>
 * </table>
 */
public final class MaskOptions {
    private static final double MOST_PERCENT = 25;
    private static final int LARGEST_NEIGHBOURHOOD = 65;

    private final double percent;
    private final int neighbourhood;
    private final Replacement replacement;
    private final MaskStructure structure;
    private final int length;

    private MaskOptions(
            double percent, int neighbourhood, Replacement replacement, MaskStructure structure, int length) {
        this.percent = percent;
        this.neighbourhood = neighbourhood;
        this.replacement = replacement;
        this.structure = structure;
        this.length = length;
    }

    /** The defaults. */
    public static MaskOptions defaults() {
        return new MaskOptions(1.5625, 11, Replacement.UNIFORM_NO_CENTRE, MaskStructure.NONE, 5);
    }

    public MaskOptions percent(double share) {
        if (!(share > 0 && share <= MOST_PERCENT)) {
            throw new IllegalArgumentException(
                    "mask=" + share + ": a percentage above 0 and up to " + MOST_PERCENT + " is needed");
        }
        return new MaskOptions(share, neighbourhood, replacement, structure, length);
    }

    /** @throws IllegalArgumentException for a side that is even, out of range, or no longer than the strip where there is one */
    public MaskOptions neighbourhood(int side) {
        checkOdd("neighbourhood", side, structure == MaskStructure.NONE ? 3 : length + 2, LARGEST_NEIGHBOURHOOD);
        return new MaskOptions(percent, side, replacement, structure, length);
    }

    public MaskOptions replacement(Replacement kind) {
        return new MaskOptions(percent, neighbourhood, kind, structure, length);
    }

    /** @throws IllegalArgumentException for a length that is even or not shorter than the neighbourhood is wide */
    public MaskOptions structure(MaskStructure kind, int pixels) {
        if (kind != MaskStructure.NONE) {
            checkOdd("length", pixels, 3, neighbourhood - 2);
        }
        return new MaskOptions(percent, neighbourhood, replacement, kind, pixels);
    }

    private static void checkOdd(String key, int value, int least, int most) {
        if (value < least || value > most || value % 2 == 0) {
            throw new IllegalArgumentException(
                    key + "=" + value + ": an odd number from " + least + " to " + most + " is needed");
        }
    }

    public double percent() {
        return percent;
    }

    public int neighbourhood() {
        return neighbourhood;
    }

    public Replacement replacement() {
        return replacement;
    }

    public MaskStructure structure() {
        return structure;
    }

    public int length() {
        return length;
    }

    /** All options as {@code key=value} pairs. */
    @Override
    public String toString() {
        return "mask=" + percent + " neighbourhood=" + neighbourhood + " replace=" + replacement.key() + " structure="
                + structure.key() + " length=" + length;
    }
}
