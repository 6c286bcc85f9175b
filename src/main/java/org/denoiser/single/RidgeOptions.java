package org.denoiser.single;

/** The sizes of one pass of {@link RidgePass}. Immutable. */
final class RidgeOptions {
    /** First pass, weights from the noisy patches themselves. */
    static final RidgeOptions FIRST = new RidgeOptions(9, 18, 4, 18);
    /** Second pass, weights from the first pass' patches. */
    static final RidgeOptions SECOND = new RidgeOptions(9, 90, 4, 18);

    /** Width and height of patches, pixels. */
    final int side;
    /** Patches in a group. */
    final int group;
    /** Distance of the places that groups are gathered for, pixels. */
    final int step;
    /** How far from its place a group's patches may lie, pixels. */
    final int radius;

    RidgeOptions(int side, int group, int step, int radius) {
        this.side = side;
        this.group = group;
        this.step = step;
        this.radius = radius;
    }
}
