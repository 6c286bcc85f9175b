package org.denoiser.architecture;

/** The shape of a network of planes that another program made, as its description has it. Immutable. */
public final class PlaneShape implements NetworkShape {
    /** What is assumed where a description does not tell; enough for a U-Net of three levels. */
    private static final int REACH = 32;
    /** Numbers a pixel, which descriptions do not tell either: those of a usual first level. */
    private static final int ELEMENTS = 64;

    private final int channels;
    private final int least;
    private final int step;
    private final int reach;
    /** Least and step of what may be run, which is more than the tiles are cut to where heights and widths differ. */
    private final int[] heights;

    private final int[] widths;

    private PlaneShape(int channels, int least, int step, int reach, int[] heights, int[] widths) {
        if (channels < 1 || least < 1 || step < 0 || reach < 0) {
            throw new IllegalArgumentException("there is no network of " + channels + " channels for sides of " + least
                    + " and steps of " + step + " pixels with a halo of " + reach);
        }
        this.channels = channels;
        this.least = least;
        this.step = step;
        this.reach = reach;
        this.heights = heights;
        this.widths = widths;
    }

    /**
     * A shape of squares and rectangles.
     *
     * @param channels of input and output
     * @param least side of an image
     * @param step by which sides may be longer; 0 when there is only one side
     * @param halo pixels at the borders of a tile that are not to be used; 0 when that is not known
     * @throws IllegalArgumentException for numbers below these
     */
    public static PlaneShape of(int channels, int least, int step, int halo) {
        int[] sides = {least, step};
        return new PlaneShape(channels, least, step, halo == 0 ? REACH : halo, sides, sides);
    }

    /** One whose tiles have sides that it takes as heights and as widths, but that also takes these heights and widths. */
    public PlaneShape taking(int leastHeight, int heightStep, int leastWidth, int widthStep) {
        return new PlaneShape(
                channels, least, step, reach, new int[] {leastHeight, heightStep}, new int[] {leastWidth, widthStep});
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public boolean takesVolumes() {
        return false;
    }

    @Override
    public int fixedSide() {
        return step == 0 ? least : 0;
    }

    @Override
    public int sizeMultiple() {
        return step == 0 ? least : step;
    }

    @Override
    public int leastSide() {
        return least;
    }

    @Override
    public boolean hasOddSizes() {
        return step > 0 && least % step != 0;
    }

    @Override
    public int sideFrom(int wanted) {
        if (step == 0 || wanted <= least) {
            return least;
        }
        return Math.addExact(least, Math.multiplyExact((wanted - least - 1) / step + 1, step));
    }

    @Override
    public int receptiveRadius() {
        return reach;
    }

    @Override
    public boolean seesAll() {
        return false;
    }

    /** Never: an image of a size that the network takes is to give what the network alone gives. */
    @Override
    public boolean extendsImages() {
        return false;
    }

    @Override
    public int depthMultiple() {
        return 1;
    }

    @Override
    public int depthRadius() {
        return 0;
    }

    @Override
    public boolean takes(int depth, int height, int width) {
        return depth == 1 && takes(heights, height) && takes(widths, width);
    }

    private static boolean takes(int[] rule, int side) {
        return rule[1] == 0 ? side == rule[0] : side >= rule[0] && (side - rule[0]) % rule[1] == 0;
    }

    @Override
    public String sizes() {
        return step == 0
                ? "of " + least + "x" + least + " pixels"
                : "whose height and width are " + least + " pixels or more in steps of " + step;
    }

    @Override
    public double elementsPerPixel(int wanted) {
        return ELEMENTS * Math.max(1, channels);
    }

    /** For sentences: {@code the network}. */
    @Override
    public String toString() {
        return "the network";
    }
}
