package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({"1, 2, 1, 1 s left", "10, 100, 10, 1:30 min left", "1, 7201, 1, 2:00 h left", "5, 5, 9, 0 s left"})
    void theRestTakesAsLongAUnitAsWhatIsDone(long done, long total, long seconds, String words) {
        TimeLeft left = new TimeLeft(0);
        assertEquals("", left.words(0, total, 0));
        assertEquals(words, left.words(done, total, seconds * SECOND));
    }

    @Test
    void whatWasDoneBeforeDoesNotCount() {
        TimeLeft left = new TimeLeft(0);
        assertEquals("", left.words(900, 1000, 10 * SECOND));
        assertEquals("1:38 min left", left.words(902, 1000, 12 * SECOND));
    }

    @Test
    void aNewPartHasItsOwnPace() {
        TimeLeft left = new TimeLeft(0);
        left.words(1, 20, SECOND);
        left.words(20, 20, 2 * SECOND);
        assertEquals("", left.words(4662, 7200, 100 * SECOND));
        assertEquals("42:18 min left", left.words(4672, 7200, 110 * SECOND + 40_000_000L));
    }
}
