package org.denoiser.tile;

import java.nio.FloatBuffer;

/**
 * Puts processed tiles together to an image: adds each times its weights, leaving out what lies outside of the image.
 *
 * <p>Images and tiles are arrays with x fastest, then y, then z. The blender itself is immutable; calls that add to the same image must
 * not run at the same time. With the same order of tiles the result is the same to the last bit, with another order to rounding.
 */
public final class TileBlender {

    private final TileGrid grid;

    /** Makes a blender for images of the grid's size. */
    public TileBlender(TileGrid grid) {
        this.grid = grid;
    }

    /**
     * Adds a tile from an array.
     *
     * @param values holds the {@code grid.tileElements()} values of the processed tile
     * @param offset index in {@code values} of the tile's first pixel
     * @param tile a tile of this blender's grid
     * @param image all pixels of the image, zero before the first tile is added
     * @throws IllegalArgumentException if the image is not of the grid's size, the tile is of another grid, or there are too few
     *     values
     */
    public void add(float[] values, int offset, Tile tile, float[] image) {
        add(FloatBuffer.wrap(values), offset, tile, image);
    }

    /**
     * Adds a tile from a buffer, whose position and limit stay as they are (and do not matter).
     *
     * @param offset absolute index in {@code values} of the tile's first pixel
     * @see #add(float[], int, Tile, float[])
     */
    public void add(FloatBuffer values, int offset, Tile tile, float[] image) {
        add(values, offset, tile, image, 1);
    }

    /**
     * Adds a tile to a plane of which only some rows are at hand.
     *
     * @param rows whole rows of the image, with at least those in which the tile has weight
     * @param first row that they begin with
     * @throws IndexOutOfBoundsException if rows are missing
     * @see #add(FloatBuffer, int, Tile, float[])
     */
    public void addToRows(FloatBuffer values, int offset, Tile tile, float[] rows, int first) {
        add(values, offset, tile, rows, first * grid.axis(0).size(), 1);
    }

    /**
     * Adds one plane of a tile of volumes, whose planes are put together one by one.
     *
     * @param factor the tile's weight at this plane, from {@link AxisTiling#weight}
     * @see #add(FloatBuffer, int, Tile, float[])
     */
    public void add(FloatBuffer values, int offset, Tile tile, float[] image, float factor) {
        grid.checkImage(image);
        add(values, offset, tile, image, 0, factor);
    }

    /** @param before pixels of the image that are not in the array */
    private void add(FloatBuffer values, int offset, Tile tile, float[] image, int before, float factor) {
        grid.checkTile(tile, values.capacity(), offset);
        FloatBuffer in = values.duplicate();
        in.clear();
        int[] from = Rows.sums(tileOffsets(tile));
        int[] to = Rows.sums(imageOffsets(tile));
        float[] rowWeights = Rows.products(rowWeights(tile));
        float[] weights = tile.weights(0);
        float[] row = new float[weights.length];
        int skipped = offset + tile.weightedStart(0) - tile.origin(0);
        for (int r = 0; r < from.length; r++) {
            in.position(skipped + from[r]);
            in.get(row);
            addRow(row, weights, rowWeights[r] * factor, image, to[r] - before + tile.weightedStart(0));
        }
    }

    /** Products are double, so that only the sum is rounded: equal values from all tiles come back within one or two ulps. */
    private static void addRow(float[] row, float[] weights, float rowWeight, float[] image, int offset) {
        for (int x = 0; x < row.length; x++) {
            double product = (double) rowWeight * weights[x] * row[x];
            image[offset + x] = (float) (image[offset + x] + product);
        }
    }

    private int[][] tileOffsets(Tile tile) {
        int[][] offsets = new int[grid.numDimensions() - 1][];
        int stride = 1;
        for (int d = 1; d < grid.numDimensions(); d++) {
            stride *= tile.length(d - 1);
            offsets[d - 1] = weighted(tile, d, tile.origin(d), stride);
        }
        return offsets;
    }

    private int[][] imageOffsets(Tile tile) {
        int[][] offsets = new int[grid.numDimensions() - 1][];
        int stride = 1;
        for (int d = 1; d < grid.numDimensions(); d++) {
            stride *= grid.axis(d - 1).size();
            offsets[d - 1] = weighted(tile, d, 0, stride);
        }
        return offsets;
    }

    private static int[] weighted(Tile tile, int axis, int origin, int stride) {
        int from = tile.weightedStart(axis);
        int[] offsets = new int[tile.weightedEnd(axis) - from];
        for (int i = 0; i < offsets.length; i++) offsets[i] = stride * (from + i - origin);
        return offsets;
    }

    private float[][] rowWeights(Tile tile) {
        float[][] weights = new float[grid.numDimensions() - 1][];
        for (int d = 1; d < grid.numDimensions(); d++) weights[d - 1] = tile.weights(d);
        return weights;
    }
}
