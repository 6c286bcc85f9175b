package org.denoiser.tile;

/**
 * One tile of a {@link TileGrid}: a box in image coordinates. Axis 0 is x. Immutable and thread-safe.
 */
public final class Tile {

    private final TileGrid grid;
    private final int index;
    private final int[] positions;

    Tile(TileGrid grid, int index, int[] positions) {
        this.grid = grid;
        this.index = index;
        this.positions = positions;
    }

    /** Position of the tile in the grid's order. */
    public int index() {
        return index;
    }

    /** Number of axes. */
    public int numDimensions() {
        return positions.length;
    }

    /** First position along an axis; negative in the reflected border. */
    public int origin(int axis) {
        return grid.axis(axis).start(positions[axis]);
    }

    /** Length along an axis, pixels; the same for every tile of a grid. */
    public int length(int axis) {
        return grid.axis(axis).length();
    }

    /** First position inside of the image at which the tile has weight. */
    public int weightedStart(int axis) {
        return Math.max(0, grid.axis(axis).weightedStart(positions[axis]));
    }

    /** Position after the last one inside of the image at which the tile has weight. */
    public int weightedEnd(int axis) {
        return Math.min(grid.axis(axis).size(), grid.axis(axis).weightedEnd(positions[axis]));
    }

    /** The tile's factors from {@code weightedStart(axis)} to before {@code weightedEnd(axis)}; a new array. */
    public float[] weights(int axis) {
        float[] weights = new float[weightedEnd(axis) - weightedStart(axis)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = grid.axis(axis).weight(positions[axis], weightedStart(axis) + i);
        }
        return weights;
    }

    boolean isOf(TileGrid other) {
        return grid == other;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("tile " + index + ":");
        for (int d = 0; d < positions.length; d++) {
            text.append(" [")
                    .append(origin(d))
                    .append(", ")
                    .append(origin(d) + length(d))
                    .append(')');
        }
        return text.toString();
    }
}
