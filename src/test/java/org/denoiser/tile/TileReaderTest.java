package org.denoiser.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileReaderTest {

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "1,3", "7,300", "65,33", "128,96"})
    void everyPixelIsTheReflectedOne(int width, int height) {
        float[] image = TiledImage.random(width * height, 5);
        for (TilingOptions options : Tilings.options(4)) {
            TileGrid grid = TileGrid.plane(width, height, options);
            Tile tile = grid.tile(grid.size() / 2);
            float[] target = new float[grid.tileElements() + 3];
            new TileReader(grid).read(image, tile, target, 3);
            for (int y = 0; y < tile.length(1); y++) {
                for (int x = 0; x < tile.length(0); x++) {
                    int row = (int) Reflect.index(tile.origin(1) + y, height);
                    int column = (int) Reflect.index(tile.origin(0) + x, width);
                    assertEquals(image[row * width + column], target[3 + y * tile.length(0) + x], options::toString);
                }
            }
            assertArrayEquals(new float[3], new float[] {target[0], target[1], target[2]});
        }
    }

    @Test
    void buffersAreReadAndWrittenAtAbsolutePositions() {
        TileGrid grid = TileGrid.plane(
                40, 30, TilingOptions.defaults().tile(16).overlap(4).border(5));
        float[] image = TiledImage.random(1200, 9);
        int offset = 7;
        FloatBuffer direct = ByteBuffer.allocateDirect(4 * (grid.tileElements() + offset))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        direct.position(2).limit(4);
        float[] array = new float[grid.tileElements() + offset];
        float[] fromArray = new float[1200];
        float[] fromBuffer = new float[1200];
        for (Tile tile : grid) {
            new TileReader(grid).read(image, tile, direct, offset);
            new TileReader(grid).read(image, tile, array, offset);
            new TileBlender(grid).add(direct, offset, tile, fromBuffer);
            new TileBlender(grid).add(array, offset, tile, fromArray);
        }
        assertEquals(2, direct.position());
        assertEquals(4, direct.limit());
        assertArrayEquals(fromArray, fromBuffer);
        assertArrayEquals(image, fromBuffer, 1e-6f);
    }

    @Test
    void wrongSizesAreNamed() {
        TileGrid grid = TileGrid.plane(40, 30, TilingOptions.defaults().tile(16).overlap(4));
        TileReader reader = new TileReader(grid);
        Tile tile = grid.tile(0);
        float[] image = new float[1200];
        float[] buffer = new float[grid.tileElements()];
        assertSays("1199 pixels", () -> reader.read(new float[1199], tile, buffer, 0));
        assertSays("no room", () -> reader.read(image, tile, buffer, 1));
        assertSays("no room", () -> reader.read(image, tile, buffer, -1));
        assertSays("no room", () -> new TileBlender(grid).add(buffer, 1, tile, image));
        Tile stranger = TileGrid.plane(40, 30, TilingOptions.defaults()).tile(0);
        assertSays("another grid", () -> reader.read(image, stranger, buffer, 0));
    }

    private static void assertSays(String words, Executable call) {
        Exception e = assertThrows(IllegalArgumentException.class, call);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
