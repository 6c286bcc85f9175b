package org.denoiser.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which inputs a layer says it looks at, against its definition written as a loop over all taps. */
class GeometryTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 1", "5, 1", "2, 2", "3, 2", "4, 2", "5, 2", "3, 3", "7, 3"})
    void convolutionsReachWhatTheirTapsReach(int kernel, int stride) {
        int before = (kernel - stride) / 2;
        Layer conv = new Conv2d(1, 1, kernel, stride, false, Parameter.Start.HE);
        Layer transposed = new ConvTranspose2d(1, 1, kernel, stride, false, Parameter.Start.HE);
        for (int low = -9; low < 9; low++) {
            for (int high = low; high < low + 8; high++) {
                Span down = null;
                Span up = null;
                for (int out = low; out <= high; out++) {
                    for (int tap = 0; tap < kernel; tap++) {
                        int in = out * stride + tap - before;
                        down = new Span(in, in).union(down);
                        // A transposed convolution adds input i to outputs i * stride + tap - before.
                        if (Math.floorMod(out + before - tap, stride) == 0) {
                            int source = Math.floorDiv(out + before - tap, stride);
                            up = new Span(source, source).union(up);
                        }
                    }
                }
                assertSpan(down, conv.reach(new Span(low, high)));
                assertSpan(up, transposed.reach(new Span(low, high)));
            }
        }
    }

    private static void assertSpan(Span expected, Span found) {
        assertEquals(expected.low, found.low);
        assertEquals(expected.high, found.high);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3"})
    void kernelsSmallerThanTheirStrideAreRefused(int kernel, int stride) {
        assertThrows(IllegalArgumentException.class, () -> new Conv2d(1, 1, kernel, stride, false, Parameter.Start.HE));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConvTranspose2d(1, 1, kernel, stride, false, Parameter.Start.HE));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 4, 1", "6, 4, 3", "1, 2, 4"})
    void ratiosAreInLowestTerms(int up, int down, int times) {
        Ratio ratio = Ratio.of(up * times, down * times);
        assertEquals(true, ratio.isSame(Ratio.of(up, down)));
        assertEquals(1, Ratio.gcd(ratio.up, ratio.down));
        assertEquals(true, ratio.times(Ratio.of(down, up)).isSame(Ratio.ONE));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 2, 2"})
    void shapesAreNotEmpty(int channels, int height, int width) {
        assertThrows(IllegalArgumentException.class, () -> new FeatureShape(channels, height, width));
    }

    @ParameterizedTest
    @CsvSource({"4, 2, 2", "12, 6, 4"})
    void pixelShufflesAreInverse(int channels, int height, int width) {
        FeatureShape shape = new FeatureShape(channels, height, width);
        FeatureShape folded = PixelShuffle.SPACE_TO_DEPTH.outputShape(List.of(shape));
        assertEquals(new FeatureShape(4 * channels, height / 2, width / 2), folded);
        assertEquals(shape, PixelShuffle.DEPTH_TO_SPACE.outputShape(List.of(folded)));
    }
}
