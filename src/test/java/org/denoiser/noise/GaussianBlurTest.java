package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianBlurTest {

    private static float[] random(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] pixels = new float[length];
        for (int i = 0; i < length; i++) pixels[i] = (float) random.nextDouble();
        return pixels;
    }

    private static float[] blurred(double sigma, float[] pixels, int width, int height, int channels) {
        float[] copy = pixels.clone();
        new GaussianBlur(sigma).apply(copy, width, height, channels, new SplittableRandom(1));
        return copy;
    }

    private static double sum(float[] pixels) {
        double sum = 0;
        for (float pixel : pixels) sum += pixel;
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"0.3", "0.5", "1", "1.7", "3", "8"})
    void anImpulseBecomesTheSampledGaussian(double sigma) {
        int reach = (int) (4 * sigma + 0.5);
        int side = 2 * reach + 7;
        float[] impulse = new float[side * side];
        impulse[side * side / 2] = 1;
        float[] response = blurred(sigma, impulse, side, side, 1);
        double total = 0;
        for (int i = -reach; i <= reach; i++) total += Math.exp(-i * i / (2 * sigma * sigma));
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int dx = x - side / 2;
                int dy = y - side / 2;
                boolean within = Math.abs(dx) <= reach && Math.abs(dy) <= reach;
                double law = within ? Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma)) / (total * total) : 0;
                assertEquals(law, response[y * side + x], 1e-6 * law + 1e-12, "at " + dx + ", " + dy);
            }
        }
    }

    /** Also where the kernel reaches beyond the image several times. */
    @ParameterizedTest
    @CsvSource({
        "0.6,20,10,1",
        "2,20,10,3",
        "7,3,11,1",
        "30,5,2,3",
        "100,7,4,1",
        "4,1,1,1",
        "4,1,9,2",
        "4,9,1,1",
        "1.5,64,64,3"
    })
    void theSumOfEachChannelIsPreserved(double sigma, int width, int height, int channels) {
        float[] pixels = random(width * height * channels, 5);
        float[] blurred = blurred(sigma, pixels, width, height, channels);
        for (int channel = 0; channel < channels; channel++) {
            double before = 0;
            double after = 0;
            for (int i = channel; i < pixels.length; i += channels) {
                before += pixels[i];
                after += blurred[i];
            }
            assertEquals(before, after, 1e-6 * before);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1, 1.5, 2.5})
    void whiteNoiseKeepsTheKernelsSumOfSquares(double sigma) {
        int side = 700;
        float[] pixels = new float[side * side];
        new GaussianNoise(1).apply(pixels, side, side, 1, Seeds.random(12, 0));
        float[] blurred = blurred(sigma, pixels, side, side, 1);
        double squares = 0;
        double total = 0;
        for (int i = -40; i <= 40; i++) {
            if (Math.abs(i) > (int) (4 * sigma + 0.5)) continue;
            squares += Math.exp(-i * i / (sigma * sigma));
            total += Math.exp(-i * i / (2 * sigma * sigma));
        }
        double variance = Math.pow(squares / (total * total), 2);
        double sum = 0;
        int inside = 0;
        int border = 12;
        for (int y = border; y < side - border; y++) {
            for (int x = border; x < side - border; x++, inside++) {
                sum += (double) blurred[y * side + x] * blurred[y * side + x];
            }
        }
        // neighbours are correlated over about 4 pi sigma^2 of them when squared twice: fewer independent values
        double independent = inside / (2 * Math.PI * sigma * sigma);
        Statistics.assertClose(variance, sum / inside, variance * Math.sqrt(2 / independent), "variance");
        if (sigma >= 1) assertEquals(1 / (4 * Math.PI * sigma * sigma), variance, 0.01 * variance);
    }

    /** One pass along each axis is the two-dimensional convolution with mirrored borders, summed here pixel by pixel. */
    @ParameterizedTest
    @CsvSource({"1,13,9", "2.2,5,8", "3,4,3"})
    void theAxesAreSeparable(double sigma, int width, int height) {
        float[] pixels = random(width * height, 6);
        float[] blurred = blurred(sigma, pixels, width, height, 1);
        int reach = (int) (4 * sigma + 0.5);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                double weights = 0;
                for (int dy = -reach; dy <= reach; dy++) {
                    for (int dx = -reach; dx <= reach; dx++) {
                        double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                        weights += weight;
                        sum += weight * pixels[mirror(y + dy, height) * width + mirror(x + dx, width)];
                    }
                }
                assertEquals(sum / weights, blurred[y * width + x], 1e-6);
            }
        }
    }

    private static int mirror(int position, int length) {
        int at = position;
        while (at < 0 || at >= length) at = at < 0 ? -1 - at : 2 * length - 1 - at;
        return at;
    }

    @Test
    void channelsAreBlurredEachByItself() {
        float[] colours = random(17 * 11 * 3, 7);
        float[] together = blurred(1.3, colours, 17, 11, 3);
        for (int channel = 0; channel < 3; channel++) {
            float[] alone = new float[17 * 11];
            for (int i = 0; i < alone.length; i++) alone[i] = colours[3 * i + channel];
            float[] expected = blurred(1.3, alone, 17, 11, 1);
            for (int i = 0; i < alone.length; i++) assertEquals(expected[i], together[3 * i + channel]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.1249})
    void aKernelOfOnePixelChangesNothing(double sigma) {
        float[] pixels = random(35, 8);
        assertArrayEquals(pixels, blurred(sigma, pixels, 7, 5, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2, 100})
    void aConstantStaysWhatItIs(double sigma) {
        float[] pixels = new float[60];
        Arrays.fill(pixels, 0.3f);
        for (float value : blurred(sigma, pixels, 10, 6, 1)) assertEquals(0.3f, value, 1e-6f);
    }

    @Test
    void itDrawsNoRandomNumberSoThatTheNoiseAfterItIsThatOfTheSeed() {
        SplittableRandom random = new SplittableRandom(3);
        new GaussianBlur(2).apply(random(100, 1), 10, 10, 1, random);
        assertEquals(new SplittableRandom(3).nextLong(), random.nextLong());
        float[] pixels = random(100, 9);
        float[] expected = blurred(1.5, pixels, 10, 10, 1);
        new GaussianNoise(0.2).apply(expected, 10, 10, 1, Seeds.random(4, 0));
        float[] found = pixels.clone();
        NoiseModels.blurred(1.5, new GaussianNoise(0.2)).apply(found, 10, 10, 1, Seeds.random(4, 0));
        assertArrayEquals(expected, found);
        NoiseModel noise = new GaussianNoise(0.2);
        assertEquals(noise, NoiseModels.blurred(0, noise));
        assertNotEquals(sum(pixels), sum(found));
    }

    @Test
    void sizesThatAreNotThoseOfTheValuesAreRefused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new GaussianBlur(1)
                .apply(new float[12], 4, 4, 1, new SplittableRandom(1)));
        assertTrue(e.getMessage().contains("4 x 4 x 1 are not 12 values"), e.getMessage());
    }
}
