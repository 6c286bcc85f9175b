package org.denoiser.model;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people write them. */
final class Decimal {
    private Decimal() {}

    /** The exact value without an exponent, at least one digit after the point left out: {@code 0.000001}, {@code 255}. */
    static String exact(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return decimal.toPlainString();
    }

    /** Rounded to five digits, for reading. */
    static String of(double value) {
        return new BigDecimal(value)
                .round(new MathContext(5))
                .stripTrailingZeros()
                .toPlainString();
    }
}
