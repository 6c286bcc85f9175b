package org.denoiser.command;

import org.denoiser.predict.TileOptions;

/** The values of the keys {@code tile} and {@code overlap}, which several commands have. */
final class TileKeys {
    private TileKeys() {}

    /** @throws IllegalArgumentException when the overlap is neither {@code auto} nor a number of pixels */
    static TileOptions options(int tile, String overlap) {
        TileOptions tiles = TileOptions.defaults().tile(tile);
        if (overlap.equals("auto")) {
            return tiles;
        }
        if (!overlap.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException(
                    "overlap=" + overlap + ": auto or a whole number of pixels from 0 to half a tile is needed");
        }
        return tiles.overlap(Integer.parseInt(overlap));
    }
}
