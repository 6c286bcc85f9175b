package org.denoiser.tile;

/**
 * How an axis is to be cut into tiles. Immutable and thread-safe: each setter returns a changed copy.
 *
 * <p>All lengths are in pixels along the axis.
 */
public final class TilingOptions {

    private static final TilingOptions DEFAULTS = new TilingOptions(512, 32, 1, 1, 0, 0, false);

    private final int tile;
    private final int overlap;
    private final int multiple;
    private final int least;
    private final int margin;
    private final int border;
    private final boolean exact;

    private TilingOptions(int tile, int overlap, int multiple, int least, int margin, int border, boolean exact) {
        this.tile = atLeast(1, "tile", tile);
        this.overlap = atLeast(0, "overlap", overlap);
        this.multiple = atLeast(1, "multiple", multiple);
        this.least = atLeast(1, "least", least);
        this.margin = atLeast(0, "margin", margin);
        this.border = atLeast(0, "border", border);
        this.exact = exact;
    }

    /** Tiles of at most 512, overlap of at least 32, multiple 1, no margin, no border. */
    public static TilingOptions defaults() {
        return DEFAULTS;
    }

    /** Largest length of a tile, at least 1. Rounded down to the multiple. Default 512. Large tiles cost memory. */
    public TilingOptions tile(int length) {
        return new TilingOptions(length, overlap, multiple, least, margin, border, exact);
    }

    /**
     * Least overlap of neighbouring tiles, at least 0. Rounded up to the multiple; at most half a tile. Default 32. Tiles leave
     * no trace if this is at least twice the margin.
     */
    public TilingOptions overlap(int length) {
        return new TilingOptions(tile, length, multiple, least, margin, border, exact);
    }

    /** The network's size multiple: tiles start at and have the length of multiples of it. At least 1. Default 1. */
    public TilingOptions multiple(int length) {
        return new TilingOptions(tile, overlap, length, least, margin, border, exact);
    }

    /**
     * Smallest length of a tile, rounded up to the multiple; an axis shorter than that goes on by reflection at its end. At least 1
     * and at most the tile. Default 1.
     */
    public TilingOptions least(int length) {
        return new TilingOptions(tile, overlap, multiple, length, margin, border, exact);
    }

    /**
     * Pixels at the inner edges of a tile that get no weight where the overlap allows it; the network's receptive radius.
     * At least 0. Default 0. Where the overlap is too small the seam runs through its middle, and may show.
     */
    public TilingOptions margin(int length) {
        return new TilingOptions(tile, overlap, multiple, least, length, border, exact);
    }

    /** How far the image is extended by reflection at both ends, rounded up to the multiple. At least 0. Default 0. */
    public TilingOptions border(int length) {
        return new TilingOptions(tile, overlap, multiple, least, margin, length, exact);
    }

    /**
     * Whether every tile has the largest length (rounded down to the multiple), never less: tiles then overlap by more, and an
     * axis shorter than a tile goes on by reflection at its end. Default false.
     */
    public TilingOptions exact(boolean wanted) {
        return new TilingOptions(tile, overlap, multiple, least, margin, border, wanted);
    }

    /** Largest length of a tile as asked for, pixels. */
    public int tile() {
        return tile;
    }

    /** Least overlap as asked for, pixels. */
    public int overlap() {
        return overlap;
    }

    /** Size multiple, pixels. */
    public int multiple() {
        return multiple;
    }

    /** Smallest length of a tile as asked for, pixels. */
    public int least() {
        return least;
    }

    /** Margin without weight, pixels. */
    public int margin() {
        return margin;
    }

    /** Reflected border as asked for, pixels. */
    public int border() {
        return border;
    }

    /** Whether every tile has the largest length. */
    public boolean exact() {
        return exact;
    }

    /**
     * Largest length of a tile in multiples.
     *
     * @throws IllegalArgumentException if the tile is too small for the multiple or for the overlap
     */
    int tileUnits() {
        int units = tile / multiple;
        if (units < 1) {
            throw new IllegalArgumentException("tile=" + tile + " is too small: this network needs tiles of at least "
                    + multiple + " pixels, its size multiple.");
        }
        if (leastUnits() > units) {
            throw new IllegalArgumentException("tile=" + tile + " is too small: this network needs tiles of at least "
                    + leastUnits() * multiple + " pixels.");
        }
        long needed = 2L * overlapUnits();
        if (needed > units) {
            throw new IllegalArgumentException("overlap=" + overlap + " is too large for tile=" + tile
                    + ": with the size multiple " + multiple + " this tile allows at most " + units / 2 * multiple
                    + " (half a tile), and this overlap needs a tile of at least " + needed * multiple + ".");
        }
        return units;
    }

    /** Smallest length of a tile in multiples. */
    int leastUnits() {
        return (int) ceilDiv(least, multiple);
    }

    /** Least overlap in multiples. */
    int overlapUnits() {
        return (int) ceilDiv(overlap, multiple);
    }

    static long ceilDiv(long a, long b) {
        return (a + b - 1) / b;
    }

    private static int atLeast(int least, String key, int value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    key + "=" + value + " is not allowed; it must be " + least + " or more.");
        }
        return value;
    }

    @Override
    public String toString() {
        return shown("tile", tile, DEFAULTS.tile)
                + ", " + shown("overlap", overlap, DEFAULTS.overlap)
                + ", " + shown("multiple", multiple, DEFAULTS.multiple)
                + ", " + shown("margin", margin, DEFAULTS.margin)
                + ", " + shown("border", border, DEFAULTS.border)
                + ", exact=" + exact + (exact == DEFAULTS.exact ? " [default]" : "");
    }

    private static String shown(String key, int value, int standard) {
        return key + "=" + value + (value == standard ? " [default]" : "");
    }
}
