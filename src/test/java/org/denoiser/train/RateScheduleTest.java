package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The learning rate rises in a line and falls as half a cosine. */
class RateScheduleTest {
    private static final double HIGHEST = 0.01;

    @ParameterizedTest
    @CsvSource({"100, 1000", "0, 1000", "1, 10", "50, 100", "3, 7", "500, 501", "10, 1", "0, 1", "0, 2", "1000000, 8"})
    void itRisesToTheHighestAndFallsToAlmostNothing(long warmup, long all) {
        RateSchedule schedule = new RateSchedule(HIGHEST, warmup, all);
        long top = Math.min(warmup, all / 2);
        for (long step = 1; step <= all; step++) {
            double rate = schedule.at(step);
            assertTrue(rate > 0 && rate <= HIGHEST, "rate " + rate + " of step " + step);
            if (step > 1 && step <= top) assertTrue(rate > schedule.at(step - 1), "it rises");
            if (step > top + 1) assertTrue(rate < schedule.at(step - 1), "it falls");
            if (step <= top) assertEquals(HIGHEST * step / top, rate, 1e-15, "in a line");
        }
        if (top > 0) assertEquals(HIGHEST, schedule.at(top));
    }

    @Test
    void theFallIsHalfACosine() {
        RateSchedule schedule = new RateSchedule(HIGHEST, 100, 1099);
        assertEquals(HIGHEST, schedule.at(100));
        assertEquals(HIGHEST * Math.pow(Math.cos(Math.PI / 8), 2), schedule.at(350), 1e-12, "a quarter down");
        assertEquals(HIGHEST / 2, schedule.at(600), 1e-12, "half way");
        for (int step = 1; step < 500; step++) {
            assertEquals(HIGHEST, schedule.at(600 - step) + schedule.at(600 + step), 1e-12, "point symmetry");
        }
        assertTrue(schedule.at(1099) < 1e-5 * HIGHEST);
    }
}
