package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.denoiser.image.OutputType;
import org.denoiser.image.PixelType;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.Selection;
import org.denoiser.network.DenoisingNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results blended with the image: {@code strength * denoised + (1 - strength) * original}, whatever the way they take. */
class StrengthTest {
    private static DenoisingNetwork planes;
    private static DenoisingNetwork volumes;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        planes = Networks.random(1, 1, 5);
        volumes = Networks.randomVolumes(1, 1, 1, 5);
    }

    @AfterAll
    static void close() {
        planes.close();
        volumes.close();
    }

    private static ImageDenoiser denoiser(DenoisingNetwork network) {
        return new ImageDenoiser(
                network, ScalingRule.auto(), TileOptions.defaults().tile(32));
    }

    private static ImagePlus denoise(ImageDenoiser denoiser, ImagePlus image, OutputType type) {
        return denoiser.denoise(image, type, DenoisingListener.NONE);
    }

    private static ImagePlus stack(PixelType type) {
        boolean stacks = Images.exists(type, Images.Kind.STACK);
        return Images.decorated(type, stacks ? Images.Kind.STACK : Images.Kind.SINGLE, 37, 29);
    }

    private static void assertBlended(ImagePlus image, ImagePlus full, ImagePlus blended, double strength) {
        Planes originals = Planes.of(image);
        Planes all = Planes.of(full);
        Planes some = Planes.of(blended);
        for (int plane = 0; plane < all.count(); plane++) {
            float[] original = originals.read(plane / originals.components(), plane % originals.components());
            float[] expected = all.read(plane, 0);
            float[] actual = some.read(plane, 0);
            for (int i = 0; i < actual.length; i++) {
                double value = strength * expected[i] + (1 - strength) * original[i];
                assertEquals(value, actual[i], 1e-6 * (Math.abs(original[i]) + Math.abs(expected[i])) + 1e-30);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void valuesAreBlendedBeforeTheyAreRounded(PixelType type) {
        ImagePlus image = stack(type);
        ImagePlus full = denoise(denoiser(planes), image, OutputType.FLOAT);
        for (double strength : new double[] {0, 0.1, 0.5, 0.99, 1}) {
            assertBlended(image, full, denoise(denoiser(planes).blending(strength), image, OutputType.FLOAT), strength);
        }
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void oneIsTheResultAndZeroTheImage(PixelType type) {
        ImagePlus image = stack(type);
        ImagePlus one = denoise(denoiser(planes).blending(1), image, OutputType.SAME);
        assertSame(denoise(denoiser(planes), image, OutputType.SAME), one);
        assertSame(image, denoise(denoiser(planes).blending(0), image, OutputType.SAME));
    }

    @ParameterizedTest
    @EnumSource(PixelType.class)
    void aKnownChangeIsBlendedAsIfItWereMadeAgain(PixelType type) {
        ImagePlus image = stack(type);
        ImagePlus full = denoise(denoiser(planes), image, OutputType.FLOAT);
        for (double strength : new double[] {0, 0.1, 0.5, 0.99, 1}) {
            ImagePlus again = denoise(denoiser(planes).blending(strength), image, OutputType.SAME);
            assertSame(again, ImageDenoiser.blend(image, full, strength));
        }
    }

    private static void assertSame(ImagePlus expected, ImagePlus actual) {
        Planes first = Planes.of(expected);
        Planes second = Planes.of(actual);
        assertEquals(first.count(), second.count());
        for (int plane = 0; plane < first.count(); plane++) {
            for (int component = 0; component < first.components(); component++) {
                assertArrayEquals(first.read(plane, component), second.read(plane, component));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.75})
    void volumesAreBlended(double strength) {
        ImagePlus image = stack(PixelType.GRAY16);
        ImagePlus full = denoise(denoiser(volumes), image, OutputType.FLOAT);
        ImagePlus blended = denoise(denoiser(volumes).blending(strength), image, OutputType.FLOAT);
        assertBlended(image, full, blended, strength);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.75})
    void outsideOfASelectionNothingChanges(double strength) {
        ImagePlus image = stack(PixelType.GRAY32);
        image.setRoi(new OvalRoi(5, 5, 20, 15));
        Selection selection = Selection.of(image);
        ImagePlus blended = denoise(denoiser(planes).blending(strength).within(selection), image, OutputType.SAME);
        List<float[]> before = Images.values(image);
        List<float[]> after = Images.values(blended);
        for (int plane = 0; plane < before.size(); plane++) {
            for (int i = 0; i < before.get(plane).length; i++) {
                if (!selection.contains(i % 37, i / 37)) assertEquals(before.get(plane)[i], after.get(plane)[i]);
            }
        }
        assertBlended(image, denoise(denoiser(planes).within(selection), image, OutputType.SAME), blended, strength);
    }

    @ParameterizedTest
    @EnumSource(
            value = PixelType.class,
            names = {"GRAY8", "GRAY16", "RGB"})
    void aResultInAFileIsTheSame(PixelType type) throws IOException {
        ImagePlus image = stack(type);
        ImageDenoiser denoiser = denoiser(planes).blending(0.6);
        ImagePlus file = denoiser.denoise(image, OutputType.SAME, folder.resolve("r.tif"), DenoisingListener.NONE);
        assertSame(denoise(denoiser, image, OutputType.SAME), file);
    }
}
