package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.denoiser.image.OutputType;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type comes back in its own, with all that belongs to it. */
class ImageDenoiserTest {
    private static final String[] RULES = {
        "auto", "full", "minmax", "percentile", "2%-98%", "none", "0-4095", "-100-100"
    };
    private static final TileOptions TILES = TileOptions.defaults().tile(32).overlap(8);
    private static DenoisingNetwork identity;

    @BeforeAll
    static void open() {
        identity = Networks.identity(1);
    }

    @AfterAll
    static void close() {
        identity.close();
    }

    private static ImagePlus denoise(DenoisingNetwork network, String rule, ImagePlus image, OutputType type) {
        return new ImageDenoiser(network, ScalingRule.parse(rule), TILES).denoise(image, type, DenoisingListener.NONE);
    }

    private static ImagePlus denoise(DenoisingNetwork network, String rule, ImagePlus image) {
        return denoise(network, rule, image, OutputType.SAME);
    }

    private static ImagePlus constant(PixelType type, float value) {
        ImageProcessor processor = Images.empty(type, 40, 9);
        for (int i = 0; i < 360; i++) {
            if (type == PixelType.GRAY32) processor.setf(i, value);
            else processor.set(i, type == PixelType.RGB ? 0x10101 * (int) value : (int) value);
        }
        return new ImagePlus("constant", processor);
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void anIdentityGivesEveryTypeBackWithAllThatBelongsToIt(PixelType type) {
        for (Images.Kind kind : Images.Kind.values()) {
            if (!Images.exists(type, kind)) continue;
            ImagePlus image = Images.decorated(type, kind, 45, 7);
            List<float[]> values = Images.values(image);
            String metadata = Images.metadata(image);
            ImagePlus result = denoise(identity, "auto", image);
            String what = type + " " + kind;
            assertEquals("cells-denoised", result.getTitle());
            assertEquals(type == PixelType.INDEXED ? PixelType.RGB : type, PixelType.of(result), what);
            // scaling numbers of thousands to those around 1 and back rounds them twice
            Images.assertSameValues(values, Images.values(result), type == PixelType.GRAY32 ? 1e-3f : 0, what);
            assertEquals(metadata, Images.metadata(result), what);
            assertEquals(metadata, Images.metadata(image), what + ", the input");
            Images.assertSameValues(values, Images.values(image), 0, what + ", the input");
            assertTrue(!result.getStack().isVirtual(), what);
        }
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void everyRuleIsUndoneAgain(PixelType type) {
        ImagePlus image = new ImagePlus("image", Images.processor(type, 45, 70, 4));
        for (String rule : RULES) {
            ImagePlus result = denoise(identity, rule, image);
            float tolerance = type == PixelType.GRAY32 ? 1e-3f : 0;
            Images.assertSameValues(Images.values(image), Images.values(result), tolerance, type + " " + rule);
        }
    }

    @Test
    void withoutScalingAndTilesNumbersComeBackToTheLastBit() {
        ImagePlus image = new ImagePlus("numbers", Images.processor(PixelType.GRAY32, 50, 30, 1));
        float[] edges = {0, Float.MIN_VALUE, -Float.MIN_VALUE, 1e30f, -1e30f, 1e-30f, Float.MAX_VALUE, 0.1f};
        for (int i = 0; i < edges.length; i++) image.getProcessor().setf(7 * i, edges[i]);
        ImagePlus result = new ImageDenoiser(identity, ScalingRule.parse("none"), TileOptions.defaults())
                .denoise(image, OutputType.SAME, DenoisingListener.NONE);
        Images.assertSameValues(Images.values(image), Images.values(result), 0, "numbers");
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void asFloatNothingIsRoundedOrClamped(PixelType type) {
        ImagePlus image = new ImagePlus("image", Images.processor(type, 33, 20, 4));
        try (DenoisingNetwork network = Networks.adding(0.501f, 1)) {
            ImagePlus result = denoise(network, "0-1000", image, OutputType.FLOAT);
            assertEquals(PixelType.GRAY32, PixelType.of(result));
            assertEquals(PixelType.of(image).components(), result.getNChannels());
            List<float[]> expected = Images.values(image);
            for (float[] plane : expected) for (int i = 0; i < plane.length; i++) plane[i] += 501;
            Images.assertSameValues(expected, Images.values(result), 0.02f, type.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, 3, 1e10f, -0.5f, -3, -1e10f})
    void resultsAreClampedAndNeverWrapAround(float added) {
        try (DenoisingNetwork network = Networks.adding(added, 1)) {
            for (PixelType type : List.of(PixelType.GRAY8, PixelType.GRAY16, PixelType.RGB)) {
                ImagePlus image = new ImagePlus("image", Images.processor(type, 33, 20, 4));
                float white = type.maximum();
                List<float[]> expected = Images.values(image);
                for (float[] plane : expected) {
                    for (int i = 0; i < plane.length; i++) {
                        double raised = plane[i] + (double) added * white;
                        plane[i] = (float) Math.max(0, Math.min(white, raised));
                    }
                }
                // half a level may go either way
                ImagePlus result = denoise(network, "full", image);
                Images.assertSameValues(expected, Images.values(result), 0.51f, type + " " + added);
            }
        }
    }

    @Test
    void constantImagesNeverGiveNaN() {
        try (DenoisingNetwork network = Networks.random(2, 1, 1)) {
            for (PixelType type : PixelType.values()) {
                float[] values = {0, 1, 255, type.maximum()};
                if (type == PixelType.GRAY32) values = new float[] {0, 1, -7, 1e30f, -1e30f, 1e-40f, 3.4e38f, -3.4e38f};
                for (float value : values) {
                    for (String rule : RULES) checkConstant(network, constant(type, value), rule);
                }
            }
        }
    }

    private static void checkConstant(DenoisingNetwork network, ImagePlus image, String rule) {
        String what = PixelType.of(image) + " of " + image.getProcessor().getf(0) + " with " + rule;
        float value = Images.values(image).get(0)[0];
        // the range of -100 to 100, or of 4095, has its own rounding
        float tolerance = PixelType.of(image) == PixelType.GRAY32 ? 1e-6f * Math.max(Math.abs(value), 4095) : 0;
        try {
            Images.assertSameValues(
                    Images.values(image), Images.values(denoise(identity, rule, image)), tolerance, what);
            for (float[] plane : Images.values(denoise(network, rule, image, OutputType.FLOAT))) {
                for (float result : plane) assertTrue(Float.isFinite(result), what);
            }
        } catch (IllegalArgumentException e) {
            assertTrue(Math.abs(value) > 1e36 && e.getMessage().contains("too large"), what + ": " + e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void pixelsThatAreNoNumbersAreRefusedByTheirSlice(float bad) {
        ImageStack stack = new ImageStack(20, 10);
        for (int i = 0; i < 4; i++) stack.addSlice(new FloatProcessor(20, 10));
        stack.getProcessor(3).setf(11, 5, bad);
        List<Long> heard = new ArrayList<>();
        for (String rule : RULES) {
            ImageDenoiser denoiser = new ImageDenoiser(identity, ScalingRule.parse(rule), TILES);
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> denoiser.denoise(
                            new ImagePlus("broken", stack), OutputType.SAME, (done, total) -> heard.add(done)));
            assertTrue(
                    refused.getMessage().contains("'broken'")
                            && refused.getMessage().contains("slice 3"),
                    refused.getMessage());
        }
        assertTrue(heard.stream().allMatch(done -> done == 0), "before any tile");
    }

    @Test
    void imagesThatTheNetworkCannotTakeAreRefused() {
        try (DenoisingNetwork two = Networks.identity(2);
                DenoisingNetwork three = Networks.identity(3)) {
            for (PixelType type : PixelType.values()) {
                ImagePlus image = new ImagePlus("odd", Images.processor(type, 9, 9, 1));
                if (type == PixelType.INDEXED) image = Images.decorated(type, Images.Kind.SINGLE, 9, 9);
                refused(two, image);
                if (type.components() == 1) refused(three, image);
                else assertEquals(PixelType.RGB, PixelType.of(denoise(three, "auto", image)));
            }
            refused(three, Images.decorated(PixelType.GRAY8, Images.Kind.HYPERSTACK, 9, 9));
            refused(two, Images.decorated(PixelType.GRAY8, Images.Kind.COMPOSITE, 9, 9));
            refused(two, Images.decorated(PixelType.RGB, Images.Kind.HYPERSTACK, 9, 9));
        }
    }

    @Test
    void aNetworkOfSeveralChannelsTakesThoseOfAHyperstack() {
        try (DenoisingNetwork two = Networks.identity(2);
                DenoisingNetwork three = Networks.identity(3)) {
            for (PixelType type : new PixelType[] {PixelType.GRAY8, PixelType.GRAY16}) {
                ImagePlus pairs = Images.decorated(type, Images.Kind.HYPERSTACK, 40, 25);
                Images.assertSameValues(Images.values(pairs), Images.values(denoise(two, "auto", pairs)), 0, "two");
                ImagePlus triples = Images.decorated(type, Images.Kind.COMPOSITE, 40, 25);
                Images.assertSameValues(
                        Images.values(triples), Images.values(denoise(three, "auto", triples)), 0, "three");
            }
        }
    }

    private static void refused(DenoisingNetwork network, ImagePlus image) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> denoise(network, "auto", image));
        String channels = " takes " + network.shape().channels();
        assertTrue(refused.getMessage().contains(channels), refused.getMessage());
        assertTrue(refused.getMessage().contains(image.getTitle()), refused.getMessage());
    }

    /** Reds, greens and blues go through a grey network as three grey images do. */
    @Test
    void aGreyNetworkTakesColourComponentByComponent() {
        ImagePlus colour = new ImagePlus("colour", Images.processor(PixelType.RGB, 50, 41, 6));
        try (DenoisingNetwork network = Networks.random(2, 1, 3)) {
            List<float[]> together = Images.values(denoise(network, "full", colour));
            for (int component = 0; component < 3; component++) {
                byte[] pixels = new byte[50 * 41];
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (byte) (colour.getProcessor().get(i) >> 16 - 8 * component);
                }
                ImagePlus grey = new ImagePlus("grey", new ByteProcessor(50, 41, pixels));
                float[] alone = Images.values(denoise(network, "full", grey)).get(0);
                assertTrue(Arrays.equals(alone, together.get(component)), "component " + component);
            }
        }
    }

    @Test
    void aColourNetworkTakesTheComponentsTogether() {
        ImagePlus colour = new ImagePlus("colour", Images.processor(PixelType.RGB, 50, 41, 6));
        try (DenoisingNetwork network = Networks.random(2, 3, 3)) {
            List<float[]> planes = Images.values(colour);
            for (float[] plane : planes) for (int i = 0; i < plane.length; i++) plane[i] /= 255;
            TiledProcessor processor = new TiledProcessor(network, TILES, 50, 41);
            float[][] expected = processor.process(planes.toArray(new float[0][]), 0, 1, DenoisingListener.NONE);
            for (float[] plane : expected) for (int i = 0; i < plane.length; i++) plane[i] *= 255;
            ImagePlus result = denoise(network, "full", colour, OutputType.FLOAT);
            Images.assertSameValues(Arrays.asList(expected), Images.values(result), 1e-3f, "colour");
        }
    }

    /** Slices of a channel share their scaling, channels have their own. */
    @Test
    void channelsAreScaledByThemselves() {
        ImageStack stack = new ImageStack(30, 20);
        for (int i = 0; i < 4; i++) {
            ImageProcessor plane = Images.processor(PixelType.GRAY8, 30, 20, i).convertToFloat();
            plane.multiply(i % 2 == 0 ? 1 : 1000);
            stack.addSlice(plane);
        }
        ImagePlus image = new ImagePlus("hyper", stack);
        image.setDimensions(2, 2, 1);
        try (DenoisingNetwork network = Networks.adding(1, 1)) {
            List<float[]> before = Images.values(image);
            List<float[]> after = Images.values(denoise(network, "minmax", image));
            for (int i = 0; i < 4; i++) {
                float[] channel = i % 2 == 0 ? before.get(0) : before.get(1);
                float[] other = i % 2 == 0 ? before.get(2) : before.get(3);
                float range = Math.max(max(channel), max(other)) - Math.min(min(channel), min(other));
                for (int j = 0; j < 600; j++) {
                    assertEquals(before.get(i)[j] + range, after.get(i)[j], 1e-5f * range);
                }
            }
        }
    }

    private static float max(float[] values) {
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) most = Math.max(most, value);
        return most;
    }

    private static float min(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        for (float value : values) least = Math.min(least, value);
        return least;
    }
}
