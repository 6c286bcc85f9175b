package org.denoiser.tile;

/**
 * One axis of an image cut into overlapping tiles of one length, with the weights that blend them. Immutable and thread-safe.
 *
 * <p>The tiles cover {@code [begin(), end())}, the image {@code [0, size())} extended by reflection at both ends: the border
 * rounded up to the size multiple before it, and after it at least the border, rounded so that the whole is divided by the
 * multiple. This interval depends on the image, the border and the multiple alone, so results of different tile lengths can be
 * compared. There are as few tiles as the largest length and the least overlap allow, and these are as short as that number
 * of tiles allows; exact ones keep the largest length, overlap by more, and make the interval at least as long as one of them.
 * Starts are multiples of the size multiple from {@code begin()} and evenly spread; every overlap is the least overlap (rounded up
 * to the multiple) or one multiple more, that of exact tiles at least the least overlap.
 *
 * <p>Weights are differences of ramps. Ramp j rises from 0 to 1 as a raised cosine in the middle of the overlap of the tiles j - 1 and
 * j, and ramps never overlap each other; the weight of tile i at x is {@code ramp(i, x) - ramp(i + 1, x)}. So the weights sum to one
 * without a division, and at most two tiles have weight at a pixel. Weights are multiples of 1/4096, which makes the sum exact in
 * float arithmetic in any order, in one dimension and for products in two.
 */
public final class AxisTiling {

    /** Steps of a weight: with 12 bits the product of two weights is still exact in a float's 24 bits. */
    private static final int WEIGHT_STEPS = 1 << 12;

    private final int size;
    private final int multiple;
    private final int margin;
    private final int begin;
    private final int units;
    private final int tileUnits;
    private final int count;

    private AxisTiling(int size, TilingOptions options) {
        this.size = size;
        multiple = options.multiple();
        margin = options.margin();
        long before = TilingOptions.ceilDiv(options.border(), multiple);
        long all = before + TilingOptions.ceilDiv((long) size + options.border(), multiple);
        if (all * multiple > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("An axis of " + size + " pixels with border=" + options.border()
                    + " is too long to be tiled; at most " + Integer.MAX_VALUE + " pixels are allowed.");
        }
        begin = (int) -(before * multiple);
        int largest = options.tileUnits();
        units = (int) Math.max(all, options.exact() ? largest : options.leastUnits());
        int overlap = options.overlapUnits();
        count = units <= largest ? 1 : (int) TilingOptions.ceilDiv(units - overlap, largest - overlap);
        int even = (int) TilingOptions.ceilDiv(units + (count - 1L) * overlap, count);
        tileUnits = options.exact() ? largest : Math.max(even, options.leastUnits());
    }

    /**
     * Tiles an axis.
     *
     * @param size number of pixels of the image along the axis, at least 1
     * @param options tile, overlap, multiple, margin and border
     * @throws IllegalArgumentException if the size is below 1, the tile is smaller than the multiple, or the overlap (rounded up to
     *     the multiple) is more than half of the tile (rounded down to the multiple)
     */
    public static AxisTiling of(int size, TilingOptions options) {
        if (size < 1)
            throw new IllegalArgumentException("An axis of size " + size + " cannot be tiled; it needs 1 or more.");
        return new AxisTiling(size, options);
    }

    /** Number of pixels of the image. */
    public int size() {
        return size;
    }

    /** First position covered, zero or a negative multiple of the size multiple. */
    public int begin() {
        return begin;
    }

    /** Position after the last one covered; {@code end() - begin()} is a multiple of the size multiple. */
    public int end() {
        return begin + units * multiple;
    }

    /** Number of tiles. */
    public int count() {
        return count;
    }

    /** Length of every tile, a multiple of the size multiple. */
    public int length() {
        return tileUnits * multiple;
    }

    /** First position of a tile. */
    public int start(int tile) {
        checkTile(tile);
        if (tile == 0) return begin;
        return begin + multiple * (int) ((long) tile * (units - tileUnits) / (count - 1));
    }

    /** First position at which a tile has weight. */
    public int weightedStart(int tile) {
        checkTile(tile);
        return tile == 0 ? begin : rampStart(tile);
    }

    /** Position after the last one at which a tile has weight. */
    public int weightedEnd(int tile) {
        checkTile(tile);
        return tile == count - 1 ? end() : rampStart(tile + 1) + rampWidth(tile + 1);
    }

    /**
     * Weight of a tile at a position, in [0, 1]; zero outside of the tile.
     *
     * @throws IndexOutOfBoundsException if there is no such tile or the position is outside of {@code [begin(), end())}
     */
    public float weight(int tile, int x) {
        checkTile(tile);
        if (x < begin || x >= end()) {
            throw new IndexOutOfBoundsException("Position " + x + " is outside of [" + begin + ", " + end() + ").");
        }
        float rising = tile == 0 ? 1 : ramp(x - rampStart(tile), rampWidth(tile));
        float falling = tile == count - 1 ? 0 : ramp(x - rampStart(tile + 1), rampWidth(tile + 1));
        return rising - falling;
    }

    /** The first tile that has weight inside of the image; those before it lie wholly in the border. */
    public int firstInside() {
        int tile = 0;
        while (weightedEnd(tile) <= 0) tile++;
        return tile;
    }

    /** The last tile that has weight inside of the image; those after it lie wholly in the border. */
    public int lastInside() {
        int tile = count - 1;
        while (weightedStart(tile) >= size) tile--;
        return tile;
    }

    private int rampStart(int junction) {
        return start(junction) + (overlap(junction) - rampWidth(junction)) / 2;
    }

    /** Number of pixels at which ramp {@code junction} is strictly between 0 and 1; of the overlap's parity, to be centred in it. */
    private int rampWidth(int junction) {
        int overlap = overlap(junction);
        // Without room for the margin there is no exact seam: the middle third is far from both edges and still blends.
        int wanted = overlap >= 2L * margin ? overlap - 2 * margin : overlap / 3 + (overlap - overlap / 3) % 2;
        int room = wanted;
        if (junction > 1) room = Math.min(room, centreDistance(junction - 1));
        if (junction < count - 1) room = Math.min(room, centreDistance(junction));
        return room - (wanted - room) % 2;
    }

    /** Distance, rounded down, of the middles of the overlaps {@code junction} and {@code junction + 1}. */
    private int centreDistance(int junction) {
        return (start(junction + 1) - start(junction - 1)) / 2;
    }

    /** Number of pixels that the tiles {@code junction - 1} and {@code junction} share. */
    private int overlap(int junction) {
        return start(junction - 1) + length() - start(junction);
    }

    private static float ramp(int position, int width) {
        if (position < 0) return 0;
        if (position >= width) return 1;
        // The upper half mirrors the lower one, so that ramp(p) + ramp(width - 1 - p) is exactly 1.
        if (2 * position + 1 > width) return 1 - ramp(width - 1 - position, width);
        double raised = 0.5 - 0.5 * StrictMath.cos(Math.PI * (position + 0.5) / width);
        return (float) Math.max(1, Math.rint(raised * WEIGHT_STEPS)) / WEIGHT_STEPS;
    }

    private void checkTile(int tile) {
        if (tile < 0 || tile >= count) {
            throw new IndexOutOfBoundsException("Tile " + tile + " does not exist; the axis has " + count + " tiles.");
        }
    }

    @Override
    public String toString() {
        return count + " tiles of " + length() + " over [" + begin + ", " + end() + ") for " + size + " pixels";
    }
}
