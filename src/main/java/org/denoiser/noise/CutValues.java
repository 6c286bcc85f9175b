package org.denoiser.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells whether noisy values of a plane were cut off at their lowest or highest one, as cameras and 8-bit files do: what would have lain
 * beyond piles up there, so that dark places are brighter, and bright ones darker, than what was there. Immutable.
 */
public final class CutValues {
    /** Less is of no account. */
    private static final double LEAST_SHARE = 0.01;

    /** In steps from one value to the next: fewer cannot be told from counts of few photons, which pile up at 0 by themselves. */
    private static final double LEAST_DEVIATION = 2;

    /** How many times as many lie at the end as at the value next to it. */
    private static final int PILE = 2;

    /** Of those at the end, at least as many lie within a standard deviation of it: salt and pepper has nothing there. */
    private static final double NEAR = 0.05;

    /** Share of the pairs of neighbours with one at the end that have the other elsewhere: borders without an image have hardly any. */
    private static final double MIXED = 0.1;

    private final List<End> ends;

    private CutValues(List<End> ends) {
        this.ends = ends;
    }

    /** One of the two values at which a plane ends. */
    private static final class End {
        private final float value;
        private final double share;

        End(float value, double share) {
            this.value = value;
            this.share = share;
        }
    }

    /**
     * Looks at both ends.
     *
     * @param plane {@code width * height} finite values, row by row; not modified
     * @param noise of the plane
     */
    public static CutValues of(float[] plane, int width, int height, NoiseEstimate noise) {
        List<End> ends = new ArrayList<>();
        for (int sign = 1; sign >= -1; sign -= 2) {
            float end = end(plane, sign);
            double deviation = Math.sqrt(noise.variance(end));
            int[] counts = counts(plane, end, sign, deviation);
            double share = (double) counts[0] / plane.length;
            boolean piled = counts[0] > PILE * counts[1] && counts[2] >= NEAR * counts[0];
            if (share >= LEAST_SHARE && piled && isMixed(plane, width, height, end)) ends.add(new End(end, share));
        }
        return new CutValues(ends);
    }

    /** The lowest value for a sign of 1, the highest for -1. */
    private static float end(float[] plane, int sign) {
        float end = Float.POSITIVE_INFINITY;
        for (float value : plane) end = Math.min(end, sign * value);
        return sign * end;
    }

    /**
     * How many lie at the end, at the value next to it, and beside it within a standard deviation.
     *
     * @return three zeros where the step to the next value is too large for the noise to tell
     */
    private static int[] counts(float[] plane, float end, int sign, double deviation) {
        float next = Float.POSITIVE_INFINITY;
        for (float value : plane) if (value != end) next = Math.min(next, sign * value);
        int[] counts = new int[3];
        if (!(deviation >= LEAST_DEVIATION * ((double) next - sign * end))) return counts;
        for (float value : plane) {
            if (value == end) counts[0]++;
            else if (sign * value == next) counts[1]++;
            if (value != end && Math.abs((double) value - end) <= deviation) counts[2]++;
        }
        return counts;
    }

    private static boolean isMixed(float[] plane, int width, int height, float end) {
        long pairs = 0;
        long mixed = 0;
        for (int y = 0; y < height; y++) {
            for (int i = y * width + 1; i < (y + 1) * width; i++) {
                boolean here = plane[i] == end;
                boolean before = plane[i - 1] == end;
                if (here || before) pairs++;
                if (here != before) mixed++;
            }
        }
        return mixed >= MIXED * pairs;
    }

    /** Share of all values that were cut off, at either end; 0 to 1. */
    public double share() {
        return ends.stream().mapToDouble(end -> end.share).sum();
    }

    /** {@code 31 % of the values cut off at 0 and 2 % at 255}; empty when there are none. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (End end : ends) {
            text.append(text.length() == 0 ? "" : " and ")
                    .append(String.format(Locale.ROOT, "%.2g %%", 100 * end.share))
                    .append(text.indexOf("of the values") < 0 ? " of the values cut off at " : " at ")
                    .append(end.value == Math.rint(end.value) ? Long.toString((long) end.value) : "" + end.value);
        }
        return text.toString();
    }
}
