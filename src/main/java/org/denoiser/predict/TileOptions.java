package org.denoiser.predict;

import org.denoiser.architecture.Architecture;
import org.denoiser.tile.TilingOptions;

/**
 * How images are cut for a network. Immutable; setters give changed copies.
 *
 * <p>Tiles leave no trace where the overlap is at least twice the network's receptive radius; below that, neighbours are blended
 * over the middle of the overlap. The image is extended by reflection, so that the network does not see its own zero padding right
 * beside the image's pixels; by 16 pixels at most, since more was measured to bring nothing.
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
    private static final TileOptions DEFAULTS = new TileOptions(512, 0, true);

    private final int tile;
    private final int overlap;
    private final boolean automatic;

    private TileOptions(int tile, int overlap, boolean automatic) {
        this.tile = tile;
        this.overlap = overlap;
        this.automatic = automatic;
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
        return new TileOptions(pixels, overlap, automatic);
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
        return new TileOptions(tile, pixels, false);
    }

    /** @throws IllegalArgumentException when the tile is too small for the network or the overlap */
    TilingOptions of(Architecture architecture) {
        if (architecture.fixedSide() > 0) {
            return ofOneSize(architecture);
        }
        int radius = architecture.receptiveRadius();
        int multiple = architecture.sizeMultiple();
        int largest = tile / multiple / 2 * multiple;
        return TilingOptions.defaults()
                .tile(tile)
                .overlap(automatic ? Math.min(largest, Math.min(ENOUGH, 2 * radius)) : overlap)
                .multiple(multiple)
                .margin(radius)
                .border(Math.min(radius, MOST_BORDER));
    }

    /**
     * Tiles of the only size that the network takes. The image is not extended: such a network has learnt whole images with their
     * borders, and an image of its size is to give its very answer.
     */
    private TilingOptions ofOneSize(Architecture architecture) {
        int side = architecture.fixedSide();
        if (tile < side) {
            throw new IllegalArgumentException(
                    "tile=" + tile + " is too small: this network takes tiles of " + side + " pixels and no others.");
        }
        return TilingOptions.defaults()
                .tile(side)
                .exact(true)
                .overlap(automatic ? side / 2 : overlap)
                .margin(side - 1);
    }
}
