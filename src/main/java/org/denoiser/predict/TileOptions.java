package org.denoiser.predict;

import org.denoiser.architecture.NetworkShape;
import org.denoiser.tile.TilingOptions;

/**
 * How images are cut for a network, and how often it sees each tile. Immutable; setters give changed copies.
 *
 * <p>Tiles leave no trace where the overlap is at least twice the network's receptive radius; below that, neighbours are blended
 * over the middle of the overlap. The image is extended by reflection, so that the network does not see its own zero padding right
 * beside the image's pixels; by 16 pixels at most, since more was measured to bring nothing.
 *
 * <p>Tiles of volumes are as large as {@value #MOST_VOXELS} voxels allow. Along z they overlap by twice the receptive radius or half a
 * tile, whichever is less; so with the usual 32 planes a tile's middle half is kept, and what lies further away than the other half
 * counts for little. Stacks are extended by 4 planes.
 *
 * <p>For a network that takes one size alone, tiles have that size and overlap by half of it, and only images smaller than a tile are
 * extended, at their right and lower border.
 */
public final class TileOptions {
    /**
     * Overlap beyond which seams were too faint to matter: at most 0.3 % of the range for a network that sees 91 pixels far, where 32
     * left up to 8 %.
     */
    private static final int ENOUGH = 96;

    private static final int MOST_BORDER = 16;
    private static final int MOST_DEPTH_BORDER = 4;
    /** A level of 16 filters then takes 64 MB. */
    private static final int MOST_VOXELS = 1 << 20;
    /** Planes of a tile that memory may not take away: fewer see hardly anything of their neighbours. */
    private static final int LEAST_SLAB = 8;

    private static final TileOptions DEFAULTS = new TileOptions(512, 32, 0, true, 1);

    private final int tile;
    private final int slab;
    private final int overlap;
    private final boolean automatic;
    private final int ensemble;

    private TileOptions(int tile, int slab, int overlap, boolean automatic, int ensemble) {
        this.tile = tile;
        this.slab = slab;
        this.overlap = overlap;
        this.automatic = automatic;
        this.ensemble = ensemble;
    }

    /**
     * Tiles of at most 512 pixels that overlap as the network needs it: by twice its receptive radius, but by no more than 96 pixels
     * and half a tile.
     */
    public static TileOptions defaults() {
        return DEFAULTS;
    }

    /** Largest width and height of a tile in pixels. Larger ones waste less on overlaps and cost more memory. */
    public TileOptions tile(int pixels) {
        return new TileOptions(pixels, slab, overlap, automatic, ensemble);
    }

    /**
     * Largest number of planes in a tile of volumes, 32 by default; never more than the tile is wide, and fewer, but at least 8, where
     * that many planes would fill a quarter of the memory.
     */
    public TileOptions slab(int planes) {
        return new TileOptions(tile, planes, overlap, automatic, ensemble);
    }

    /**
     * In how many orientations the network sees each tile, the results being averaged: 1, the default; 4, mirrored in x and y; or 8,
     * transposed, too.
     *
     * @throws IllegalArgumentException for another number
     */
    public TileOptions ensemble(int orientations) {
        if (orientations != 1 && orientations != 4 && orientations != 8) {
            throw new IllegalArgumentException("ensemble=" + orientations + ": 1, 4 or 8 is needed");
        }
        return new TileOptions(tile, slab, overlap, automatic, orientations);
    }

    /** In how many orientations the network sees each tile. */
    int ensemble() {
        return ensemble;
    }

    /** Largest width and height of a tile in pixels. */
    int tile() {
        return tile;
    }

    /** Whether the tile is as large as by default, which means that the memory may decide. */
    boolean isDefaultTile() {
        return tile == DEFAULTS.tile;
    }

    /** Least overlap of neighbouring tiles in pixels, at most half a tile. */
    public TileOptions overlap(int pixels) {
        return new TileOptions(tile, slab, pixels, false, ensemble);
    }

    /**
     * How planes are cut.
     *
     * @param longest side of the plane
     * @throws IllegalArgumentException when the tile is too small for the network or the overlap
     */
    TilingOptions ofPlanes(NetworkShape shape, int longest) {
        if (shape.fixedSide() > 0) {
            return ofOneSize(shape, shape.fixedSide());
        }
        if (tile < shape.leastSide() && !isDefaultTile() && !shape.extendsImages()) {
            throw new IllegalArgumentException("tile=" + tile + " is too small: this network takes tiles of at least "
                    + shape.leastSide() + " pixels.");
        }
        int largest = Math.max(tile, shape.extendsImages() ? 0 : shape.leastSide());
        return shape.hasOddSizes()
                ? ofOneSize(shape, oddSide(shape, longest, largest))
                : planes(shape, largest).least(shape.leastSide());
    }

    /** The smallest side that holds the whole plane, or the largest that a tile may have. */
    private static int oddSide(NetworkShape shape, int longest, int largest) {
        int side = shape.sideFrom(1);
        int next = side;
        while (next <= largest) {
            side = next;
            if (side >= longest) {
                break;
            }
            next = shape.sideFrom(side + 1);
        }
        return side;
    }

    /**
     * How the planes of volumes are cut.
     *
     * @param depth of each tile
     */
    TilingOptions ofVolumes(NetworkShape shape, int depth) {
        if (shape.fixedSide() > 0) {
            return ofOneSize(shape, shape.fixedSide());
        }
        int side = (int) Math.sqrt((double) MOST_VOXELS / depth);
        int multiple = shape.sizeMultiple();
        int least = automatic ? 2 * multiple : 2 * ((overlap + multiple - 1) / multiple) * multiple;
        return planes(shape, Math.min(tile, Math.max(side, Math.max(least, shape.leastSide()))))
                .least(shape.leastSide());
    }

    /** How stacks of planes of this size, so many side by side, are cut along z, for a network of volumes. */
    TilingOptions slabs(NetworkShape shape, int stacks, int width, int height) {
        int radius = shape.depthRadius();
        if (shape.fixedDepth() > 0) {
            return TilingOptions.defaults()
                    .tile(shape.fixedDepth())
                    .exact(true)
                    .overlap(Math.min(shape.fixedDepth() / 2, 2 * radius))
                    .margin(radius);
        }
        // Two slabs of planes are held, those that are read and those that are written.
        long plane = 2L * Float.BYTES * shape.channels() * stacks * width * height;
        long affordable = Math.max(LEAST_SLAB, Runtime.getRuntime().maxMemory() / 4 / plane);
        int multiple = shape.depthMultiple();
        int planes = Math.max(shape.leastDepth(), (int) Math.min(Math.min(slab, tile), affordable));
        return TilingOptions.defaults()
                .tile(planes)
                .overlap(Math.min(planes / multiple / 2 * multiple, 2 * radius))
                .multiple(multiple)
                .least(shape.leastDepth())
                .margin(radius)
                .border(shape.extendsImages() ? Math.min(radius, MOST_DEPTH_BORDER) : 0);
    }

    private TilingOptions planes(NetworkShape shape, int largestTile) {
        int radius = shape.receptiveRadius();
        int multiple = shape.sizeMultiple();
        int largest = largestTile / multiple / 2 * multiple;
        return TilingOptions.defaults()
                .tile(largestTile)
                .overlap(automatic ? Math.min(largest, Math.min(ENOUGH, 2 * radius)) : overlap)
                .multiple(multiple)
                .margin(radius)
                .border(shape.extendsImages() ? Math.min(radius, MOST_BORDER) : 0);
    }

    /**
     * Tiles of the only size that the network takes. The image is not extended: such a network has learnt whole images with their
     * borders, and an image of its size is to give its very answer.
     */
    private TilingOptions ofOneSize(NetworkShape shape, int side) {
        if (tile < side && !isDefaultTile()) {
            throw new IllegalArgumentException(
                    "tile=" + tile + " is too small: this network takes tiles of " + side + " pixels and no others.");
        }
        int radius = shape.seesAll() ? side - 1 : shape.receptiveRadius();
        return TilingOptions.defaults()
                .tile(side)
                .exact(true)
                .overlap(
                        automatic
                                ? Math.min(side / 2, 2 * radius)
                                : shape.hasOddSizes() ? Math.min(side / 2, overlap) : overlap)
                .margin(radius);
    }
}
