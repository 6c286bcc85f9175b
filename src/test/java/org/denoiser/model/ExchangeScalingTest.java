package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeScalingTest {
    /** What stands for a rule: {@code LOW..HIGH} a fixed range, {@code LOW%..HIGH%} percentiles. */
    @ParameterizedTest
    @CsvSource({
        "auto, GRAY8, 0..255",
        "auto, RGB, 0..255",
        "auto, INDEXED, 0..255",
        "auto, GRAY16, 0.1%..99.9%",
        "auto, GRAY32, 0.1%..99.9%",
        "full, GRAY8, 0..255",
        "full, GRAY16, 0..65535",
        "full, GRAY32, 0%..100%",
        "minmax, GRAY8, 0%..100%",
        "percentile, GRAY8, 0.1%..99.9%",
        "1%-99%, GRAY16, 1%..99%",
        "-5-4095, GRAY32, -5..4095"
    })
    void everyRuleHasItsSteps(String rule, PixelType type, String meaning) {
        ExchangeScaling scaling = ExchangeScaling.of(ScalingRule.parse(rule), type);
        String[] ends = meaning.replace("%", "").split("\\.\\.");
        double low = Double.parseDouble(ends[0]);
        double high = Double.parseDouble(ends[1]);
        Map<String, Object> before = scaling.preprocessing(List.of("y", "x")).get(0);
        Map<?, ?> arguments = (Map<?, ?>) before.get("kwargs");
        if (meaning.contains("%")) {
            assertEquals("scale_range", before.get("id"));
            assertEquals(low, arguments.get("min_percentile"));
            assertEquals(high, arguments.get("max_percentile"));
            assertEquals(List.of(), scaling.postprocessing());
        } else {
            assertEquals("scale_linear", before.get("id"));
            assertEquals(1 / (high - low), (double) arguments.get("gain"), 1e-15);
            assertEquals(-low / (high - low), (double) arguments.get("offset"), 1e-12);
            Map<?, ?> after = (Map<?, ?>) scaling.postprocessing().get(0).get("kwargs");
            assertEquals(high - low, after.get("gain"));
            assertEquals(low, after.get("offset"));
        }
    }

    @ParameterizedTest
    @CsvSource({"none, GRAY8", "0-1, GRAY32"})
    void whatChangesNothingIsNoStep(String rule, PixelType type) {
        ExchangeScaling scaling = ExchangeScaling.of(ScalingRule.parse(rule), type);
        assertTrue(scaling.preprocessing(List.of("y", "x")).isEmpty()
                && scaling.postprocessing().isEmpty());
        TestImage image = image(100, 3);
        assertEquals(image, scaling.before(image));
        assertEquals(image, scaling.after(image));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-255", "0-65535", "-1000-1000", "1e-3-2e-3", "0-1e9"})
    void fixedRangesComeBack(String rule) {
        ExchangeScaling scaling = ExchangeScaling.of(ScalingRule.parse(rule), PixelType.GRAY32);
        TestImage image = image(1000, 1);
        float[] values = image.values();
        float[] back = scaling.after(scaling.before(image)).values();
        ScalingRule parsed = ScalingRule.parse(rule);
        double rounding = 1e-6 * Math.max(1000, parsed.high() - parsed.low());
        assertArrayEquals(values, back, (float) rounding);
    }

    @Test
    void percentilesOfEachChannelBecomeZeroAndOne() {
        // 101 values from 0 to 100 in one channel and ten times those in the other: percentiles are the values
        // themselves.
        float[] values = new float[202];
        for (int i = 0; i <= 100; i++) {
            values[2 * i] = 100 - i;
            values[2 * i + 1] = 10 * i;
        }
        TestImage image = TestImage.of(values, 1, 101, 2);
        float[] scaled = ExchangeScaling.of(ScalingRule.percentile(10, 60), PixelType.GRAY16)
                .before(image)
                .values();
        for (int i = 0; i <= 100; i++) {
            assertEquals((100 - i - 10) / 50f, scaled[2 * i], 1e-6);
            assertEquals((10 * i - 100) / 500f, scaled[2 * i + 1], 1e-6);
        }
        float[] between = ExchangeScaling.of(ScalingRule.percentile(0, 12.5), PixelType.GRAY16)
                .before(TestImage.of(new float[] {0, 1, 2}, 1, 3, 1))
                .values();
        assertArrayEquals(new float[] {0, 4, 8}, between, 1e-5f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minmax", "percentile", "auto", "0-255"})
    void aConstantImageStaysFinite(String rule) {
        ExchangeScaling scaling = ExchangeScaling.of(ScalingRule.parse(rule), PixelType.GRAY32);
        float[] constant = {7, 7, 7, 7};
        for (float value : scaling.before(TestImage.of(constant, 2, 2, 1)).values()) {
            assertEquals(rule.equals("0-255") ? 7 / 255f : 0, value, 1e-7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0%-1%", "0%-0.5%", "-1e308-1e308"})
    void whatTheFormatCannotSayIsRefused(String rule) {
        ScalingRule parsed = ScalingRule.parse(rule);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ExchangeScaling.of(parsed, PixelType.GRAY32));
        assertTrue(e.getMessage().startsWith("range="), e.getMessage());
    }

    private static TestImage image(int width, int channels) {
        Random random = new Random(4);
        float[] values = new float[width * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1000 * random.nextFloat();
        }
        return TestImage.of(values, 1, width, channels);
    }
}
