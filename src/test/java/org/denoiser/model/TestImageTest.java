package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestImageTest {
    /** Each value says where it stands: row, column and channel are its decimal digits. */
    private static TestImage image(int height, int width, int channels) {
        float[] values = new float[height * width * channels];
        int i = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    values[i++] = 100 * y + 10 * x + channel;
                }
            }
        }
        return TestImage.of(values, height, width, channels);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 1", "5, 3, 2", "4, 4, 3"})
    void theTensorHasTheChannelsFirst(int height, int width, int channels) {
        TestImage image = image(height, width, channels);
        Tensor tensor = image.toTensor();
        assertArrayEquals(new int[] {1, channels, height, width}, tensor.shape());
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    assertEquals(100 * y + 10 * x + channel, tensor.values()[(channel * height + y) * width + x]);
                    assertEquals(100 * y + 10 * x + channel, image.value(y, x, channel));
                }
            }
        }
        assertEquals(image, TestImage.of(tensor));
    }

    @Test
    void aSquareIsTheMiddleAndGoesOnAsItsMirrorImage() {
        assertArrayEquals(
                new float[] {110, 120, 130, 210, 220, 230, 310, 320, 330},
                image(5, 5, 1).square(3).values());
        float[] row = TestImage.of(new float[] {1, 2, 3}, 1, 3, 1).square(9).values();
        for (int y = 0; y < 9; y++) {
            assertArrayEquals(new float[] {2, 3, 2, 1, 2, 3, 2, 1, 2}, Arrays.copyOfRange(row, 9 * y, 9 * y + 9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 16})
    void aSquareOfTheSameSizeIsTheImage(int side) {
        assertEquals(image(side, side, 2), image(side, side, 2).square(side));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void valuesAreFinite(float value) {
        assertThrows(IllegalArgumentException.class, () -> TestImage.of(new float[] {value}, 1, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "0, 0, 0", "-1, -1, 1", "65536, 65536, 1", "2, 1, 0"})
    void valuesFillTheImage(int height, int width, int channels) {
        assertThrows(IllegalArgumentException.class, () -> TestImage.of(new float[1], height, width, channels));
    }

    @Test
    void theImageDoesNotChangeWithTheArray() {
        float[] values = {1, 2};
        TestImage image = TestImage.of(values, 1, 2, 1);
        values[0] = 9;
        image.values()[1] = 9;
        assertArrayEquals(new float[] {1, 2}, image.values());
    }
}
