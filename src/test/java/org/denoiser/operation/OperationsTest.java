package org.denoiser.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation against its definition, value by value, for all sets of axes. */
class OperationsTest {
    private static final int CHANNELS = 3;
    private static final int HEIGHT = 5;
    private static final int WIDTH = 7;
    private static final double EPSILON = 1e-3;

    static Stream<Set<Axis>> axes() {
        List<Set<Axis>> all = new ArrayList<>();
        for (int bits = 0; bits < 8; bits++) {
            Set<Axis> set = EnumSet.noneOf(Axis.class);
            for (Axis axis : Axis.values()) {
                if ((bits >> axis.ordinal() & 1) == 1) set.add(axis);
            }
            all.add(set);
        }
        return all.stream();
    }

    private static float[][] values(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] values = new float[CHANNELS][HEIGHT * WIDTH];
        for (float[] channel : values) {
            for (int i = 0; i < channel.length; i++) channel[i] = (float) (20 * random.nextDouble() - 8);
        }
        return values;
    }

    private interface Definition {
        double of(double value, double[] own, double[] input);
    }

    /** Gathers for each value all that share the other axes' indices, and compares. */
    private static void check(Operation operation, Set<Axis> axes, Definition definition) {
        float[][] given = values(1);
        float[][] input = values(2);
        float[][] found = values(1);
        operation.apply(new Sample(found, HEIGHT, WIDTH), new Sample(input, HEIGHT, WIDTH));
        for (int c = 0; c < CHANNELS; c++) {
            for (int i = 0; i < HEIGHT * WIDTH; i++) {
                double wanted = definition.of(given[c][i], group(given, axes, c, i), group(input, axes, c, i));
                assertEquals(wanted, found[c][i], 1e-4 * Math.max(1, Math.abs(wanted)), axes + " " + c + " " + i);
            }
        }
    }

    private static double[] group(float[][] values, Set<Axis> axes, int channel, int index) {
        List<Double> group = new ArrayList<>();
        for (int c = 0; c < CHANNELS; c++) {
            for (int i = 0; i < HEIGHT * WIDTH; i++) {
                boolean together = (axes.contains(Axis.CHANNEL) || c == channel)
                        && (axes.contains(Axis.Y) || i / WIDTH == index / WIDTH)
                        && (axes.contains(Axis.X) || i % WIDTH == index % WIDTH);
                if (together) group.add((double) values[c][i]);
            }
        }
        return group.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double mean(double[] group) {
        double sum = 0;
        for (double value : group) sum += value;
        return sum / group.length;
    }

    private static double deviation(double[] group) {
        double sum = 0;
        for (double value : group) sum += Math.pow(value - mean(group), 2);
        return Math.sqrt(sum / group.length);
    }

    private static double percentile(double[] group, double percent) {
        double[] sorted = group.clone();
        Arrays.sort(sorted);
        double at = percent / 100 * (sorted.length - 1);
        int low = (int) at;
        return low + 1 == sorted.length ? sorted[low] : sorted[low] * (low + 1 - at) + sorted[low + 1] * (at - low);
    }

    @ParameterizedTest
    @MethodSource("axes")
    void statisticsAreTakenOverTheAxes(Set<Axis> axes) {
        check(
                Operations.zeroMeanUnitVariance(axes, EPSILON),
                axes,
                (v, own, input) -> (v - mean(own)) / (deviation(own) + EPSILON));
        check(
                Operations.scaleMeanVariance(axes, EPSILON),
                axes,
                (v, own, input) ->
                        (v - mean(own)) / (deviation(own) + EPSILON) * (deviation(input) + EPSILON) + mean(input));
        check(
                Operations.scaleRange(axes, 5, 90, EPSILON, false),
                axes,
                (v, own, input) -> (v - percentile(own, 5)) / (percentile(own, 90) - percentile(own, 5) + EPSILON));
        check(
                Operations.scaleRange(axes, 0, 100, EPSILON, true),
                axes,
                (v, own, input) ->
                        (v - percentile(input, 0)) / (percentile(input, 100) - percentile(input, 0) + EPSILON));
        check(
                Operations.clipPercentiles(axes, 10, Double.NaN, 0, 5),
                axes,
                (v, own, input) -> Math.min(Math.max(v, percentile(own, 10)), 5));
    }

    @Test
    void pointByPoint() {
        Set<Axis> none = Set.of();
        check(Operations.scaleLinear(PerIndex.all(2), PerIndex.all(3)), none, (v, own, input) -> 2 * v + 3);
        check(
                Operations.fixedZeroMeanUnitVariance(PerIndex.all(2), PerIndex.all(4)),
                none,
                (v, own, input) -> (v - 2) / 4);
        check(
                Operations.fixedZeroMeanUnitVariance(PerIndex.all(2), PerIndex.all(4), 0.5),
                none,
                (v, own, input) -> (v - 2) / 4.5);
        check(Operations.clip(-1, 2), none, (v, own, input) -> v < -1 ? -1 : v > 2 ? 2 : v);
        check(Operations.binarize(PerIndex.all(1)), none, (v, own, input) -> v > 1 ? 1 : 0);
        check(Operations.sigmoid(), none, (v, own, input) -> 1 / (1 + Math.exp(-v)));
        check(Operations.wholeNumbers(0, 9), none, (v, own, input) -> Math.min(9, Math.max(0, (int) v)));
        check(Operations.truth(), none, (v, own, input) -> v == 0 ? 0 : 1);
        check(Operations.none(), none, (v, own, input) -> v);
        for (Axis axis : Axis.values()) {
            check(Operations.softmax(axis), Set.of(axis), (v, own, input) -> {
                double sum = 0;
                for (double value : own) sum += Math.exp(value);
                return Math.exp(v) / sum;
            });
        }
    }

    @Test
    void numbersAlongAnAxis() {
        for (Axis axis : Axis.values()) {
            double[] numbers = {1, 2, 3, 4, 5, 6, 7};
            int size = axis == Axis.CHANNEL ? CHANNELS : axis == Axis.Y ? HEIGHT : WIDTH;
            float[][] found = values(1);
            PerIndex gains = PerIndex.along(axis, Arrays.copyOf(numbers, size));
            Operations.scaleLinear(gains, PerIndex.all(0)).apply(new Sample(found, HEIGHT, WIDTH), null);
            float[][] given = values(1);
            for (int c = 0; c < CHANNELS; c++) {
                for (int i = 0; i < given[c].length; i++) {
                    int index = axis == Axis.CHANNEL ? c : axis == Axis.Y ? i / WIDTH : i % WIDTH;
                    assertEquals(given[c][i] * (index + 1), found[c][i], 1e-4);
                }
            }
            Operation wrong = Operations.scaleLinear(PerIndex.along(axis, 1, 2), PerIndex.all(0));
            assertThrows(IllegalArgumentException.class, () -> wrong.apply(new Sample(values(1), HEIGHT, WIDTH), null));
        }
    }

    @Test
    void aConstantImageGivesNoNaN() {
        float[][] flat = new float[1][4];
        Arrays.fill(flat[0], 7);
        Operations.zeroMeanUnitVariance(EnumSet.allOf(Axis.class), 1e-6).apply(new Sample(flat, 2, 2), null);
        assertArrayEquals(new float[4], flat[0]);
        Arrays.fill(flat[0], 7);
        Operations.scaleRange(EnumSet.allOf(Axis.class), 1, 99, 1e-6, false).apply(new Sample(flat, 2, 2), null);
        assertArrayEquals(new float[4], flat[0]);
    }
}
