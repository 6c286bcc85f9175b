package org.denoiser.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.denoiser.tile.TiledImage.Plane;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of tiling: no operation that keeps its promises can tell that there were tiles. */
class TiledEqualsUntiledTest {

    private static final int[][] SHAPES = {{1, 1}, {3, 70}, {64, 64}, {101, 57}, {150, 33}, {1, 200}};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void theIdentityGivesThePlaneBack(int m) {
        for (int[] shape : SHAPES) {
            float[][] images = {
                TiledImage.ramp(shape[0], shape[1], 1, 1000),
                TiledImage.ramp(shape[0], shape[1], -0.37f, 0.01f),
                TiledImage.random(shape[0] * shape[1], m),
            };
            for (TilingOptions options : Tilings.options(m)) {
                if (options.tile() < 8 || options.margin() % 8 != 0 || options.border() % 6 != 0) continue;
                TileGrid grid = TileGrid.plane(shape[0], shape[1], options);
                for (float[] image : images) {
                    float[] out = TiledImage.process(image, grid, tile -> tile);
                    for (int i = 0; i < image.length; i++) {
                        assertEquals(image[i], out[i], Math.ulp(image[i]), options::toString);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfTilesDoesNotMatter(long seed) {
        float[] image = TiledImage.random(130 * 75, seed);
        TilingOptions options =
                TilingOptions.defaults().tile(32).overlap(12).margin(2).border(3);
        TileGrid grid = TileGrid.plane(130, 75, options);
        UnaryOperator<Plane> network = TiledImage.convolution(3, seed);
        float[] inOrder = TiledImage.process(image, grid, network);
        assertArrayEquals(inOrder, TiledImage.process(image, grid, network), 0f);
        assertArrayEquals(inOrder, TiledImage.process(image, grid, network, new Random(seed)), 1e-6f);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "1,8", "2,1", "2,4", "2,16"})
    void aConvolutionCannotTell(int radius, int m) {
        UnaryOperator<Plane> network = TiledImage.convolution(radius, 17L * radius + m);
        TilingOptions options =
                TilingOptions.defaults().multiple(m).margin(radius).border(radius);
        int tiled = 0;
        for (int[] shape : SHAPES) {
            float[] image = TiledImage.random(shape[0] * shape[1], radius);
            float[] whole = TiledImage.process(image, TileGrid.plane(shape[0], shape[1], options), network);
            for (int overlap : new int[] {2 * radius, 2 * radius + 1, 2 * radius + 4}) {
                for (int tile : new int[] {16, 21, 32, 48, 65}) {
                    if (2 * ((overlap + m - 1) / m * m) > tile / m * m) continue;
                    TileGrid grid = TileGrid.plane(
                            shape[0], shape[1], options.overlap(overlap).tile(tile));
                    if (grid.size() > 1) tiled++;
                    assertArrayEquals(whole, TiledImage.process(image, grid, network), 1e-6f, grid.toString());
                }
            }
        }
        assertTrue(tiled > 10, "too few of the cases have tiles");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16})
    void poolingCannotTell(int m) {
        assertUnseen(m, 0, tile -> TiledImage.upsample(TiledImage.pool(tile, m), m));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void aConvolutionOfPooledPixelsCannotTell(int m) {
        UnaryOperator<Plane> convolution = TiledImage.convolution(1, m);
        assertUnseen(m, 2 * m - 1, tile -> TiledImage.upsample(convolution.apply(TiledImage.pool(tile, m)), m));
    }

    private static void assertUnseen(int m, int radius, UnaryOperator<Plane> network) {
        TilingOptions options =
                TilingOptions.defaults().multiple(m).margin(radius).border(radius);
        int tiled = 0;
        for (int[] shape : SHAPES) {
            float[] image = TiledImage.random(shape[0] * shape[1], m);
            float[] whole = TiledImage.process(image, TileGrid.plane(shape[0], shape[1], options), network);
            for (int tile = 4 * (radius / m + 1) * m; tile < 80; tile += 7) {
                TileGrid grid = TileGrid.plane(
                        shape[0], shape[1], options.overlap(2 * radius).tile(tile));
                if (grid.size() > 1) tiled++;
                assertArrayEquals(whole, TiledImage.process(image, grid, network), 1e-6f, grid.toString());
            }
        }
        assertTrue(tiled > 5, "too few of the cases have tiles");
    }
}
