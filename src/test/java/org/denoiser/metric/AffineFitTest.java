package org.denoiser.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffineFitTest {

    @ParameterizedTest
    @CsvSource({"1,0", "2.5,-7", "-0.01,1000", "300,65000", "0,5"})
    void theScalingThatWasAppliedIsFound(double gain, double offset) {
        float[] image = MetricsTest.random(1000, 1);
        float[] reference = new float[image.length];
        for (int i = 0; i < image.length; i++) reference[i] = (float) (gain * image[i] + offset);
        AffineFit fit = AffineFit.of(image, reference);
        double tolerance = 1e-6 * (Math.abs(gain) + Math.abs(offset));
        assertEquals(gain, fit.gain(), tolerance);
        assertEquals(offset, fit.offset(), tolerance);
        assertArrayEquals(reference, fit.apply(image), (float) tolerance);
    }

    @Test
    void noOtherScalingIsCloser() {
        float[] image = MetricsTest.random(200, 2);
        float[] reference = MetricsTest.random(200, 3);
        AffineFit fit = AffineFit.of(image, reference);
        double best = squares(image, reference, fit.gain(), fit.offset());
        for (double step : new double[] {-1e-3, 1e-3}) {
            assertTrue(best < squares(image, reference, fit.gain() + step, fit.offset()));
            assertTrue(best < squares(image, reference, fit.gain(), fit.offset() + step));
            assertTrue(best < squares(image, reference, fit.gain() + step, fit.offset() - step / 2));
        }
    }

    private static double squares(float[] image, float[] reference, double gain, double offset) {
        double sum = 0;
        for (int i = 0; i < image.length; i++) sum += Math.pow(gain * image[i] + offset - reference[i], 2);
        return sum;
    }

    @Test
    void aConstantImageIsShiftedAlone() {
        float[] image = {0.1f, 0.1f, 0.1f};
        AffineFit fit = AffineFit.of(image, new float[] {1, 2, 6});
        assertEquals(1, fit.gain());
        assertArrayEquals(new float[] {3, 3, 3}, fit.apply(image), 1e-6f);
    }

    @Test
    void whatCannotBeFittedIsNamed() {
        MetricsTest.assertSays(
                "1 of its 2 pixels is NaN", () -> AffineFit.of(new float[] {0, Float.NaN}, new float[2]));
        MetricsTest.assertSays("must have the same size", () -> AffineFit.of(new float[3], new float[2]));
    }
}
