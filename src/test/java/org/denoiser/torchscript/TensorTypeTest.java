package org.denoiser.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorTypeTest {
    private static float stored(TensorType type, float value) {
        ByteBuffer bytes = ByteBuffer.allocate(type.size()).order(ByteOrder.LITTLE_ENDIAN);
        type.put(bytes, value);
        assertEquals(type.size(), bytes.position());
        bytes.flip();
        return type.get(bytes);
    }

    @ParameterizedTest
    @EnumSource
    void typeIsFoundByItsStorage(TensorType type) {
        assertEquals(type, TensorType.ofStorage(type.storage()));
    }

    @Test
    void float32KeepsEveryBit() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            assertEquals(value, stored(TensorType.FLOAT32, value));
        }
    }

    @Test
    void bfloat16KeepsWhatItCanHold() {
        for (int upper = 0; upper < 1 << 16; upper++) {
            float value = Float.intBitsToFloat(upper << 16);
            assertEquals(value, stored(TensorType.BFLOAT16, value));
        }
    }

    @Test
    void bfloat16IsTheNearestAndTheEvenOneOfTwo() {
        Random random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            int bits = random.nextInt();
            // Half of the cases are ties or next to them.
            if (i % 2 == 0) {
                bits = bits & 0xffff0000 | 0x8000 + random.nextInt(3) - 1;
            }
            float value = Float.intBitsToFloat(bits);
            if (Float.isFinite(value)) {
                float found = stored(TensorType.BFLOAT16, value);
                assertEquals(nearest(value), found, () -> Float.toHexString(value));
            }
        }
    }

    /** Rounds by comparing distances; beyond the largest number the next step of the same size counts as infinite. */
    private static float nearest(float value) {
        int toZero = Float.floatToRawIntBits(value) & 0xffff0000;
        float low = Float.intBitsToFloat(toZero);
        float high = Float.intBitsToFloat(toZero + 0x10000);
        double above = Float.isInfinite(high) ? Math.copySign(Math.scalb(1.0, 128), high) : high;
        double down = Math.abs((double) value - low);
        double up = Math.abs(above - value);
        boolean lowIsEven = (toZero >>> 16 & 1) == 0;
        return down < up || down == up && lowIsEven ? low : high;
    }

    @ParameterizedTest
    @CsvSource({
        "0x1.0p0, 0x1.0p0",
        "0x1.01p0, 0x1.0p0",
        "0x1.010002p0, 0x1.02p0",
        "0x1.03p0, 0x1.04p0",
        "-0x1.03p0, -0x1.04p0",
        "0x1.fffffep127, Infinity",
        "0x1.fefffep127, 0x1.fep127",
        "0x0.000002p-126, 0x0.0p0",
        "0x0.01p-126, 0x0.0p0",
        "0x0.010002p-126, 0x0.02p-126",
        "0x0.fffffep-126, 0x1.0p-126",
        "-0x0.01p-126, -0x0.0p0",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
    })
    void bfloat16Rounds(String value, String expected) {
        assertEquals(Float.parseFloat(expected), stored(TensorType.BFLOAT16, Float.parseFloat(value)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7f800001, 0x7fffffff, 0x7fc00000, 0x7f80ffff, 0xff800001, 0xffffffff})
    void notANumberStaysOne(int bits) {
        for (TensorType type : TensorType.values()) {
            assertTrue(Float.isNaN(stored(type, Float.intBitsToFloat(bits))));
        }
    }

    @Test
    void float16KeepsWhatItCanHold() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.value(bits);
            if (Float.isFinite(value)) {
                assertEquals(half(bits), value);
                assertEquals(bits, HalfFloat.bits(value));
                assertEquals(value, stored(TensorType.FLOAT16, value));
            }
        }
        assertEquals(Float.NEGATIVE_INFINITY, HalfFloat.value(0xfc00));
        assertTrue(Float.isNaN(HalfFloat.value(0x7c01)));
    }

    /** The value by the definition of the format, finite ones only. */
    private static float half(int bits) {
        int exponent = bits >>> 10 & 0x1f;
        int mantissa = bits & 0x3ff;
        double value = exponent == 0 ? mantissa * 0x1p-24 : Math.scalb(1024.0 + mantissa, exponent - 25);
        return (float) ((bits & 0x8000) == 0 ? value : -value);
    }

    @Test
    void float16IsTheNearestAndTheEvenOneOfTwo() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            // Half of the cases are ties or next to them; the others reach beyond both ends of the range.
            int bits = random.nextInt(0x7bff);
            float tie = (half(bits) + half(bits + 1)) / 2;
            float near = Float.intBitsToFloat(Float.floatToIntBits(tie) + random.nextInt(3) - 1);
            float any = Math.scalb(random.nextFloat(), random.nextInt(44) - 27);
            float value = i % 2 == 0 ? near : any;
            float found = stored(TensorType.FLOAT16, value);
            assertEquals(nearestHalf(value), found, () -> Float.toHexString(value));
            assertEquals(-found, stored(TensorType.FLOAT16, -value));
        }
    }

    /** Rounds by comparing distances; beyond the largest number the next step of the same size counts as infinite. */
    private static float nearestHalf(float value) {
        int low = 0;
        int high = 0x7c00;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (half(middle) <= value) low = middle;
            else high = middle;
        }
        double above = high == 0x7c00 ? 65536 : half(high);
        double down = (double) value - half(low);
        double up = above - value;
        boolean isLow = down < up || down == up && low % 2 == 0;
        return isLow ? half(low) : high == 0x7c00 ? Float.POSITIVE_INFINITY : half(high);
    }

    @ParameterizedTest
    @CsvSource({
        "0x1.0p0, 0x1.0p0",
        "0x1.002p0, 0x1.0p0",
        "0x1.006p0, 0x1.008p0",
        "65504, 65504",
        "65519.996, 65504",
        "65520, Infinity",
        "-65520, -Infinity",
        "1e30, Infinity",
        "0x1p-25, 0x0.0p0",
        "0x1.8p-25, 0x1p-24",
        "-0x1p-26, -0x0.0p0",
        "Infinity, Infinity",
    })
    void float16Rounds(String value, String expected) {
        assertEquals(Float.parseFloat(expected), stored(TensorType.FLOAT16, Float.parseFloat(value)));
    }

    @ParameterizedTest
    @EnumSource
    void typeIsFoundByItsKey(TensorType type) {
        assertEquals(type, TensorType.ofKey(type.key()));
    }
}
