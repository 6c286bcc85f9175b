package org.denoiser.torchscript;

/** Conversion between single and half precision (IEEE 754-2019, binary32 and binary16); Java has its own from version 20 on. */
final class HalfFloat {
    private static final int INFINITE = 0x7c00;
    private static final int NOT_A_NUMBER = 0x7e00;
    /** Bits of 65536, from where on nothing finite is near. */
    private static final int TOO_LARGE = 0x47800000;
    /** Bits of 2^-14, the smallest number with all significant bits. */
    private static final int SMALLEST_NORMAL = 0x38800000;
    /** Difference of the biases of the exponents, 127 - 15, where binary32 has its exponent. */
    private static final int REBIAS = 0x38000000;

    private static final int DROPPED = 13;

    private HalfFloat() {}

    /** The nearest half-precision number, of two the even one, in the lower 16 bits; infinite from 65520 on. */
    static int bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (Float.isNaN(value)) {
            return sign | NOT_A_NUMBER;
        }
        if (magnitude >= TOO_LARGE) {
            return sign | INFINITE;
        }
        if (magnitude < SMALLEST_NORMAL) {
            // Multiples of 2^-24; the product is exact in double precision.
            return sign | (int) Math.rint(Math.abs((double) value) * 0x1p24);
        }
        // A carry out of the mantissa goes into the exponent, up to infinity.
        int half = magnitude - REBIAS;
        return sign | half + 0xfff + (half >>> DROPPED & 1) >>> DROPPED;
    }

    /** The single-precision number of the same value. */
    static float value(int half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> 10 & 0x1f;
        int mantissa = half & 0x3ff;
        if (exponent == 0) {
            return Math.copySign(mantissa * 0x1p-24f, Float.intBitsToFloat(sign | SMALLEST_NORMAL));
        }
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | mantissa << DROPPED);
        }
        return Float.intBitsToFloat(sign | ((exponent << 10 | mantissa) << DROPPED) + REBIAS);
    }
}
