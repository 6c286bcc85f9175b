package org.denoiser.architecture;

/**
 * What has to be known of a network to cut images for it, whoever made it: how many channels it takes at once, which sizes, and how
 * far an output looks. Implementations are immutable and thread-safe.
 */
public interface NetworkShape {
    /** Channels of input and output. */
    int channels();

    /** Whether it takes volumes, planes of a stack together, rather than planes one by one. */
    boolean takesVolumes();

    /** The only width and height that the network takes; 0 when it takes several. */
    int fixedSide();

    /** Tiles have sides that are multiples of this, unless {@link #fixedSide} or {@link #hasOddSizes} say otherwise. */
    int sizeMultiple();

    /** The smallest width and height that the network takes. */
    int leastSide();

    /** Whether the sides that it takes are no multiples of their step, so that each tile has to have one chosen size. */
    boolean hasOddSizes();

    /** The smallest height and width that the network takes and that is not below the one wanted, 1 or more; or the only one. */
    int sideFrom(int wanted);

    /** Largest distance in pixels, along x or y, from an output to an input that it depends on, or is held to. */
    int receptiveRadius();

    /** Whether each output depends on all inputs, so that no overlap of tiles covers what it looks at. */
    boolean seesAll();

    /** Whether an image is extended by reflection at all of its borders, rather than up to the next size that the network takes. */
    boolean extendsImages();

    /** The number of planes must be a multiple of this; 1 for networks of planes. */
    int depthMultiple();

    /** The smallest number of planes that the network takes. */
    default int leastDepth() {
        return depthMultiple();
    }

    /** The only number of planes that a network of volumes takes; 0 when it takes several. */
    default int fixedDepth() {
        return 0;
    }

    /** Largest distance in planes from an output to an input that it depends on; 0 for networks of planes. */
    int depthRadius();

    /** Whether so many planes of this size can be run through the network together; for networks of planes always 1. */
    boolean takes(int depth, int height, int width);

    /** The images of {@link #takes} in words, for example {@code of 28x28 pixels}. */
    String sizes();

    /** Numbers that the largest layer holds for each pixel of a square of this side or a bit more. */
    double elementsPerPixel(int wanted);
}
