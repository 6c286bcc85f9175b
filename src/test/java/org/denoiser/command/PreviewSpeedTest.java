package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PreviewSpeedTest {
    private static final long LARGE = 288 * 288;
    private static final long SMALL = 160 * 160;

    private final PreviewSpeed speed = new PreviewSpeed();

    private void note(String model, long pixels, double... seconds) {
        for (double each : seconds) speed.note(model, pixels, each);
    }

    @Test
    void itBeginsLargeAndStaysSoWhereThereIsTime() {
        assertEquals(PreviewPart.SIDE, speed.side());
        note("fast", LARGE, 3, 0.1, 0.2, 0.1, 0.3);
        assertEquals(PreviewPart.SIDE, speed.side());
    }

    @Test
    void neitherTheFirstRunNorASingleSlowOneCounts() {
        note("fast", LARGE, 9, 0.9);
        assertEquals(PreviewPart.SIDE, speed.side());
        note("fast", LARGE, 0.1, 0.9, 0.9);
        assertEquals(PreviewPart.SIDE, speed.side());
    }

    @Test
    void aSlowModelGetsASmallPartUntilItHasBecomeFast() {
        note("slow", LARGE, 1, 0.6, 0.6);
        assertEquals(PreviewPart.SMALL_SIDE, speed.side());
        note("slow", SMALL, 0.18, 0.18, 0.18);
        assertEquals(PreviewPart.SMALL_SIDE, speed.side(), "would take 0.58 s");
        note("slow", SMALL, 0.1, 0.1, 0.1);
        assertEquals(PreviewPart.SMALL_SIDE, speed.side(), "would take 0.32 s, which is no change for good");
        note("slow", SMALL, 0.05);
        assertEquals(PreviewPart.SIDE, speed.side());
    }

    @Test
    void anotherModelIsMeasuredAnew() {
        note("slow", LARGE, 1, 0.6, 0.6);
        note("fast", SMALL, 9, 0.02);
        assertEquals(PreviewPart.SMALL_SIDE, speed.side());
        note("fast", SMALL, 0.02);
        assertEquals(PreviewPart.SIDE, speed.side());
    }
}
