package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.denoiser.image.OutputImage;
import org.denoiser.image.OutputType;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pixel far beyond the range of values, with nothing like it around, stays as it is and changes nothing around it. */
class LonePixelsTest {
    private static final TileOptions TILES = TileOptions.defaults().tile(32).overlap(8);
    private static final ScalingRule RULE = ScalingRule.fixed(0, 1000);
    private static final int WIDTH = 61;
    private static final int HEIGHT = 90;

    /** The three ways that planes go through a network. */
    enum Way {
        PLANES,
        BANDS,
        VOLUMES
    }

    private static ImageProcessor plane(boolean whole) {
        ImageProcessor plane = whole ? new ShortProcessor(WIDTH, HEIGHT) : new FloatProcessor(WIDTH, HEIGHT);
        Random random = new Random(3);
        for (int i = 0; i < WIDTH * HEIGHT; i++) plane.setf(i, 100 + random.nextInt(900));
        return plane;
    }

    private static float[] denoise(Way way, ScalingRule rule, ImageProcessor plane, List<String> notices) {
        boolean volumes = way == Way.VOLUMES;
        try (DenoisingNetwork network = volumes ? Networks.randomVolumes(2, 1, 1, 4) : Networks.random(2, 1, 1)) {
            ImagePlus image = new ImagePlus("cells", plane.duplicate());
            if (volumes) {
                ImageStack stack = new ImageStack();
                for (int z = 0; z < 3; z++)
                    stack.addSlice(z == 1 ? plane.duplicate() : plane(false).convertToFloat());
                image = new ImagePlus("cells", stack);
                image.setDimensions(1, 3, 1);
            }
            ImagePlus result;
            if (way == Way.BANDS) {
                Planes planes = Planes.of(image);
                OutputImage output = OutputImage.of(planes, OutputType.FLOAT, "cells");
                new BandedDenoiser(network, rule, TILES, null, planes, DenoisingListener.NONE).writeTo(output);
                result = output.finish();
            } else {
                result = new ImageDenoiser(network, rule, TILES)
                        .denoise(image, OutputType.FLOAT, DenoisingListener.NONE);
            }
            notices.addAll(network.notices());
            return Images.values(result).get(volumes ? 1 : 0);
        }
    }

    static Stream<Arguments> places() {
        int[][] places = {{30, 40}, {0, 0}, {WIDTH - 1, HEIGHT - 1}, {1, 33}, {24, 23}, {31, 24}, {60, 0}};
        return Stream.of(Way.values())
                .flatMap(way -> Arrays.stream(places).map(place -> Arguments.of(way, place[0], place[1])));
    }

    @ParameterizedTest
    @MethodSource("places")
    void whatIsAroundIsDenoisedAsIfItWereNotThere(Way way, int x, int y) {
        for (float value : way == Way.VOLUMES ? new float[] {60000, -50000} : new float[] {60000}) {
            boolean whole = way != Way.VOLUMES;
            ImageProcessor spoilt = plane(whole);
            ImageProcessor usual = plane(whole);
            spoilt.setf(x, y, value);
            usual.setf(x, y, medianAround(usual, x, y));
            List<String> notices = new ArrayList<>();
            float[] expected = denoise(way, RULE, usual, notices);
            assertEquals(List.of(), notices);
            float[] result = denoise(way, RULE, spoilt, notices);
            assertEquals(value, result[y * WIDTH + x], 0.01f);
            expected[y * WIDTH + x] = result[y * WIDTH + x];
            assertArrayEquals(expected, result, 1e-3f);
            assertEquals(1, notices.size());
            assertTrue(notices.get(0).startsWith("1 lone pixel "), notices.get(0));
        }
    }

    private static float medianAround(ImageProcessor plane, int x, int y) {
        float[] around = new float[24];
        int count = 0;
        for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
                boolean inside = x + dx >= 0 && x + dx < WIDTH && y + dy >= 0 && y + dy < HEIGHT;
                if (inside && (dx != 0 || dy != 0)) around[count++] = plane.getf(x + dx, y + dy);
            }
        }
        float[] sorted = Arrays.copyOf(around, count);
        Arrays.sort(sorted);
        return sorted[count / 2];
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, true", "4, false", "9, false"})
    void threeTogetherAreLoneAndMoreAreSomethingToSee(int together, boolean lone) {
        ImageProcessor plane = plane(true);
        for (int i = 0; i < together; i++) plane.setf(30 + i % 3, 40 + i / 3, 60000 - i);
        List<String> notices = new ArrayList<>();
        float[] result = denoise(Way.PLANES, RULE, plane, notices);
        for (int i = 0; i < together; i++) {
            float kept = result[(40 + i / 3) * WIDTH + 30 + i % 3];
            assertEquals(lone, Math.abs(kept - (60000 - i)) < 0.01, "pixel " + i + ": " + kept);
        }
        assertEquals(lone ? 1 : 0, notices.size());
    }

    @ParameterizedTest
    @EnumSource
    void manyAtOnce(Way way) {
        ImageProcessor plane = plane(way != Way.VOLUMES);
        for (int i = 0; i < 30; i++) plane.setf(i * 7 % WIDTH, 3 * i, 30000 + i);
        List<String> notices = new ArrayList<>();
        float[] result = denoise(way, RULE, plane, notices);
        for (int i = 0; i < 30; i++) assertEquals(30000 + i, result[3 * i * WIDTH + i * 7 % WIDTH], 0.01f);
        assertTrue(notices.get(0).startsWith("30 lone pixels "), notices.get(0));
    }

    /** What is far is known by the range alone. */
    @ParameterizedTest
    @ValueSource(floats = {1500, 3900})
    void withinFourRangesNothingIsHidden(float value) {
        ImageProcessor plane = plane(true);
        plane.setf(30, 40, value);
        List<String> notices = new ArrayList<>();
        assertFalse(Math.abs(denoise(Way.PLANES, RULE, plane, notices)[40 * WIDTH + 30] - value) < 0.01);
        assertEquals(List.of(), notices);
    }

    @ParameterizedTest
    @EnumSource
    void withoutARangeNothingIsHidden(Way way) {
        ImageProcessor plane = plane(way != Way.VOLUMES);
        plane.setf(30, 40, 60000);
        List<String> notices = new ArrayList<>();
        denoise(way, ScalingRule.parse("none"), plane, notices);
        assertEquals(List.of(), notices);
    }
}
