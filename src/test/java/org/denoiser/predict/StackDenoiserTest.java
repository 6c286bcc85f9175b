package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.denoiser.image.OutputType;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Images through networks of volumes. */
class StackDenoiserTest {
    private static final TileOptions TILES = TileOptions.defaults().tile(32).overlap(8);

    private static ImagePlus denoise(DenoisingNetwork network, String rule, ImagePlus image) {
        return new ImageDenoiser(network, ScalingRule.parse(rule), TILES)
                .denoise(image, OutputType.SAME, DenoisingListener.NONE);
    }

    private static ImagePlus floats(int channels, int slices, int frames) {
        Random random = new Random(5);
        ImageStack stack = new ImageStack(20, 11);
        for (int i = 0; i < channels * slices * frames; i++) {
            FloatProcessor plane = new FloatProcessor(20, 11);
            for (int p = 0; p < 220; p++) plane.setf(p, random.nextFloat());
            stack.addSlice(plane);
        }
        ImagePlus image = new ImagePlus("floats", stack);
        image.setDimensions(channels, slices, frames);
        return image;
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void anIdentityGivesEveryTypeAndKindOfStackBack(PixelType type) {
        try (DenoisingNetwork identity = Networks.volumeIdentity()) {
            for (Images.Kind kind : Images.Kind.values()) {
                if (!Images.exists(type, kind)) continue;
                ImagePlus image = Images.decorated(type, kind, 37, 7);
                List<float[]> values = Images.values(image);
                String metadata = Images.metadata(image);
                ImagePlus result = denoise(identity, "auto", image);
                String what = type + " " + kind;
                assertEquals(type == PixelType.INDEXED ? PixelType.RGB : type, PixelType.of(result), what);
                Images.assertSameValues(values, Images.values(result), type == PixelType.GRAY32 ? 2e-3f : 0, what);
                assertEquals(metadata, Images.metadata(result), what);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 5, 3", "3, 1, 2", "1, 7, 2", "4, 6, 1"})
    void everyChannelAndTimePointIsDenoisedByItself(int channels, int slices, int frames) {
        ImagePlus image = floats(channels, slices, frames);
        try (DenoisingNetwork network = Networks.randomVolumes(2, 1, 1, 4)) {
            List<float[]> together = Images.values(denoise(network, "none", image));
            for (int c = 0; c < channels; c++) {
                for (int t = 0; t < frames; t++) {
                    ImageStack alone = new ImageStack(20, 11);
                    for (int z = 0; z < slices; z++) {
                        alone.addSlice(image.getStack().getProcessor(image.getStackIndex(c + 1, z + 1, t + 1)));
                    }
                    ImagePlus stack = new ImagePlus("alone", alone);
                    stack.setDimensions(1, slices, 1);
                    List<float[]> expected = Images.values(denoise(network, "none", stack));
                    for (int z = 0; z < slices; z++) {
                        int index = image.getStackIndex(c + 1, z + 1, t + 1) - 1;
                        assertArrayEquals(expected.get(z), together.get(index), 1e-6f);
                    }
                }
            }
        }
    }

    @Test
    void neighbouringPlanesMatter() {
        ImagePlus image = floats(1, 8, 1);
        try (DenoisingNetwork network = Networks.randomVolumes(1, 0, 1, 4)) {
            float[] before = Images.values(denoise(network, "none", image)).get(3);
            image.getStack().getProcessor(6).setf(100, 3);
            float[] near = Images.values(denoise(network, "none", image)).get(3);
            image.getStack().getProcessor(7).setf(100, 3);
            float[] far = Images.values(denoise(network, "none", image)).get(3);
            assertTrue(before[100] != near[100], "two planes away");
            assertArrayEquals(near, far, "three planes away");
        }
    }

    @Test
    void progressRunsToTheEndAndCanCancel() {
        ImagePlus image = floats(2, 40, 2);
        try (DenoisingNetwork identity = Networks.volumeIdentity()) {
            ImageDenoiser denoiser = new ImageDenoiser(identity, ScalingRule.parse("none"), TILES);
            long[] last = {-1, -1};
            denoiser.denoise(image, OutputType.SAME, (done, total) -> {
                assertTrue(done >= last[0] && done <= total && (last[1] < 0 || last[1] == total));
                last[0] = done;
                last[1] = total;
            });
            assertEquals(last[1], last[0]);
            assertTrue(last[1] >= 8, "tiles of all stacks: " + last[1]);
            assertThrows(
                    CancellationException.class,
                    () -> denoiser.denoise(image, OutputType.SAME, (done, total) -> {
                        if (done == 3) throw new CancellationException("enough");
                    }));
        }
    }
}
