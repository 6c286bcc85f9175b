package org.denoiser.legacy;

import java.util.Arrays;

/**
 * A curve that grows for as long as it likes and is drawn with at most 1000 points: once there are more, each two neighbours become
 * their mean, and so do as many of those that follow. Not thread-safe.
 */
final class Curve {
    static final int MOST_POINTS = 1000;

    private final double[] x = new double[MOST_POINTS];
    private final double[] y = new double[MOST_POINTS];
    private int points;
    private int width = 1;
    private double sumX;
    private double sumY;
    private int summed;

    /** Adds a point at the right end; one that is not finite is left out. */
    void add(double newX, double newY) {
        if (!Double.isFinite(newY)) return;
        sumX += newX;
        sumY += newY;
        if (++summed < width) return;
        if (points == MOST_POINTS) halve();
        // the point that made it full is the first half of a wider one
        if (summed < width) return;
        x[points] = sumX / width;
        y[points] = sumY / width;
        points++;
        sumX = 0;
        sumY = 0;
        summed = 0;
    }

    private void halve() {
        for (int i = 0; i < MOST_POINTS / 2; i++) {
            x[i] = (x[2 * i] + x[2 * i + 1]) / 2;
            y[i] = (y[2 * i] + y[2 * i + 1]) / 2;
        }
        points = MOST_POINTS / 2;
        width *= 2;
    }

    /** A copy of the points: all x, all y. */
    double[][] points() {
        return new double[][] {Arrays.copyOf(x, points), Arrays.copyOf(y, points)};
    }
}
