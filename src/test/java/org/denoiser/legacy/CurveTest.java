package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the training window draws. */
class CurveTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1000, 1001, 1999, 2000, 2001, 4003, 123_456})
    void aCurveNeverHasTooManyPointsAndStaysOnItsLine(int count) {
        Curve curve = new Curve();
        for (int i = 1; i <= count; i++) curve.add(i, 3.0 * i);
        double[][] points = curve.points();
        int found = points[0].length;
        assertTrue(found <= Curve.MOST_POINTS && found >= Math.min(count, Curve.MOST_POINTS / 2), found + " points");
        int each = found == 0 ? 1 : count / found;
        double last = 0;
        for (int i = 0; i < found; i++) {
            assertTrue(points[0][i] > last, "in order");
            last = points[0][i];
            assertEquals(3 * last, points[1][i], 1e-6 * last);
        }
        assertTrue(count - last <= 2 * each, "it ends at " + last + " of " + count);
    }

    @Test
    void aFigureThatIsNotKnownIsLeftOut() {
        Curve curve = new Curve();
        for (double value : new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, 2}) curve.add(0, value);
        assertEquals(2, curve.points()[1].length);
    }

    @ParameterizedTest
    @CsvSource({
        "1e-300, 1e300",
        "1e-9, 1",
        "0.0012, 0.0047",
        "0.00310, 0.00345",
        "0.9, 1.1",
        "0.5, 80",
        "1e-5, 9.99e-5",
        "0.01, 0.1",
        "3, 3.0001"
    })
    void theLogarithmicAxisHasAFewRoundLabelsWhateverItSpans(double low, double high) {
        List<Double> values = LossAxis.values(low, high);
        assertTrue(values.size() >= 2 && values.size() <= 9, values.toString());
        for (int i = 0; i < values.size(); i++) {
            assertTrue(values.get(i) >= low && values.get(i) <= high, values.toString());
            assertTrue(i == 0 || values.get(i) > values.get(i - 1), values.toString());
        }
    }
}
