package org.denoiser.image;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Exact quantiles of all pixels of a channel, however many, in bounded memory. One pass counts how often each whole number occurs. For
 * 32-bit images: a float's bits, read as a number, sort like the floats (with the negative ones turned round); so one pass counts the
 * upper 16 bits of all values and a second pass the lower 16 bits of those values that share them with a wanted one. Values that are NaN
 * or infinite are left out.
 */
final class OrderStatistics {
    private static final int BINS = 1 << 16;

    private final Planes planes;
    private final int channel;
    private final PlaneListener listener;
    private final boolean whole;
    private final long steps;
    private long done;

    /** @param listener hears of the passes over the planes of the channel */
    OrderStatistics(Planes planes, int channel, PlaneListener listener) {
        this.planes = planes;
        this.channel = channel;
        this.listener = listener;
        whole = planes.type() != PixelType.GRAY32;
        steps = (whole ? 1L : 2L) * (planes.count() / planes.channels());
    }

    /**
     * Finds quantiles, interpolating linearly between the two values next to each: fraction f of n sorted values lies at position
     * f (n - 1).
     *
     * @param fractions from 0 (the minimum) to 1 (the maximum)
     * @return as many values; null if the channel has no finite value
     */
    double[] quantiles(double... fractions) {
        done = 0;
        long[] upper = whole ? countWhole() : countUpper();
        long n = Arrays.stream(upper).sum();
        if (n == 0) return null;
        long[] ranks = new long[2 * fractions.length];
        for (int i = 0; i < fractions.length; i++) {
            ranks[2 * i] = (long) Math.floor(fractions[i] * (n - 1));
            ranks[2 * i + 1] = Math.min(n - 1, ranks[2 * i] + 1);
        }
        float[] values = select(ranks, upper);
        double[] quantiles = new double[fractions.length];
        for (int i = 0; i < fractions.length; i++) {
            double weight = fractions[i] * (n - 1) - ranks[2 * i];
            quantiles[i] = weight == 0 ? values[2 * i] : values[2 * i] * (1 - weight) + values[2 * i + 1] * weight;
        }
        return quantiles;
    }

    private float[] select(long[] ranks, long[] upper) {
        int[] bins = new int[ranks.length];
        long[] inside = new long[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            long below = 0;
            while (below + upper[bins[i]] <= ranks[i]) below += upper[bins[i]++];
            inside[i] = ranks[i] - below;
        }
        float[] values = new float[ranks.length];
        if (whole) {
            for (int i = 0; i < ranks.length; i++) values[i] = bins[i];
            return values;
        }
        int[] distinct = Arrays.stream(bins).distinct().toArray();
        long[][] lower = countWithin(distinct);
        for (int i = 0; i < ranks.length; i++) {
            long[] counts = lower[indexOf(distinct, bins[i])];
            int bin = 0;
            for (long below = 0; below + counts[bin] <= inside[i]; bin++) below += counts[bin];
            values[i] = value((bins[i] << 16) | bin);
        }
        return values;
    }

    private long[] countWhole() {
        long[] counts = new long[BINS];
        forEachPlane(values -> {
            for (float value : values) counts[(int) value]++;
        });
        return counts;
    }

    private long[] countUpper() {
        long[] counts = new long[BINS];
        forEachPlane(values -> {
            for (float value : values) if (Float.isFinite(value)) counts[order(value) >>> 16]++;
        });
        return counts;
    }

    private long[][] countWithin(int[] bins) {
        long[][] counts = new long[bins.length][BINS];
        byte[] index = new byte[BINS];
        for (int i = 0; i < bins.length; i++) index[bins[i]] = (byte) (i + 1);
        forEachPlane(values -> {
            for (float value : values) {
                int order = order(value);
                int i = index[order >>> 16];
                if (i > 0 && Float.isFinite(value)) counts[i - 1][order & 0xffff]++;
            }
        });
        return counts;
    }

    private void forEachPlane(Consumer<float[]> action) {
        for (int plane = channel; plane < planes.count(); plane += planes.channels()) {
            for (int component = 0; component < planes.components(); component++) {
                planes.forEachPart(plane, component, action);
            }
            listener.progress(++done, steps);
        }
    }

    private static int indexOf(int[] values, int wanted) {
        int i = 0;
        while (values[i] != wanted) i++;
        return i;
    }

    /** Bits that sort as unsigned numbers like the floats they come from; -0 counts as 0. */
    private static int order(float value) {
        int bits = Float.floatToRawIntBits(value + 0f);
        return bits < 0 ? ~bits : bits | 0x80000000;
    }

    private static float value(int order) {
        return Float.intBitsToFloat(order < 0 ? order & 0x7fffffff : ~order);
    }
}
