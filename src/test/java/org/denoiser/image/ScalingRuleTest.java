package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto",
                "full",
                "minmax",
                "percentile",
                "none",
                "0-255",
                "-10-20",
                "-5.5--1.25",
                "1.0E-9-2.0E10",
                "1%-99.5%"
            })
    void rulesAreReadAsTheyAreWritten(String text) {
        ScalingRule rule = ScalingRule.parse(text);
        assertEquals(text, rule.toString());
        assertEquals(rule, ScalingRule.parse(rule.toString()));
        assertEquals(rule, ScalingRule.parse(" " + text.toUpperCase(Locale.ROOT) + " "));
    }

    @ParameterizedTest
    @CsvSource({
        "best, allowed are auto",
        "'', allowed are auto",
        "fixed, allowed are auto",
        "0-, allowed are auto",
        "5-5, the first value must be below the second",
        "9-3, the first value must be below the second",
        "0-1e999, the first value must be below the second",
        "50%-40%, percentiles must be",
        "-1%-40%, percentiles must be",
        "1%-101%, percentiles must be"
    })
    void otherRulesAreRefusedWithTheKeyAndWhatIsAllowed(String text, String allowed) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> ScalingRule.parse(text));
        assertTrue(e.getMessage().startsWith("range="), e.getMessage());
        assertTrue(e.getMessage().contains(allowed), e.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"GRAY8", "RGB", "INDEXED"})
    void autoIsTheTypeRangeOfByteImages(PixelType type) {
        ImagePlus image = TestImages.plain(type, Shape.STACK, 5, 5);
        assertEquals(List.of(ValueScaling.range(0, 255)), scalings("auto", image));
        assertEquals(List.of(ValueScaling.range(0, 255)), scalings("full", image));
    }

    @ParameterizedTest
    @EnumSource(names = {"GRAY16", "GRAY32"})
    void percentilesAreThoseOfAllSortedValuesOfTheChannel(PixelType type) {
        for (Shape shape : Shape.values()) {
            ImagePlus image = TestImages.plain(type, shape, 13, 7);
            Planes planes = Planes.of(image);
            List<ValueScaling> auto = scalings("auto", image);
            List<ValueScaling> quarter = scalings("25%-60%", image);
            List<ValueScaling> minmax = scalings("minmax", image);
            assertEquals(planes.channels(), auto.size());
            for (int channel = 0; channel < planes.channels(); channel++) {
                float[] sorted = sorted(planes, channel);
                assertEquals(expected(sorted, 0.1 / 100, 99.9 / 100), auto.get(channel));
                assertEquals(expected(sorted, 0.25, 0.6), quarter.get(channel));
                assertEquals(expected(sorted, 0, 1), minmax.get(channel));
            }
        }
    }

    private static float[] sorted(Planes planes, int channel) {
        int size = planes.width() * planes.height();
        float[] all = new float[size * planes.count() / planes.channels()];
        int at = 0;
        for (int plane = 0; plane < planes.count(); plane++) {
            if (planes.channelOf(plane) != channel) continue;
            System.arraycopy(planes.read(plane, 0), 0, all, at, size);
            at += size;
        }
        Arrays.sort(all);
        return all;
    }

    private static ValueScaling expected(float[] sorted, double low, double high) {
        return ValueScaling.range(quantile(sorted, low), quantile(sorted, high));
    }

    private static double quantile(float[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) Math.floor(position);
        double weight = position - below;
        return weight == 0 ? sorted[below] : sorted[below] * (1 - weight) + sorted[below + 1] * weight;
    }

    @Test
    void selectionIsExactForFloatsOfAllMagnitudes() {
        Random random = new Random(3);
        float[] values = new float[5000];
        for (int i = 0; i < values.length; i++) {
            do values[i] = Float.intBitsToFloat(random.nextInt());
            while (!Float.isFinite(values[i]));
        }
        values[0] = -0f;
        values[1] = 0f;
        Planes planes = Planes.of(new ImagePlus("all", new FloatProcessor(100, 50, values.clone())));
        double[] fractions = new double[20];
        for (int i = 0; i < 20; i++) fractions[i] = i / 19.0;
        double[] quantiles = new OrderStatistics(planes, 0, PlaneListener.NONE).quantiles(fractions);
        Arrays.sort(values);
        for (int i = 0; i < 20; i++) assertEquals(quantile(values, fractions[i]), quantiles[i], 0.0);
    }

    @Test
    void valuesThatAreNoNumbersAreLeftOut() {
        float[] values = {Float.NaN, Float.POSITIVE_INFINITY, 3, Float.NEGATIVE_INFINITY, 5, -Float.NaN};
        assertEquals(
                List.of(ValueScaling.range(3, 5)),
                scalings("minmax", new ImagePlus("few", new FloatProcessor(6, 1, values))));
        float[] none = {Float.NaN, Float.NaN};
        ImagePlus image = new ImagePlus("none", new FloatProcessor(2, 1, none));
        assertEquals(List.of(ValueScaling.identity()), scalings("auto", image));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "full", "minmax", "percentile", "none", "0-10"})
    void constantImagesNeverGiveNan(String rule) {
        for (PixelType type : PixelType.values()) {
            ImagePlus image = TestImages.plain(type, Shape.STACK, 6, 5);
            for (int i = 1; i <= 5; i++) image.getStack().getProcessor(i).set(0);
            Planes planes = Planes.of(image);
            float[] values = planes.read(0, 0);
            float[] before = values.clone();
            ValueScaling scaling = scalings(rule, image).get(0);
            scaling.apply(values);
            for (float value : values) assertTrue(Float.isFinite(value));
            scaling.restore(values);
            for (int i = 0; i < values.length; i++) assertEquals(before[i], values[i], 1e-4);
        }
    }

    @Test
    void aFewBrightSpotsOnAnEvenGroundStillSetTheRange() {
        short[] pixels = new short[10000];
        Arrays.fill(pixels, (short) 100);
        pixels[77] = 20000;
        ImagePlus image = new ImagePlus("spots", new ShortProcessor(100, 100, pixels, null));
        assertEquals(List.of(ValueScaling.range(100, 20000)), scalings("auto", image));
    }

    @Test
    void channelsHaveScalingsOfTheirOwnAndFixedOnesAreTheSame() {
        ImageStack stack = new ImageStack(10, 10);
        for (int i = 0; i < 6; i++) {
            float[] pixels = new float[100];
            for (int k = 0; k < 100; k++) pixels[k] = k * (i % 2 == 0 ? 1 : 1000);
            stack.addSlice(new FloatProcessor(10, 10, pixels));
        }
        ImagePlus image = new ImagePlus("two", stack);
        image.setDimensions(2, 3, 1);
        assertEquals(List.of(ValueScaling.range(0, 99), ValueScaling.range(0, 99000)), scalings("minmax", image));
        assertEquals(List.of(ValueScaling.range(2, 8), ValueScaling.range(2, 8)), scalings("2-8", image));
        assertEquals(List.of(ValueScaling.identity(), ValueScaling.identity()), scalings("none", image));
        assertEquals(scalings("minmax", image), scalings("full", image));
        assertEquals(
                65535,
                1
                        / scalings("full", TestImages.plain(PixelType.GRAY16, Shape.SINGLE, 2, 2))
                                .get(0)
                                .gain(),
                1e-6);
    }

    /** Whole numbers are counted in one pass, floats in two. */
    @ParameterizedTest
    @CsvSource({"GRAY16, 12", "GRAY32, 24"})
    void theListenerHearsEveryPlaneOfEachPass(PixelType type, int steps) {
        List<Long> heard = new ArrayList<>();
        Planes planes = Planes.of(TestImages.plain(type, Shape.HYPERSTACK, 3, 3));
        ScalingRule.auto().scalings(planes, (done, total) -> {
            assertEquals(steps, total);
            heard.add(done);
        });
        for (int i = 0; i < steps; i++) assertEquals(i + 1, heard.get(i));
        assertEquals(steps, heard.size());
    }

    private static List<ValueScaling> scalings(String rule, ImagePlus image) {
        return ScalingRule.parse(rule).scalings(Planes.of(image), PlaneListener.NONE);
    }
}
