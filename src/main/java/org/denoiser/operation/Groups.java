package org.denoiser.operation;

import java.util.Arrays;
import java.util.Set;

/** The values of a sample that are looked at jointly: those that differ along the given axes alone are one group. Immutable. */
final class Groups {
    private final int channelStep;
    private final int rowStep;
    private final int columnStep;
    private final int count;

    /** @param joint axes that groups extend along */
    Groups(Sample sample, Set<Axis> joint) {
        int next = 1;
        columnStep = joint.contains(Axis.X) ? 0 : next;
        next *= joint.contains(Axis.X) ? 1 : sample.width();
        rowStep = joint.contains(Axis.Y) ? 0 : next;
        next *= joint.contains(Axis.Y) ? 1 : sample.height();
        channelStep = joint.contains(Axis.CHANNEL) ? 0 : next;
        count = next * (joint.contains(Axis.CHANNEL) ? 1 : sample.channels());
    }

    /** Takes each value with its group, and gives the one that takes its place. */
    interface Change {
        float of(float value, int group);
    }

    int count() {
        return count;
    }

    void change(Sample sample, Change change) {
        for (int c = 0; c < sample.channels(); c++) {
            float[] values = sample.channel(c);
            for (int y = 0; y < sample.height(); y++) {
                int group = c * channelStep + y * rowStep;
                int row = y * sample.width();
                for (int x = 0; x < sample.width(); x++) {
                    values[row + x] = change.of(values[row + x], group + x * columnStep);
                }
            }
        }
    }

    /** The mean of each group. */
    double[] means(Sample sample) {
        double[] sums = new double[count];
        change(sample, (value, group) -> {
            sums[group] += value;
            return value;
        });
        double size = size(sample);
        return Arrays.stream(sums).map(sum -> sum / size).toArray();
    }

    /** The standard deviation of each group, of which its mean is known (divided by the number of values, as NumPy does). */
    double[] deviations(Sample sample, double[] means) {
        double[] sums = new double[count];
        change(sample, (value, group) -> {
            sums[group] += (value - means[group]) * (value - means[group]);
            return value;
        });
        double size = size(sample);
        return Arrays.stream(sums).map(sum -> Math.sqrt(sum / size)).toArray();
    }

    /** The values of each group in ascending order. */
    float[][] sorted(Sample sample) {
        int size = (int) size(sample);
        float[][] groups = new float[count][size];
        int[] filled = new int[count];
        change(sample, (value, group) -> {
            groups[group][filled[group]++] = value;
            return value;
        });
        for (float[] group : groups) {
            Arrays.sort(group);
        }
        return groups;
    }

    private double size(Sample sample) {
        return (double) sample.channels() * sample.height() * sample.width() / count;
    }

    /** A percentile of sorted values, between two of them on the line that joins them (NumPy's default). */
    static double percentile(float[] sorted, double percent) {
        double position = percent / 100 * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * ((double) sorted[above] - sorted[below]);
    }
}
