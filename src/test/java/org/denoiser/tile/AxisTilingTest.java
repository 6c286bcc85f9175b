package org.denoiser.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTilingTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void theIntervalDependsOnSizeBorderAndMultipleAlone(int m) {
        for (int n : Tilings.SIZES) {
            for (TilingOptions options : Tilings.options(m)) {
                AxisTiling tiling = AxisTiling.of(n, options);
                Supplier<String> where = () -> n + " pixels, " + options;
                int border = options.border();
                assertEquals(-((border + m - 1) / m * m), tiling.begin(), where);
                assertEquals(0, (tiling.end() - tiling.begin()) % m, where);
                assertTrue(tiling.end() >= n + border && tiling.end() < n + border + m, where);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void tilesCoverTheIntervalInMultiplesWithTheOverlap(int m) {
        for (int n : Tilings.SIZES) {
            for (TilingOptions options : Tilings.options(m)) {
                AxisTiling tiling = AxisTiling.of(n, options);
                Supplier<String> where = () -> n + " pixels, " + options;
                int last = tiling.count() - 1;
                int overlap = (options.overlap() + m - 1) / m * m;
                assertTrue(tiling.length() <= options.tile() && tiling.length() % m == 0, where);
                assertEquals(tiling.begin(), tiling.start(0), where);
                assertEquals(tiling.end(), tiling.start(last) + tiling.length(), where);
                for (int i = 1; i <= last; i++) {
                    assertEquals(0, (tiling.start(i) - tiling.begin()) % m, where);
                    int shared = tiling.start(i - 1) + tiling.length() - tiling.start(i);
                    assertTrue(shared == overlap || shared == overlap + m, () -> where.get() + " shares " + shared);
                    assertTrue(tiling.start(i) > tiling.start(i - 1), where);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void tilesAreAsFewAndAsShortAsPossible(int m) {
        for (int n : Tilings.SIZES) {
            for (TilingOptions options : Tilings.options(m)) {
                AxisTiling tiling = AxisTiling.of(n, options);
                int length = tiling.end() - tiling.begin();
                int largest = options.tile() / m * m;
                int overlap = (options.overlap() + m - 1) / m * m;
                assertTrue(
                        tiling.count() == 1 || reach(tiling.count() - 1, largest, overlap) < length,
                        () -> n + " pixels need fewer tiles: " + options);
                assertTrue(
                        reach(tiling.count(), tiling.length() - m, overlap) < length,
                        () -> n + " pixels need shorter tiles: " + options);
            }
        }
    }

    private static int reach(int count, int length, int overlap) {
        return count * length - (count - 1) * overlap;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void exactTilesHaveTheLargestLengthAndCoverTheInterval(int m) {
        for (int n : Tilings.SIZES) {
            for (TilingOptions options : Tilings.options(m)) {
                AxisTiling tiling = AxisTiling.of(n, options.exact(true));
                Supplier<String> where = () -> n + " pixels, exact " + options;
                int last = tiling.count() - 1;
                int length = options.tile() / m * m;
                AxisTiling free = AxisTiling.of(n, options);
                assertEquals(length, tiling.length(), where);
                assertEquals(free.begin(), tiling.begin(), where);
                assertEquals(Math.max(free.end(), free.begin() + length), tiling.end(), where);
                assertEquals(free.count(), tiling.count(), where);
                assertEquals(tiling.begin(), tiling.start(0), where);
                assertEquals(tiling.end(), tiling.start(last) + length, where);
                for (int i = 1; i <= last; i++) {
                    assertEquals(0, (tiling.start(i) - tiling.begin()) % m, where);
                    int shared = tiling.start(i - 1) + length - tiling.start(i);
                    assertTrue(shared >= options.overlap(), () -> where.get() + " shares " + shared);
                    assertTrue(tiling.start(i) > tiling.start(i - 1), where);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void weightsSumToExactlyOneFromAtMostTwoTiles(int m) {
        for (int n : Tilings.SIZES) {
            for (TilingOptions options : Tilings.options(m)) {
                if (options.border() <= 6) {
                    assertWeightsSumToOne(AxisTiling.of(n, options), options);
                    assertWeightsSumToOne(AxisTiling.of(n, options.exact(true)), options);
                }
            }
        }
    }

    private static void assertWeightsSumToOne(AxisTiling tiling, TilingOptions options) {
        int[] holders = new int[tiling.end() - tiling.begin()];
        float[] sums = new float[holders.length];
        for (int i = 0; i < tiling.count(); i++) {
            int from = tiling.weightedStart(i);
            int to = tiling.weightedEnd(i);
            assertTrue(from >= tiling.start(i) && to <= tiling.start(i) + tiling.length(), tiling::toString);
            for (int x = from; x < to; x++) {
                float weight = tiling.weight(i, x);
                assertTrue(weight > 0 && weight <= 1, () -> "a weight of " + weight);
                sums[x - tiling.begin()] += weight;
                holders[x - tiling.begin()]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            assertEquals(1f, sums[i], 0f, () -> tiling + ", " + options);
            assertTrue(holders[i] <= 2, () -> tiling + ", " + options);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void weightsVanishOutsideAndRiseAndFallOnce(int m) {
        for (TilingOptions options : Tilings.options(m)) {
            if (options.border() != 1) continue;
            AxisTiling tiling = AxisTiling.of(150, options);
            for (int i = 0; i < tiling.count(); i++) {
                boolean falling = false;
                float before = 0;
                for (int x = tiling.begin(); x < tiling.end(); x++) {
                    float weight = tiling.weight(i, x);
                    boolean weighted = x >= tiling.weightedStart(i) && x < tiling.weightedEnd(i);
                    assertEquals(weighted, weight > 0, options::toString);
                    if (x > tiling.begin() && weight < before) falling = true;
                    assertTrue(!falling || weight <= before, options::toString);
                    before = weight;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void theMarginHasNoWeightWhereTheOverlapAllowsIt(int m) {
        int kept = 0;
        int cramped = 0;
        for (TilingOptions options : Tilings.options(m)) {
            AxisTiling tiling = AxisTiling.of(300, options);
            for (int i = 1; i < tiling.count(); i++) {
                int left = tiling.weightedStart(i) - tiling.start(i);
                int right = tiling.start(i - 1) + tiling.length() - tiling.weightedEnd(i - 1);
                int shared = tiling.start(i - 1) + tiling.length() - tiling.start(i);
                assertEquals(left, right, () -> "the ramp is centred in the overlap: " + options);
                if (shared >= 2 * options.margin()) {
                    assertTrue(left >= options.margin(), options::toString);
                    kept++;
                } else {
                    assertTrue(left >= (shared - 1) / 3, options::toString);
                    cramped++;
                }
            }
        }
        assertTrue(kept > 0 && cramped > 0, "both cases have to occur");
    }

    @Test
    void wideOverlapsAreBlendedOverAllThatTheMarginLeaves() {
        TilingOptions options = TilingOptions.defaults().tile(256).overlap(64).margin(20);
        AxisTiling tiling = AxisTiling.of(1000, options);
        for (int i = 1; i < tiling.count(); i++) {
            int shared = tiling.start(i - 1) + tiling.length() - tiling.start(i);
            assertEquals(shared - 40, tiling.weightedEnd(i - 1) - tiling.weightedStart(i));
        }
    }

    @Test
    void whatFitsInOneTileIsOneTile() {
        TilingOptions options =
                TilingOptions.defaults().tile(64).overlap(16).multiple(16).border(10);
        AxisTiling one = AxisTiling.of(38, options);
        assertEquals(1, one.count());
        assertEquals(-16, one.start(0));
        assertEquals(64, one.length());
        assertEquals(2, AxisTiling.of(39, options).count());
    }

    @Test
    void tilesOfTheBorderAloneAreToldApart() {
        AxisTiling tiling =
                AxisTiling.of(10, TilingOptions.defaults().tile(8).overlap(2).border(30));
        assertTrue(tiling.weightedEnd(tiling.firstInside()) > 0);
        assertTrue(tiling.weightedEnd(tiling.firstInside() - 1) <= 0);
        assertTrue(tiling.weightedStart(tiling.lastInside()) < 10);
        assertTrue(tiling.weightedStart(tiling.lastInside() + 1) >= 10);
    }

    @Test
    void strangersAreRefused() {
        AxisTiling tiling = AxisTiling.of(100, TilingOptions.defaults().tile(40).overlap(8));
        assertThrows(IndexOutOfBoundsException.class, () -> tiling.start(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> tiling.weightedEnd(tiling.count()));
        assertThrows(IndexOutOfBoundsException.class, () -> tiling.weight(0, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> tiling.weight(0, 100));
    }

    @Test
    void theLongestAxisIsSolvedWithoutOverflow() {
        AxisTiling tiling = AxisTiling.of(
                Integer.MAX_VALUE - 63, TilingOptions.defaults().tile(256).multiple(64));
        int last = tiling.count() - 1;
        assertEquals(tiling.end(), tiling.start(last) + tiling.length());
        assertEquals(1f, tiling.weight(last, tiling.end() - 1));
    }
}
