package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.concurrent.atomic.AtomicInteger;
import org.denoiser.command.PreviewPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewPanelTest {
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.25, 1.5, 1.75, 2, 2.25, 3, 4})
    void everyPixelHasAWholeNumberOfDots(double dots) {
        for (int room = 100; room < 1400; room += 7) {
            int side = PreviewPanel.side(room, 1400 - room, dots);
            double zoom = side * dots / PreviewPart.SIDE;
            assertEquals(Math.floor(zoom), zoom, dots / PreviewPart.SIDE, "zoom of side " + side);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.25, 1.5, 1.75, 2, 2.25, 3, 4})
    void itIsTheLargestThatFits(double dots) {
        for (int room = PreviewPart.SIDE; room < 1000; room += 7) {
            int side = PreviewPanel.side(room, 2000, dots);
            double next = side + PreviewPart.SIDE / dots;
            assertTrue(side <= room, side + " in " + room);
            assertTrue(next > room || next > 2 * PreviewPart.SIDE, side + " in " + room + ", not " + next);
            assertEquals(side, PreviewPanel.side(2000, room, dots), "the same of heights");
        }
    }

    @Test
    void itGrowsWithItsSentencesAndStaysAsItIs() {
        AtomicInteger resized = new AtomicInteger();
        PreviewPanel panel = new PreviewPanel(Color.WHITE, 256, resized::incrementAndGet);
        int low = panel.getPreferredSize().height;
        panel.showWords("Short.");
        assertEquals(low, panel.getPreferredSize().height);
        assertEquals(0, resized.get());
        panel.showWords("A sentence of several lines. ".repeat(12));
        int high = panel.getPreferredSize().height;
        assertTrue(high > low, high + " after " + low);
        assertEquals(256, panel.split().getPreferredSize().width);
        panel.showProblem("Short.");
        panel.showWords("A sentence of several lines. ".repeat(12));
        assertEquals(high, panel.getPreferredSize().height);
        assertEquals(1, resized.get());
    }

    @ParameterizedTest
    @CsvSource({"480, 470, 1, 256", "480, 470, 2, 384", "790, 850, 1, 512", "90, 90, 2, 256", "600, 600, 1.5, 512"})
    void someScreens(double width, double height, double dots, int side) {
        assertEquals(side, PreviewPanel.side(width, height, dots));
    }
}
