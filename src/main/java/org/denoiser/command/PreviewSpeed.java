package org.denoiser.command;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * Finds out how large a preview can be so that it is there in time, from how long those before took with the same model. Thread-safe.
 */
final class PreviewSpeed {
    /** Of the half second that a preview may take, what is left beside noticing the change and painting. */
    private static final double MOST_SECONDS = 0.38;
    /** A larger part has to fit with ease before it is tried again. */
    private static final double EASY_SECONDS = 0.25;
    /** Of these the fastest counts, for other programs slow down some. */
    private static final int REMEMBERED = 3;

    private final Deque<Double> secondsPerPixel = new ArrayDeque<>();
    private String model = "";
    private boolean prepared;
    private int side = PreviewPart.SIDE;

    /**
     * Takes note of a preview.
     *
     * @param name of all that the speed depends on; the first one of a name does not count, as a network's first run takes longer
     */
    synchronized void note(String name, long pixels, double seconds) {
        if (!name.equals(model)) {
            model = name;
            prepared = false;
            secondsPerPixel.clear();
        }
        if (prepared) secondsPerPixel.addLast(seconds / pixels);
        prepared = true;
        if (secondsPerPixel.size() > REMEMBERED) secondsPerPixel.removeFirst();
        if (secondsPerPixel.size() < 2) return;
        double width = PreviewPart.SIDE + 2.0 * DenoisingPreview.MARGIN;
        double largest = Collections.min(secondsPerPixel) * width * width;
        if (largest > MOST_SECONDS) side = PreviewPart.SMALL_SIDE;
        if (largest < EASY_SECONDS) side = PreviewPart.SIDE;
    }

    /** Width and height that are shown in time. */
    synchronized int side() {
        return side;
    }
}
