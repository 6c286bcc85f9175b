package org.denoiser.model;

import org.denoiser.architecture.Architecture;

/**
 * The widths and heights, or numbers of planes, that the description of a network allows: a smallest one and steps from there, or one
 * alone. Immutable.
 */
final class Blocks {
    private final int step;
    private final int halo;
    private final int smallest;
    private final boolean fixed;

    private Blocks(int step, int halo, int smallest, boolean fixed) {
        this.step = step;
        this.halo = halo;
        this.smallest = smallest;
        this.fixed = fixed;
    }

    static Blocks of(Architecture architecture) {
        int step = architecture.sizeMultiple();
        if (architecture.fixedSide() > 0) {
            // A network that was trained on whole images has no border to be cut off.
            return new Blocks(step, 0, step, true);
        }
        return of(step, architecture.receptiveRadius());
    }

    /** The numbers of planes for a network that takes volumes. */
    static Blocks ofDepth(Architecture architecture) {
        return of(architecture.depthMultiple(), architecture.depthRadius());
    }

    private static Blocks of(int step, int radius) {
        // bioimage.io's own check asks for an even halo that leaves at least one pixel of the smallest block.
        int halo = (radius + 1) / 2 * 2;
        int smallest = (2 * halo + step) / step * step;
        return new Blocks(step, halo, smallest, false);
    }

    /** Whether the smallest size is the only one. */
    boolean isFixed() {
        return fixed;
    }

    /** Sizes are the smallest plus multiples of this, unless there is only one. */
    int step() {
        return step;
    }

    /** Pixels at each border whose result depends on what lies beyond; even, 0 for none. */
    int halo() {
        return halo;
    }

    int smallest() {
        return smallest;
    }

    boolean allows(int size) {
        return size == smallest || !fixed && size > smallest && (size - smallest) % step == 0;
    }

    /** For messages, for example {@code 28 and no other}. */
    String words() {
        return smallest + (fixed ? " and no other" : " or multiples of " + step + " above that");
    }

    /** The next allowed size that is not below the one wanted, or the only one. */
    int atLeast(int wanted) {
        if (fixed) {
            return smallest;
        }
        int steps = Math.max(0, wanted - smallest + step - 1) / step;
        return Math.addExact(smallest, Math.multiplyExact(steps, step));
    }

    /** @throws IllegalArgumentException unless the network takes the input and its output can be the other */
    static void checkTest(TestImage input, TestImage output, Architecture architecture) {
        Blocks sides = of(architecture);
        int channels = architecture.channels();
        boolean volumes = architecture.takesVolumes();
        boolean deep = input.isVolume() == volumes
                && (!volumes || ofDepth(architecture).allows(input.depth()));
        if (input.channels() != channels || !deep || !sides.allows(input.height()) || !sides.allows(input.width())) {
            throw new IllegalArgumentException("the test input has " + input + "; the model needs " + channels
                    + " channels and sides of " + sides.words()
                    + (volumes ? ", planes of " + ofDepth(architecture).words() : ""));
        }
        if (!output.hasSizeOf(input)) {
            throw new IllegalArgumentException("the test output has " + output + ", the test input " + input);
        }
    }
}
