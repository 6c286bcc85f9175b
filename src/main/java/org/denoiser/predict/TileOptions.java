package org.denoiser.predict;

import org.denoiser.architecture.Architecture;
import org.denoiser.tile.TilingOptions;

/**
 * How images are cut for a network. Immutable; setters give changed copies.
 *
 * <p>The image is extended by reflection, so that the network does not see its own zero padding beside the image's pixels, by as
 * much as half an overlap or, if that is less, the receptive radius. Tiles leave no trace where the overlap is at least twice the
 * receptive radius; below that, neighbours are blended over the middle of the overlap.
 */
public final class TileOptions {
    private static final TileOptions DEFAULTS = new TileOptions(512, 32);

    private final int tile;
    private final int overlap;

    private TileOptions(int tile, int overlap) {
        this.tile = tile;
        this.overlap = overlap;
    }

    /** Tiles of at most 512 pixels that overlap by 32. */
    public static TileOptions defaults() {
        return DEFAULTS;
    }

    /** Largest width and height of a tile in pixels. Larger ones waste less on overlaps and cost more memory. */
    public TileOptions tile(int pixels) {
        return new TileOptions(pixels, overlap);
    }

    /** Least overlap of neighbouring tiles in pixels, at most half a tile. */
    public TileOptions overlap(int pixels) {
        return new TileOptions(tile, pixels);
    }

    /** @throws IllegalArgumentException when the tile is too small for the network or the overlap */
    TilingOptions of(Architecture architecture) {
        int radius = architecture.receptiveRadius();
        return TilingOptions.defaults()
                .tile(tile)
                .overlap(overlap)
                .multiple(architecture.sizeMultiple())
                .margin(radius)
                .border(Math.min(radius, overlap / 2));
    }
}
