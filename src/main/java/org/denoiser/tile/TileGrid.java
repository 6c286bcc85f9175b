package org.denoiser.tile;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The tiles of an image: the product of one {@link AxisTiling} per axis. Axis 0 is x. Immutable and thread-safe.
 *
 * <p>Iterates the tiles in one fixed order, x fastest. Tiles whose weighted part lies wholly in the reflected border add nothing to
 * the image and are left out.
 */
public final class TileGrid implements Iterable<Tile> {

    private final AxisTiling[] axes;
    private final int[] first;
    private final int[] counts;
    private final int size;

    private TileGrid(AxisTiling[] axes) {
        this.axes = axes;
        first = new int[axes.length];
        counts = new int[axes.length];
        long tiles = 1;
        long elements = 1;
        for (int d = 0; d < axes.length; d++) {
            first[d] = axes[d].firstInside();
            counts[d] = axes[d].lastInside() - first[d] + 1;
            tiles = bounded(tiles * counts[d], "tiles");
            elements = bounded(elements * axes[d].length(), "pixels in a tile");
        }
        size = (int) tiles;
    }

    /**
     * Crosses tilings, x first.
     *
     * @throws IllegalArgumentException if there is no axis, or if a tile or the number of tiles is too large for an array
     */
    public static TileGrid of(AxisTiling... axes) {
        if (axes.length == 0) throw new IllegalArgumentException("A tile grid needs at least one axis.");
        return new TileGrid(axes.clone());
    }

    /** Tiles a plane with the same options for both axes. */
    public static TileGrid plane(int width, int height, TilingOptions options) {
        return of(AxisTiling.of(width, options), AxisTiling.of(height, options));
    }

    /** Number of axes. */
    public int numDimensions() {
        return axes.length;
    }

    /** The tiling of an axis. */
    public AxisTiling axis(int axis) {
        return axes[axis];
    }

    /** Number of tiles. */
    public int size() {
        return size;
    }

    /** Number of pixels in each tile. */
    public int tileElements() {
        int elements = 1;
        for (AxisTiling axis : axes) elements *= axis.length();
        return elements;
    }

    /**
     * Returns a tile.
     *
     * @throws IndexOutOfBoundsException if the index is not in {@code [0, size())}
     */
    public Tile tile(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("Tile " + index + " does not exist; the grid has " + size + " tiles.");
        }
        int[] positions = new int[axes.length];
        int rest = index;
        for (int d = 0; d < axes.length; d++) {
            positions[d] = first[d] + rest % counts[d];
            rest /= counts[d];
        }
        return new Tile(this, index, positions);
    }

    @Override
    public Iterator<Tile> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Tile next() {
                if (!hasNext()) throw new NoSuchElementException("The grid has " + size + " tiles.");
                return tile(next++);
            }
        };
    }

    /** Checks that an array holds the image this grid was made for. */
    void checkImage(float[] image) {
        long elements = 1;
        for (AxisTiling axis : axes) elements *= axis.size();
        if (image.length != elements) {
            throw new IllegalArgumentException(
                    "An array of " + image.length + " pixels is no image of the grid's " + elements + " pixels.");
        }
    }

    /** Checks that a tile is one of this grid and that a buffer has room for it. */
    void checkTile(Tile tile, int capacity, int offset) {
        if (!tile.isOf(this)) throw new IllegalArgumentException("The " + tile + " belongs to another grid.");
        if (offset < 0 || capacity - (long) offset < tileElements()) {
            throw new IllegalArgumentException("A buffer of " + capacity + " values has no room for a tile of "
                    + tileElements() + " values at " + offset + ".");
        }
    }

    private static long bounded(long number, String what) {
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "The tiling has " + number + " " + what + "; at most " + Integer.MAX_VALUE + " are allowed.");
        }
        return number;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (AxisTiling axis : axes)
            text.append(text.length() == 0 ? "" : " x ").append(axis);
        return text.toString();
    }
}
