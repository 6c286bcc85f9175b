package org.denoiser.tile;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Copies tiles out of an image, with reflected borders ({@link Reflect}). Values are not changed. Immutable and thread-safe.
 *
 * <p>Images and tiles are arrays with x fastest, then y, then z.
 */
public final class TileReader {

    private final TileGrid grid;

    /** Makes a reader for images of the grid's size. */
    public TileReader(TileGrid grid) {
        this.grid = grid;
    }

    /**
     * Copies a tile into an array.
     *
     * @param image all pixels of the image
     * @param tile a tile of this reader's grid
     * @param target receives {@code grid.tileElements()} values
     * @param offset index in {@code target} of the tile's first pixel
     * @throws IllegalArgumentException if the image is not of the grid's size, the tile is of another grid, or the target has no room
     */
    public void read(float[] image, Tile tile, float[] target, int offset) {
        read(image, tile, FloatBuffer.wrap(target), offset);
    }

    /**
     * Copies a tile into a buffer, whose position and limit stay as they are (and do not matter).
     *
     * @param offset absolute index in {@code target} of the tile's first pixel
     * @see #read(float[], Tile, float[], int)
     */
    public void read(float[] image, Tile tile, FloatBuffer target, int offset) {
        grid.checkImage(image);
        read(image, 0, tile, target, offset);
    }

    /**
     * Copies a tile of a plane of which only some rows are at hand.
     *
     * @param rows whole rows of the image, with at least those from {@code firstRow(tile)} to {@code lastRow(tile)}
     * @param first row that they begin with
     * @throws IndexOutOfBoundsException if rows are missing
     * @see #read(float[], Tile, FloatBuffer, int)
     */
    public void read(float[] rows, int first, Tile tile, FloatBuffer target, int offset) {
        grid.checkTile(tile, target.capacity(), offset);
        FloatBuffer out = target.duplicate();
        out.clear().position(offset);
        int[] columns = reflected(tile, 0, 1);
        int inside = Math.min(columns.length, Math.max(0, -tile.origin(0)));
        int outside = Math.max(inside, Math.min(columns.length, grid.axis(0).size() - tile.origin(0)));
        int skipped = first * grid.axis(0).size();
        for (int sum : Rows.sums(rowOffsets(tile))) {
            int row = sum - skipped;
            for (int x = 0; x < inside; x++) out.put(rows[row + columns[x]]);
            if (outside > inside) out.put(rows, row + columns[inside], outside - inside);
            for (int x = outside; x < columns.length; x++) out.put(rows[row + columns[x]]);
        }
    }

    /** The first row of a plane that a tile shows, itself or reflected. */
    public int firstRow(Tile tile) {
        return Arrays.stream(reflected(tile, 1, 1)).min().getAsInt();
    }

    /** The last row of a plane that a tile shows, itself or reflected. */
    public int lastRow(Tile tile) {
        return Arrays.stream(reflected(tile, 1, 1)).max().getAsInt();
    }

    private int[][] rowOffsets(Tile tile) {
        int[][] offsets = new int[grid.numDimensions() - 1][];
        int stride = 1;
        for (int d = 1; d < grid.numDimensions(); d++) {
            stride *= grid.axis(d - 1).size();
            offsets[d - 1] = reflected(tile, d, stride);
        }
        return offsets;
    }

    private int[] reflected(Tile tile, int axis, int stride) {
        int[] offsets = new int[tile.length(axis)];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = stride
                    * (int) Reflect.index(
                            (long) tile.origin(axis) + i, grid.axis(axis).size());
        }
        return offsets;
    }
}
