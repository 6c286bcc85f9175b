package org.denoiser.tile;

import java.util.ArrayList;
import java.util.List;

/** Awkward tilings for the tests of this package. */
final class Tilings {

    static final int[] SIZES = {
        1, 2, 3, 5, 7, 8, 9, 13, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 191, 255, 256, 299, 300
    };

    private static final int[] TILES = {1, 2, 3, 5, 8, 15, 16, 17, 24, 32, 40, 64, 100, 512};
    private static final int[] OVERLAPS = {0, 1, 2, 3, 5, 8, 11, 16, 25, 32};

    private Tilings() {}

    /** All combinations for a multiple that make a tiling: about 100 to 900 of them, each with several margins and borders. */
    static List<TilingOptions> options(int multiple) {
        List<TilingOptions> all = new ArrayList<>();
        for (int tile : TILES) {
            for (int overlap : OVERLAPS) {
                int rounded = (overlap + multiple - 1) / multiple * multiple;
                if (tile < multiple || 2 * rounded > tile / multiple * multiple) continue;
                TilingOptions fits =
                        TilingOptions.defaults().tile(tile).overlap(overlap).multiple(multiple);
                for (int margin : new int[] {0, 1, 3, 8}) {
                    for (int border : new int[] {0, 1, 6, 20})
                        all.add(fits.margin(margin).border(border));
                }
            }
        }
        return all;
    }
}
