package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.denoiser.image.ScalingRule;
import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Volumes to learn from, and the patches that are cut from them. */
class VolumePatchesTest {
    private static final ScalingRule NONE = ScalingRule.parse("none");

    /** The value of a voxel is {@code x + 100 y + 10000 z}, that of a second channel half of it. */
    private static TrainingImage coordinates(int width, int height, int depth, int channels) {
        float[] pixels = new float[width * height * depth * channels];
        for (int i = 0; i < pixels.length; i++) {
            int voxel = i / channels;
            int value = voxel % width + 100 * (voxel / width % height) + 10000 * (voxel / width / height);
            pixels[i] = value / (1f + i % channels);
        }
        return TrainingImage.volume("coordinates", width, height, depth, channels, pixels);
    }

    private static PatchSampler pairs(TrainingImage volume, PatchOptions options) {
        return new PairedPatches(List.of(volume.withTarget(volume)), options);
    }

    /** Along which axis, and which way, a patch runs when its x, y or z grows: the difference to the neighbour. */
    private static int step(float[] patch, int stride) {
        return Math.round(patch[stride] - patch[0]);
    }

    @ParameterizedTest
    @CsvSource({"12, 9, 7, 4, 3, 1", "30, 40, 20, 8, 8, 2", "9, 9, 9, 3, 2, 1"})
    void patchesAreFlippedAndTurnedInTheirPlanesAndUpsideDown(
            int width, int height, int depth, int size, int planes, int channels) {
        PatchOptions options = PatchOptions.defaults().size(size).planes(planes);
        PatchSampler sampler = pairs(coordinates(width, height, depth, channels), options);
        assertEquals(planes, sampler.planes());
        assertEquals(planes * size * size * channels, sampler.patchElements());
        Set<String> orientations = new HashSet<>();
        Set<Integer> firstPlanes = new HashSet<>();
        for (Patches.Pair pair : Patches.draw(sampler, 0, 400)) {
            float[] patch = pair.noisy;
            assertArrayEquals(patch, pair.clean);
            int alongX = step(patch, channels);
            int alongY = step(patch, size * channels);
            int alongZ = step(patch, size * size * channels);
            assertEquals(10000, Math.abs(alongZ), "planes stay planes");
            assertEquals(Set.of(1, 100), Set.of(Math.abs(alongX), Math.abs(alongY)));
            orientations.add(alongX + " " + alongY + " " + alongZ);
            firstPlanes.add(Math.round(patch[0]) / 10000);
            for (int i = 0; i < patch.length; i++) {
                int voxel = i / channels;
                double expected = patch[0]
                        + voxel % size * alongX
                        + voxel / size % size * alongY
                        + voxel / size / size * (double) alongZ;
                assertEquals(expected / (1 + i % channels), patch[i], 1e-2);
            }
        }
        assertEquals(16, orientations.size());
        assertEquals(depth, firstPlanes.size(), "every plane comes first in some patch, some of them upside down");
    }

    @Test
    void aPairIsAFunctionOfItsNumber() {
        PatchOptions options = PatchOptions.defaults().size(4).planes(3).rotation(20);
        PatchSampler sampler = new CleanPatches(List.of(coordinates(20, 20, 9, 1)), options);
        Patches.Pair[] together = Patches.draw(sampler, 5, 6);
        for (int i = 0; i < 6; i++) {
            assertArrayEquals(together[i].noisy, Patches.draw(sampler, 5 + i).noisy);
            assertArrayEquals(together[i].clean, Patches.draw(sampler, 5 + i).clean);
        }
    }

    @Test
    void everyPlaceComesOnceInAnEpoch() {
        PatchOptions options =
                PatchOptions.defaults().size(4).planes(4).augment(false).epochsOf(1);
        PatchSampler sampler = pairs(coordinates(8, 6, 8, 1), options);
        assertEquals(3 * 2 * 3, sampler.placeCount());
        Set<Integer> cells = new HashSet<>();
        for (Patches.Pair pair : Patches.draw(sampler, 0, sampler.placeCount())) cells.add(Math.round(pair.clean[0]));
        assertTrue(cells.size() > 9, "places differ along all axes: " + cells.size());
    }

    @ParameterizedTest
    @CsvSource({"3, 8, 2", "8, 3, 5", "1, 1, 2"})
    void whatIsTooSmallGoesOnByReflection(int width, int height, int depth) {
        PatchOptions options = PatchOptions.defaults().size(6).planes(7).augment(false);
        float[] patch = Patches.draw(pairs(coordinates(width, height, depth, 1), options), 0).clean;
        int[] zs = new int[7];
        for (int z = 0; z < 7; z++) zs[z] = Math.round(patch[36 * z]) / 10000;
        int[] expected = depth == 2 ? new int[] {0, 1, 0, 1, 0, 1, 0} : new int[] {0, 1, 2, 3, 4, 3, 2};
        assertArrayEquals(expected, zs);
    }

    @Test
    void noiseIsThatOfItsLevelInEveryPlaneAndDiffers() {
        float[] grey = new float[64 * 64 * 6];
        Arrays.fill(grey, 0.5f);
        PatchOptions options =
                PatchOptions.defaults().size(64).planes(6).noise(NoiseKind.GAUSSIAN, LevelRange.parse("25.5"), 0);
        Patches.Pair pair =
                Patches.draw(new CleanPatches(List.of(TrainingImage.volume("grey", 64, 64, 6, 1, grey)), options), 3);
        assertArrayEquals(grey, pair.clean);
        for (int z = 0; z < 6; z++) {
            float[] plane = Arrays.copyOfRange(pair.noisy, z * 4096, (z + 1) * 4096);
            double squares = 0;
            for (float value : plane) squares += Math.pow(value - 0.5, 2);
            assertEquals(0.1, Math.sqrt(squares / 4096), 0.005);
            float[] first = Arrays.copyOf(pair.noisy, 4096);
            assertEquals(z == 0, Arrays.equals(first, plane));
        }
    }

    @Test
    void blindSpotsAreHiddenInEveryPlaneWithValuesOfThatPlane() {
        PatchOptions options = PatchOptions.defaults().size(16).planes(5).augment(false);
        PatchSampler sampler = new BlindSpotPatches(
                List.of(coordinates(40, 40, 20, 1)),
                options,
                MaskOptions.defaults().percent(4));
        assertTrue(sampler.isMasked());
        for (Patches.Pair pair : Patches.draw(sampler, 0, 20)) {
            for (int z = 0; z < 5; z++) {
                int hidden = 0;
                int plane = Math.round(pair.noisy[z * 256]) / 10000;
                for (int i = z * 256; i < (z + 1) * 256; i++) {
                    assertEquals(plane, Math.round(pair.noisy[i]) / 10000, "planes do not mix");
                    if (!Float.isNaN(pair.clean[i])) {
                        hidden++;
                        assertTrue(pair.clean[i] != pair.noisy[i]);
                    }
                }
                assertTrue(hidden >= 9 && hidden <= 16, "" + hidden);
            }
        }
    }

    @Test
    void onlyVolumesNameTheirPlanesInTheFingerprint() {
        assertTrue(!PatchOptions.defaults().toString().contains("planes"));
        assertTrue(PatchOptions.defaults().planes(4).toString().contains("patch=64 planes=4 noise"));
        assertThrows(
                IllegalArgumentException.class, () -> PatchOptions.defaults().planes(0));
    }

    /** The value of a pixel is {@code 1000 c + 100 z + 10 t + x}, counted from 0. */
    private static ImagePlus hyperstack(int channels, int slices, int frames) {
        ImageStack stack = new ImageStack(3, 2);
        for (int i = 0; i < channels * slices * frames; i++) {
            ShortProcessor plane = new ShortProcessor(3, 2);
            int base = 1000 * (i % channels) + 100 * (i / channels % slices) + 10 * (i / channels / slices);
            for (int p = 0; p < 6; p++) plane.set(p, base + p % 3);
            stack.addSlice(plane);
        }
        ImagePlus image = new ImagePlus("hyper", stack);
        image.setDimensions(channels, slices, frames);
        return new CompositeImage(image, CompositeImage.GRAYSCALE);
    }

    private static TrainingImages volumes(int channels) {
        return new TrainingImages(NONE, channels, List.of(), true);
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 1", "3, 2, 1", "2, 5, 3", "1, 3, 2"})
    void everyChannelAndTimePointIsAVolume(int channels, int slices, int frames) {
        List<TrainingImage> found = volumes(1).of(hyperstack(channels, slices, frames));
        assertEquals(channels * frames, found.size());
        for (int n = 0; n < found.size(); n++) {
            TrainingImage volume = found.get(n);
            assertEquals(slices, volume.depth());
            for (int i = 0; i < volume.pixels().length; i++) {
                int expected = 1000 * (n % channels) + 100 * (i / 6) + 10 * (n / channels) + i % 3;
                assertEquals(expected, volume.pixels()[i]);
            }
        }
        Set<String> names = found.stream().map(TrainingImage::name).collect(Collectors.toSet());
        assertEquals(found.size(), names.size(), names.toString());
    }

    @ParameterizedTest
    @CsvSource({"2, 4, 1", "3, 2, 2", "4, 1, 3"})
    void channelsThatGoTogetherLieSideBySide(int channels, int slices, int frames) {
        ImagePlus image = hyperstack(channels, slices, frames);
        for (boolean deep : new boolean[] {false, true}) {
            if (deep && slices == 1) continue;
            List<TrainingImage> found = new TrainingImages(NONE, channels, List.of(), deep).of(image, image);
            assertEquals(deep ? frames : frames * slices, found.size());
            for (int n = 0; n < found.size(); n++) {
                TrainingImage one = found.get(n);
                assertEquals(List.of(channels, deep ? slices : 1), List.of(one.channels(), one.depth()));
                for (int i = 0; i < one.pixels().length; i++) {
                    int pixel = i / channels;
                    int z = deep ? pixel / 6 : n % slices;
                    int time = deep ? n : n / slices;
                    assertEquals(1000 * (i % channels) + 100 * z + 10 * time + pixel % 3, one.pixels()[i]);
                }
            }
            long names = found.stream().map(TrainingImage::name).distinct().count();
            assertEquals(found.size(), names);
        }
        assertThrows(IllegalArgumentException.class, () -> new TrainingImages(NONE, channels + 1, List.of()).of(image));
    }

    @Test
    void coloursOfAVoxelAreTogether() {
        ImageStack stack = new ImageStack(2, 1);
        for (int z = 0; z < 3; z++) stack.addSlice(new ColorProcessor(2, 1, new int[] {0x010203 + z, 0x0a0b0c}));
        ImagePlus image = new ImagePlus("colour", stack);
        TrainingImage volume = volumes(3).of(image).get(0);
        assertArrayEquals(new float[] {1, 2, 3, 10, 11, 12, 1, 2, 4, 10, 11, 12, 1, 2, 5, 10, 11, 12}, volume.pixels());
    }

    @Test
    void imagesWithoutSlicesAreRefused() {
        ImagePlus series = hyperstack(1, 1, 4);
        for (ImagePlus flat : new ImagePlus[] {new ImagePlus("flat", new FloatProcessor(4, 4)), series}) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> volumes(1).of(flat))
                    .getMessage();
            assertEquals(
                    "Image '" + flat.getTitle()
                            + "' has one z slice only, but the network to be trained learns from stacks of several.",
                    message);
        }
    }

    @Test
    void targetsHaveTheSameStacks() {
        ImagePlus image = hyperstack(1, 4, 2);
        assertEquals(2, volumes(1).of(image, hyperstack(1, 4, 2)).size());
        assertThrows(IllegalArgumentException.class, () -> volumes(1).of(image, hyperstack(1, 2, 4)));
    }

    @ParameterizedTest
    @CsvSource({"0.25", "0.5"})
    void aSingleVolumeIsCutAcrossItsPlanes(double share) {
        ImageSplit split = ImageSplit.of(List.of(coordinates(5, 8, 3, 1)), share, 1);
        TrainingImage upper = split.training().get(0);
        TrainingImage lower = split.validation().get(0);
        assertEquals(3, upper.depth());
        assertEquals(3, lower.depth());
        assertEquals(8, upper.height() + lower.height());
        assertEquals(20000 + 100 * upper.height(), lower.at(0, 0, 2));
    }
}
