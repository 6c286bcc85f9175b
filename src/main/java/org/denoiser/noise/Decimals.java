package org.denoiser.noise;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Plain decimal numbers such as 25 or 0.5: no sign, no exponent, a point for every locale. */
final class Decimals {

    private static final Pattern PLAIN = Pattern.compile("\\d+(\\.\\d*)?|\\.\\d+");

    private Decimals() {}

    /** Shortest plain text that parses to the same number; NaN and infinity as Java writes them. */
    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) return Double.toString(value);
        return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** The number that a text stands for, or NaN if it is no plain decimal number or too large. */
    static double parse(String text) {
        if (!PLAIN.matcher(text).matches()) return Double.NaN;
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
