package org.denoiser.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileGridTest {

    private final TilingOptions options =
            TilingOptions.defaults().tile(24).overlap(8).multiple(4).margin(3).border(3);

    @ParameterizedTest
    @CsvSource({"1,1", "1,300", "77,31", "24,24", "130,65", "64,3"})
    void weightsOfThePlaneSumToExactlyOneInAnyOrder(int width, int height) {
        TileGrid grid = TileGrid.plane(width, height, options);
        float[] ones = new float[width * height];
        Arrays.fill(ones, 1);
        for (long seed = 0; seed < 3; seed++) {
            float[] sums = TiledImage.process(ones, grid, tile -> tile, new Random(seed));
            assertArrayEquals(ones, sums, 0f);
        }
    }

    @Test
    void tilesComeInOneOrderWithOneShapeXFastest() {
        TileGrid grid = TileGrid.plane(100, 60, options);
        int index = 0;
        int columns = grid.axis(0).count();
        for (Tile tile : grid) {
            assertEquals(index, tile.index());
            assertEquals(grid.axis(0).start(index % columns), tile.origin(0));
            assertEquals(grid.axis(1).start(index / columns), tile.origin(1));
            assertEquals(grid.axis(0).length(), tile.length(0));
            assertEquals(grid.axis(1).length(), tile.length(1));
            index++;
        }
        assertEquals(grid.size(), index);
        assertEquals(grid.axis(0).length() * grid.axis(1).length(), grid.tileElements());
    }

    @Test
    void tilesOfTheBorderAloneAreLeftOut() {
        TileGrid grid = TileGrid.plane(10, 20, options.tile(16).border(100));
        assertTrue(grid.size() < grid.axis(0).count() * grid.axis(1).count());
        for (Tile tile : grid) {
            for (int d = 0; d < 2; d++) {
                assertTrue(tile.weightedStart(d) >= 0
                        && tile.weightedEnd(d) <= grid.axis(d).size());
                assertTrue(tile.weightedStart(d) < tile.weightedEnd(d));
                assertEquals(tile.weightedEnd(d) - tile.weightedStart(d), tile.weights(d).length);
            }
        }
        float[] image = TiledImage.ramp(10, 20, 1, 0.5f);
        assertArrayEquals(image, TiledImage.process(image, grid, tile -> tile), 1e-5f);
    }

    @Test
    void anyNumberOfAxesIsReadAndBlended() {
        TilingOptions small = options.tile(8).overlap(4).border(2).margin(1);
        for (int[] shape : new int[][] {{37}, {19, 23}, {11, 17, 13}, {5, 9, 3, 7}}) {
            AxisTiling[] axes = new AxisTiling[shape.length];
            int elements = 1;
            for (int d = 0; d < shape.length; d++) {
                axes[d] = AxisTiling.of(shape[d], small);
                elements *= shape[d];
            }
            float[] image = TiledImage.random(elements, shape.length);
            assertArrayEquals(image, TiledImage.process(image, TileGrid.of(axes), tile -> tile), 1e-6f);
        }
    }

    @Test
    void strangersAreRefused() {
        TileGrid grid = TileGrid.plane(100, 60, options);
        assertThrows(IndexOutOfBoundsException.class, () -> grid.tile(grid.size()));
        assertThrows(IndexOutOfBoundsException.class, () -> grid.tile(-1));
        assertThrows(IllegalArgumentException.class, TileGrid::of);
        Iterator<Tile> tiles = grid.iterator();
        while (tiles.hasNext()) tiles.next();
        assertThrows(NoSuchElementException.class, tiles::next);
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> TileGrid.plane(70_000, 70_000, options.tile(71_000)));
        assertTrue(e.getMessage().contains("at most"), e.getMessage());
    }
}
