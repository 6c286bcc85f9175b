package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueScalingTest {

    @ParameterizedTest
    @CsvSource({
        "0,255",
        "0,65535",
        "-3,-1",
        "100,101",
        "1e-30,2e-30",
        "-1e30,1e30",
        "32768,32769",
        "-3e38,3e38",
        "0,1e-37"
    })
    void restoreUndoesApplyWithinTheRoundingOfTheScaledValues(double min, double max) {
        ValueScaling scaling = ValueScaling.range(min, max);
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            // also beyond the range
            float value = (float) (min + (max - min) * (1.4 * random.nextDouble() - 0.2));
            if (!Float.isFinite(value)) continue;
            float[] one = {value};
            scaling.apply(one);
            double scaled = (value - min) / (max - min);
            assertEquals(scaled, one[0], 1e-6 * Math.max(1, Math.abs(scaled)));
            scaling.restore(one);
            double rounding = (Math.abs(scaled) * (max - min) + Math.abs(value)) * Math.pow(2, -24) + Float.MIN_VALUE;
            assertEquals(value, one[0], 1.001 * rounding);
        }
    }

    @Test
    void integersComeBackExactlyOverTheWhole16BitRange() {
        for (double[] range : new double[][] {{0, 65535}, {97, 4095}, {0.5, 12}}) {
            ValueScaling scaling = ValueScaling.range(range[0], range[1]);
            float[] values = new float[65536];
            for (int i = 0; i < values.length; i++) values[i] = i;
            scaling.apply(values);
            scaling.restore(values);
            for (int i = 0; i < values.length; i++) assertEquals(i, Math.floor(values[i] + 0.5));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "-1e-40", "65535", "3.4e38", "1e-45"})
    void aConstantImageBecomesZeroAndComesBack(float value) {
        ValueScaling scaling = ValueScaling.range(value, value);
        assertEquals(1, scaling.gain());
        float[] values = {value, value};
        scaling.apply(values);
        assertArrayEquals(new float[] {0, 0}, values);
        scaling.restore(values);
        assertArrayEquals(new float[] {value, value}, values);
    }

    @Test
    void aRangeTooSmallForAFloatGainNeverGivesInfinity() {
        ValueScaling scaling = ValueScaling.range(0, Float.MIN_VALUE);
        float[] values = {0, Float.MIN_VALUE, 1, Float.MAX_VALUE};
        float[] before = values.clone();
        scaling.apply(values);
        for (float value : values) assertTrue(Float.isFinite(value));
        scaling.restore(values);
        assertArrayEquals(before, values);
    }

    @Test
    void theIdentityChangesNothing() {
        float[] values = {-0f, 1e-45f, 3, Float.NaN};
        float[] before = values.clone();
        ValueScaling.identity().apply(values);
        ValueScaling.identity().restore(values);
        assertArrayEquals(before, values);
        assertEquals(ValueScaling.identity(), ValueScaling.range(0, 1));
    }

    @Test
    void impossibleRangesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ValueScaling.range(1, 0));
        assertThrows(IllegalArgumentException.class, () -> ValueScaling.range(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> ValueScaling.range(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> ValueScaling.of(0, 0));
        assertThrows(IllegalArgumentException.class, () -> ValueScaling.of(0, -1));
        assertThrows(IllegalArgumentException.class, () -> ValueScaling.of(Double.NaN, 1));
    }
}
