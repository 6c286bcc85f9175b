package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.denoiser.image.ScalingRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From ImageJ's images to images to learn from. */
class TrainingImagesTest {
    private static final ScalingRule FULL = ScalingRule.parse("full");

    private static ByteProcessor bytes(int width, int height, long seed) {
        byte[] pixels = new byte[width * height];
        new Random(seed).nextBytes(pixels);
        return new ByteProcessor(width, height, pixels);
    }

    private static List<TrainingImage> grey(ScalingRule rule, ImagePlus image, Integer... sides) {
        return new TrainingImages(rule, 1, List.of(sides)).of(image);
    }

    @Test
    void valuesAreScaledAsTheRuleSays() {
        ByteProcessor pixels = bytes(9, 7, 1);
        pixels.set(0, 0);
        pixels.set(1, 255);
        TrainingImage eight = grey(FULL, new ImagePlus("eight", pixels)).get(0);
        for (int i = 0; i < 63; i++) assertEquals(pixels.get(i) / 255f, eight.pixels()[i], 1e-7f);

        ShortProcessor shorts = new ShortProcessor(9, 7);
        for (int i = 0; i < 63; i++) shorts.set(i, 1000 + 50 * i);
        TrainingImage sixteen = grey(ScalingRule.parse("minmax"), new ImagePlus("sixteen", shorts))
                .get(0);
        for (int i = 0; i < 63; i++) assertEquals(i / 62f, sixteen.pixels()[i], 1e-6f);

        TrainingImage fixed = grey(ScalingRule.parse("1000-2000"), new ImagePlus("fixed", shorts))
                .get(0);
        for (int i = 0; i < 63; i++) assertEquals(i / 20f, fixed.pixels()[i], 1e-6f, "nothing is clipped");

        TrainingImage none =
                grey(ScalingRule.parse("none"), new ImagePlus("none", shorts)).get(0);
        for (int i = 0; i < 63; i++) assertEquals(1000 + 50 * i, none.pixels()[i]);
    }

    @Test
    void everyPlaneOfAHyperstackIsAnImageScaledByItsChannel() {
        ImageStack stack = new ImageStack(5, 4);
        for (int slice = 0; slice < 6; slice++) {
            FloatProcessor plane = new FloatProcessor(5, 4);
            for (int i = 0; i < 20; i++) plane.setf(i, slice % 2 == 0 ? i + slice : -100 * i - slice);
            stack.addSlice(plane);
        }
        ImagePlus image = new ImagePlus("hyper", stack);
        image.setDimensions(2, 3, 1);
        image.setOpenAsHyperStack(true);
        List<TrainingImage> images = grey(ScalingRule.parse("minmax"), image);
        assertEquals(6, images.size());
        assertEquals(6, images.stream().map(TrainingImage::name).distinct().count(), "planes are split by name");
        for (int slice = 0; slice < 6; slice++) {
            assertTrue(
                    images.get(slice).name().startsWith("hyper "),
                    images.get(slice).name());
            float[] pixels = images.get(slice).pixels();
            for (int i = 0; i < 20; i++) {
                float expected = slice % 2 == 0 ? (i + slice) / 23f : (-100 * i - slice + 1905) / 1904f;
                assertEquals(expected, pixels[i], 1e-6f);
            }
        }
    }

    @Test
    void colourBecomesLuminanceForGreyNetworksAndStaysForColourOnes() {
        ColorProcessor colours = new ColorProcessor(4, 4);
        Random random = new Random(3);
        for (int i = 0; i < 16; i++) colours.set(i, random.nextInt(1 << 24));
        ImagePlus image = new ImagePlus("colours", colours);
        float[] luminance = grey(FULL, image).get(0).pixels();
        TrainingImage three = new TrainingImages(FULL, 3, List.of()).of(image).get(0);
        assertEquals(3, three.channels());
        for (int i = 0; i < 16; i++) {
            int colour = colours.get(i);
            double red = (colour >> 16 & 255) / 255.0;
            double green = (colour >> 8 & 255) / 255.0;
            double blue = (colour & 255) / 255.0;
            assertEquals(0.299 * red + 0.587 * green + 0.114 * blue, luminance[i], 1e-6);
            float[] expected = {(float) red, (float) green, (float) blue};
            assertArrayEquals(expected, Arrays.copyOfRange(three.pixels(), 3 * i, 3 * i + 3), 1e-7f);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shrinkingAveragesAreas(int channels) {
        ColorProcessor colours = new ColorProcessor(96, 64);
        Random random = new Random(8);
        for (int i = 0; i < 96 * 64; i++) colours.set(i, random.nextInt(1 << 24));
        ImagePlus image = new ImagePlus("photograph", colours);
        TrainingImage whole =
                new TrainingImages(FULL, channels, List.of()).of(image).get(0);
        TrainingImage third =
                new TrainingImages(FULL, channels, List.of(32)).of(image).get(0);
        assertEquals(List.of(32, 21), List.of(third.width(), third.height()), "what is left over is dropped");
        for (int y = 0; y < 21; y++) {
            for (int x = 0; x < 32; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    double sum = 0;
                    for (int i = 0; i < 9; i++) {
                        int from = (3 * y + i / 3) * 96 + 3 * x + i % 3;
                        sum += whole.pixels()[from * channels + channel];
                    }
                    assertEquals(sum / 9, third.pixels()[(y * 32 + x) * channels + channel], 1e-6);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1000", "333", "64"})
    void shrinkingByOddFactorsKeepsTheMeanAndTheProportions(int side) {
        ImagePlus image = new ImagePlus("photograph", bytes(1280, 800, 2));
        float[] whole = grey(FULL, image).get(0).pixels();
        TrainingImage shrunk = grey(FULL, image, side).get(0);
        assertEquals(side, shrunk.width());
        assertEquals(side * 800 / 1280, shrunk.height());
        assertEquals(mean(whole), mean(shrunk.pixels()), 1e-3);
        double factor = 1280.0 / side;
        // white noise falls by more than the factor where pixels are shared between new ones
        assertTrue(deviation(shrunk.pixels()) < 1.1 * deviation(whole) / factor);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "200, 100; 200x150, 100x75",
                "100, 200; 100x75, 200x150",
                "100, 100, 100; 100x75",
                "200, 500, 900; 200x150",
                "400, 300, 100; 200x150, 100x75",
                "199, 200; 199x149, 200x150",
                "5000; 200x150"
            })
    void everySizeComesOnce(String sides, String sizes) {
        Integer[] wanted =
                Arrays.stream(sides.split(", ")).map(Integer::valueOf).toArray(Integer[]::new);
        List<TrainingImage> images = grey(FULL, new ImagePlus("photograph", bytes(200, 150, 1)), wanted);
        assertEquals(
                sizes, images.stream().map(i -> i.width() + "x" + i.height()).collect(Collectors.joining(", ")));
        assertEquals(1, images.stream().map(TrainingImage::name).distinct().count(), "all share the name");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 500", "500, 1", "3, 2000"})
    void thinImagesShrinkToNoLessThanAPixel(int width, int height) {
        ImagePlus image = new ImagePlus("thin", bytes(width, height, 1));
        TrainingImage shrunk = grey(FULL, image, 32).get(0);
        assertTrue(shrunk.width() >= 1 && shrunk.height() >= 1 && Math.max(shrunk.width(), shrunk.height()) <= 32);
        assertEquals(shrunk.width() * shrunk.height(), shrunk.pixels().length);
    }

    @Test
    void imagesThatCannotTeachAreRefused() {
        ImageStack stack = new ImageStack(3, 3);
        for (int i = 0; i < 3; i++) stack.addSlice(new FloatProcessor(3, 3));
        stack.getProcessor(2).setf(4, Float.NaN);
        refused(() -> grey(FULL, new ImagePlus("broken", stack)), "broken", "slice 2");
        stack.getProcessor(2).setf(4, Float.NEGATIVE_INFINITY);
        refused(() -> grey(FULL, new ImagePlus("broken", stack)), "broken", "slice 2");
        ImagePlus grey = new ImagePlus("grey one", bytes(3, 3, 1));
        refused(() -> new TrainingImages(FULL, 3, List.of()).of(grey), "grey one", "RGB");
        refused(() -> new TrainingImages(FULL, 2, List.of()).of(grey), "grey one", "takes 2 channels");
        ImagePlus colour = new ImagePlus("coloured one", new ColorProcessor(3, 3));
        refused(() -> new TrainingImages(FULL, 2, List.of()).of(colour), "coloured one", "3 colours", "takes 2");
        refused(() -> new TrainingImages(FULL, 0, List.of()), "channels=0");
        refused(() -> new TrainingImages(FULL, 1, List.of(64, 31)), "sides=31", "32");
    }

    @Test
    void inputsStayAsTheyAre() {
        ByteProcessor pixels = bytes(64, 64, 5);
        byte[] before = ((byte[]) pixels.getPixels()).clone();
        grey(FULL, new ImagePlus("input", pixels), 32);
        assertArrayEquals(before, (byte[]) pixels.getPixels());
    }

    private static void refused(Runnable what, String... words) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, what::run);
        for (String word : words) assertTrue(refused.getMessage().contains(word), refused.getMessage());
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) sum += (value - mean) * (value - mean);
        return Math.sqrt(sum / values.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2; ; 100x75",
                "1; ; 200x150",
                "2; 100; 100x75",
                "2; 50, 100, 500; 50x37, 100x75",
                "2.5; 200, 120; 80x60",
                "16; ; 12x9"
            })
    void noImageIsShrunkByLessThanTheFactor(double factor, String sides, String sizes) {
        List<Integer> wanted = sides == null
                ? List.of()
                : Arrays.stream(sides.split(", ")).map(Integer::valueOf).collect(Collectors.toList());
        List<TrainingImage> images =
                new TrainingImages(FULL, 1, wanted).shrink(factor).of(new ImagePlus("photograph", bytes(200, 150, 1)));
        assertEquals(
                sizes, images.stream().map(i -> i.width() + "x" + i.height()).collect(Collectors.joining(", ")));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 16.5, -2, Double.NaN, Double.POSITIVE_INFINITY})
    void otherFactorsAreRefused(double factor) {
        refused(() -> new TrainingImages(FULL, 1, List.of()).shrink(factor), "shrink=", "from 1 to 16");
    }
}
