package org.denoiser.architecture;

/** The shape of a network of volumes that another program made, as its description has it. Immutable. */
public final class VolumeShape implements NetworkShape {
    /** Planes that are assumed to matter where a description does not tell. */
    private static final int REACH = 8;

    private final PlaneShape plane;
    private final int least;
    private final int step;
    private final int reach;

    private VolumeShape(PlaneShape plane, int least, int step, int reach) {
        this.plane = plane;
        this.least = least;
        this.step = step;
        this.reach = reach;
    }

    /**
     * A shape of volumes.
     *
     * @param plane of each plane, whose sides are multiples of their step
     * @param least number of planes
     * @param step by which there may be more; 0 when there is only one number
     * @param halo planes at both ends of a tile that are not to be used; 0 when that is not known
     * @throws IllegalArgumentException for numbers below these, and for numbers that are no multiples of their step
     */
    public static VolumeShape of(PlaneShape plane, int least, int step, int halo) {
        if (least < 1 || step < 0 || halo < 0 || step > 0 && least % step != 0 || plane.hasOddSizes()) {
            throw new IllegalArgumentException("there is no network for volumes " + plane.sizes() + ", of " + least
                    + " planes and steps of " + step + " with a halo of " + halo);
        }
        return new VolumeShape(plane, least, step, halo == 0 ? REACH : halo);
    }

    @Override
    public int channels() {
        return plane.channels();
    }

    @Override
    public boolean takesVolumes() {
        return true;
    }

    @Override
    public int fixedSide() {
        return plane.fixedSide();
    }

    @Override
    public int sizeMultiple() {
        return plane.sizeMultiple();
    }

    @Override
    public int leastSide() {
        return plane.leastSide();
    }

    @Override
    public boolean hasOddSizes() {
        return false;
    }

    @Override
    public int sideFrom(int wanted) {
        return plane.sideFrom(wanted);
    }

    @Override
    public int receptiveRadius() {
        return plane.receptiveRadius();
    }

    @Override
    public boolean seesAll() {
        return false;
    }

    /** Never: a stack of a size that the network takes is to give what the network alone gives. */
    @Override
    public boolean extendsImages() {
        return false;
    }

    @Override
    public int depthMultiple() {
        return step == 0 ? least : step;
    }

    @Override
    public int leastDepth() {
        return least;
    }

    @Override
    public int fixedDepth() {
        return step == 0 ? least : 0;
    }

    @Override
    public int depthRadius() {
        return reach;
    }

    @Override
    public boolean takes(int depth, int height, int width) {
        boolean fits = step == 0 ? depth == least : depth >= least && (depth - least) % step == 0;
        return fits && plane.takes(1, height, width);
    }

    @Override
    public String sizes() {
        return plane.sizes() + (step == 0 ? ", of " + least : ", of " + least + " or more in steps of " + step)
                + " planes";
    }

    @Override
    public double elementsPerPixel(int wanted) {
        return plane.elementsPerPixel(wanted);
    }

    /** For sentences: {@code the network}. */
    @Override
    public String toString() {
        return "the network";
    }
}
