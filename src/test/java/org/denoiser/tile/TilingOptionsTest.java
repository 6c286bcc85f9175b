package org.denoiser.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TilingOptionsTest {

    private final TilingOptions options = TilingOptions.defaults();

    @Test
    void settersChangeACopy() {
        TilingOptions changed =
                options.tile(64).overlap(8).multiple(4).margin(3).border(2).exact(true);
        assertEquals("tile=64, overlap=8, multiple=4, margin=3, border=2, exact=true", changed.toString());
        assertEquals(
                "tile=512 [default], overlap=32 [default], multiple=1 [default], margin=0 [default], border=0 [default],"
                        + " exact=false [default]",
                options.toString());
    }

    @Test
    void impossibleValuesAreNamed() {
        assertSays("tile=0 is not allowed; it must be 1 or more", () -> options.tile(0));
        assertSays("overlap=-1 is not allowed; it must be 0 or more", () -> options.overlap(-1));
        assertSays("multiple=0 is not allowed; it must be 1 or more", () -> options.multiple(0));
        assertSays("margin=-5 is not allowed; it must be 0 or more", () -> options.margin(-5));
        assertSays("border=-1 is not allowed; it must be 0 or more", () -> options.border(-1));
    }

    @Test
    void aTileBelowTheMultipleIsRefused() {
        assertSays(
                "tile=15 is too small: this network needs tiles of at least 16 pixels",
                () -> AxisTiling.of(100, options.tile(15).overlap(0).multiple(16)));
    }

    @Test
    void anOverlapOfMoreThanHalfATileIsRefused() {
        TilingOptions small = options.tile(71).multiple(8);
        AxisTiling.of(1000, small.overlap(32));
        assertSays(
                "overlap=33 is too large for tile=71: with the size multiple 8 this tile allows at most 32 (half a tile), and this"
                        + " overlap needs a tile of at least 80",
                () -> AxisTiling.of(1000, small.overlap(33)));
        AxisTiling.of(1000, small.tile(80).overlap(33));
        assertSays("overlap=40", () -> AxisTiling.of(10, options.tile(64).overlap(40)));
    }

    @Test
    void anAxisThatCannotBeCountedIsRefused() {
        assertSays("size 0", () -> AxisTiling.of(0, options));
        assertSays("too long", () -> AxisTiling.of(Integer.MAX_VALUE, options.border(1)));
    }

    private static void assertSays(String words, Executable call) {
        Exception e = assertThrows(IllegalArgumentException.class, call);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
