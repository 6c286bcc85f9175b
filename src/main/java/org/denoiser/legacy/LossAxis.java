package org.denoiser.legacy;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A logarithmic axis with labels at round numbers, a few of them however many or few decades it spans; the axis that it extends labels
 * powers of ten, of which there may be none. Not thread-safe.
 */
final class LossAxis extends LogAxis {
    private static final long serialVersionUID = 1;
    private static final int MOST_LABELS = 8;
    private static final int FEWEST_LABELS = 3;
    private static final int[][] DIGITS = {{1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 5}, {1}};

    LossAxis(String label) {
        super(label);
    }

    @Override
    protected List<NumberTick> refreshTicksVertical(Graphics2D g2, Rectangle2D dataArea, RectangleEdge edge) {
        TextAnchor anchor = edge == RectangleEdge.RIGHT ? TextAnchor.CENTER_LEFT : TextAnchor.CENTER_RIGHT;
        List<NumberTick> ticks = new ArrayList<>();
        for (double value : values(getRange().getLowerBound(), getRange().getUpperBound())) {
            ticks.add(new NumberTick(value, text(value), anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    /** Round numbers from {@code low}, which is above 0, to {@code high}. */
    static List<Double> values(double low, double high) {
        List<Double> values = new ArrayList<>();
        for (int[] digits : DIGITS) {
            values = values(low, high, digits);
            if (values.size() < FEWEST_LABELS && digits == DIGITS[0]) return evenly(low, high);
            if (values.size() <= MOST_LABELS) return values;
        }
        int every = (values.size() - 1) / MOST_LABELS + 1;
        List<Double> some = new ArrayList<>();
        for (int i = 0; i < values.size(); i += every) some.add(values.get(i));
        return some;
    }

    private static List<Double> values(double low, double high, int... digits) {
        List<Double> values = new ArrayList<>();
        for (int power = exponent(low); power <= exponent(high); power++) {
            for (int digit : digits) {
                double value = times10(digit, power);
                if (value >= low && value <= high) values.add(value);
            }
        }
        return values;
    }

    /** Within a decade, numbers as on an ordinary axis. */
    private static List<Double> evenly(double low, double high) {
        int power = exponent((high - low) / FEWEST_LABELS);
        double part = (high - low) / FEWEST_LABELS / times10(1, power);
        int digit = part >= 5 ? 5 : part >= 2 ? 2 : 1;
        List<Double> values = new ArrayList<>();
        long first = (long) Math.ceil(low / times10(digit, power));
        for (long i = first; times10(i * digit, power) <= high; i++) values.add(times10(i * digit, power));
        return values;
    }

    private static int exponent(double value) {
        return (int) Math.floor(Math.log10(value));
    }

    /** Exact to the last digit, which the product with a power of ten is not. */
    private static double times10(long number, int power) {
        return Double.parseDouble(number + "e" + power);
    }

    private static String text(double value) {
        String text = String.format(Locale.ROOT, "%.4g", value);
        return text.contains("e")
                ? text.replaceFirst("\\.?0*e", "e").replaceFirst("e([+-])0", "e$1")
                : text.replaceFirst("\\.?0+$", "");
    }
}
