package org.denoiser.predict;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;

/**
 * Pixels of a plane that lie far beyond the range of values and have nothing like them around: hot and dead pixels, hits of radiation.
 * A network answers to them in all its reach, since nothing that it has learnt was like them. So they are hidden from it behind the
 * median of what is around, and keep their own values: whether one is a fault or a star, nobody can tell from the image. Used by one
 * thread at a time.
 */
final class LonePixels {
    /** In ranges of values, and in multiples of what is around. */
    private static final float FAR = 4;

    /** Rows above and below that decide about a pixel. */
    static final int CONTEXT = 2;

    /** So many others around may be as far out, as where a hit spreads to a neighbour. */
    private static final int COMPANIONS = 2;

    private final int width;
    private final boolean ranged;
    private final NavigableMap<Long, Float> hidden = new TreeMap<>();

    /** @param rule that values are scaled by; where there is none, or values stay as they are, what is far is not known and nothing is hidden */
    LonePixels(int width, ScalingRule rule) {
        this.width = width;
        this.ranged = rule != null && rule.mode() != ScalingRule.Mode.NONE;
    }

    /** Hides those of whole planes of scaled values, in place. */
    static LonePixels[] hideIn(float[][] planes, int width, ScalingRule rule) {
        LonePixels[] hidden = new LonePixels[planes.length];
        for (int i = 0; i < planes.length; i++) {
            hidden[i] = new LonePixels(width, rule);
            hidden[i].hide(planes[i], 0, 0, planes[i].length / width);
        }
        return hidden;
    }

    /** Puts the values that were hidden in planes into what became of these; returns how many. */
    static long putBack(LonePixels[] hidden, float[][] results) {
        long count = 0;
        for (int i = 0; i < results.length; i++) {
            hidden[i].putBack(results[i], 0);
            count += hidden[i].count();
        }
        return count;
    }

    /** Has the user told of them, if there are any. */
    static void tell(long count, DenoisingNetwork network) {
        if (count == 0) return;
        network.addNotice((count == 1 ? "1 lone pixel" : count + " lone pixels") + " far beyond the range of values "
                + (count == 1 ? "was left as it is" : "were left as they are")
                + "; Process > Noise > Remove Outliers... takes such pixels away.");
    }

    /** How many have been hidden so far. */
    int count() {
        return hidden.size();
    }

    /**
     * Hides those of some rows of a plane, in place.
     *
     * @param values rows of scaled values, with {@link #CONTEXT} more above and below where the plane has them
     * @param firstRow of the plane that {@code values} begins with
     * @param from first row to look at, within {@code values}
     * @param to row after the last one to look at
     */
    void hide(float[] values, int firstRow, int from, int to) {
        if (!ranged) return;
        NavigableMap<Integer, Float> found = new TreeMap<>();
        for (int i = from * width; i < to * width; i++) {
            // Nearly all pixels of nearly all images end here.
            if (Math.abs(values[i]) > FAR) {
                float[] around = around(values, i);
                if (isLone(values[i], around)) found.put(i, around[around.length / 2]);
            }
        }
        long offset = (long) firstRow * width;
        for (Map.Entry<Integer, Float> pixel : found.entrySet()) {
            hidden.put(offset + pixel.getKey(), values[pixel.getKey()]);
            values[pixel.getKey()] = pixel.getValue();
        }
    }

    /** The values of the square around a pixel without itself, cut off at the border, in rising order. */
    private float[] around(float[] values, int index) {
        int row = index / width;
        int column = index % width;
        int top = Math.max(0, row - CONTEXT);
        int bottom = Math.min(values.length / width - 1, row + CONTEXT);
        int left = Math.max(0, column - CONTEXT);
        int right = Math.min(width - 1, column + CONTEXT);
        float[] around = new float[(bottom - top + 1) * (right - left + 1) - 1];
        int count = 0;
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                if (y != row || x != column) around[count++] = values[y * width + x];
            }
        }
        Arrays.sort(around);
        return around;
    }

    private static boolean isLone(float value, float[] around) {
        int last = around.length - 1 - COMPANIONS;
        if (last < COMPANIONS) return false;
        return value > 0 ? value > FAR * around[last] : value < FAR * around[COMPANIONS];
    }

    /**
     * Puts the values that were hidden into rows of scaled results.
     *
     * @param firstRow of the plane that {@code results} begins with
     */
    void putBack(float[] results, int firstRow) {
        long offset = (long) firstRow * width;
        hidden.subMap(offset, offset + results.length)
                .forEach((index, value) -> results[(int) (index - offset)] = value);
    }
}
