package org.denoiser.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReflectTest {

    /** Walks outwards a pixel at a time, turning round at the edge pixels: the definition of the reflection. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 64})
    void walkingOutwardsTurnsRoundAtTheEdges(int n) {
        for (int side : new int[] {1, -1}) {
            int position = side > 0 ? n - 1 : 0;
            int step = side;
            for (int distance = 1; distance < 10 * n; distance++) {
                if (position + step < 0 || position + step >= n) step = -step;
                position += step;
                long outside = side > 0 ? n - 1 + distance : -distance;
                assertEquals(position, Reflect.index(outside, n), "at " + outside + " of " + n);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void positionsInsideStay(int n) {
        for (int i = 0; i < n; i++) assertEquals(i, Reflect.index(i, n));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000_000_007L, -2, -1, 0, 1, 5, 1L << 40})
    void anAxisOfSizeOneIsConstant(long i) {
        assertEquals(0, Reflect.index(i, 1));
    }

    @Test
    void anEmptyAxisIsRefused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Reflect.index(0, 0));
        assertTrue(e.getMessage().contains("size 0"), e.getMessage());
    }
}
