package org.denoiser.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseKindTest {

    @Test
    void theNamesAreTheContract() {
        assertEquals(
                Arrays.asList(
                        "gaussian",
                        "poisson",
                        "poisson-gaussian",
                        "microscope",
                        "salt-and-pepper",
                        "speckle",
                        "masking",
                        "blur"),
                NoiseKind.names());
    }

    @ParameterizedTest
    @EnumSource
    void namesAreFound(NoiseKind kind) {
        assertSame(kind, NoiseKind.fromName(kind.toString()));
        assertTrue(NoiseKind.names().contains(kind.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Gaussian", "GAUSSIAN", "poisson_gaussian", "Speckle"})
    void unknownNamesAreAnsweredWithTheKnown(String name) {
        assertSays(
                "noise=" + name
                        + " is not known; choose one of gaussian, poisson, poisson-gaussian, microscope, salt-and-pepper,"
                        + " speckle, masking, blur.",
                () -> NoiseKind.fromName(name));
    }

    @Test
    void levelsAreCheckedByTheirMeaning() {
        assertEquals(0, NoiseKind.GAUSSIAN.checkLevel(0));
        assertEquals(1e-9, NoiseKind.POISSON.checkLevel(1e-9));
        assertEquals(100, NoiseKind.SALT_AND_PEPPER.checkLevel(100));
        assertEquals(0, NoiseKind.SPECKLE.checkLevel(0));
        assertEquals(150, NoiseKind.SPECKLE.checkLevel(150));
        assertEquals(100, NoiseKind.MASKING.checkLevel(100));
        assertEquals(0, NoiseKind.BLUR.checkLevel(0));
        assertEquals(100, NoiseKind.BLUR.checkLevel(100));
        LevelRange range = LevelRange.of(5, 55);
        assertSame(range, NoiseKind.GAUSSIAN.checkLevel(range));
        assertSays(
                "level=0 is not allowed for noise=poisson; it is the mean number of photons at white and must be above 0.",
                () -> NoiseKind.POISSON.checkLevel(0));
        assertSays("noise=poisson-gaussian", () -> NoiseKind.POISSON_GAUSSIAN.checkLevel(LevelRange.of(0, 5)));
        assertSays("level=100.5 is not allowed", () -> NoiseKind.SALT_AND_PEPPER.checkLevel(LevelRange.of(5, 100.5)));
        assertSays("level=101 is not allowed for noise=masking; it is the percentage", () -> {
            NoiseKind.MASKING.checkLevel(101);
        });
        assertSays(
                "level=100.5 is not allowed for noise=blur; it is the sigma of the Gaussian in pixels and must be 0 to 100.",
                () -> NoiseKind.BLUR.checkLevel(100.5));
        assertSays("level=-1 is not allowed for noise=gaussian", () -> NoiseKind.GAUSSIAN.checkLevel(-1));
    }

    @ParameterizedTest
    @EnumSource
    void levelsThatAreNoNumbersAreRefused(NoiseKind kind) {
        assertSays("level=NaN is not allowed for noise=" + kind, () -> kind.checkLevel(Double.NaN));
        assertSays("level=Infinity is not allowed", () -> kind.checkLevel(Double.POSITIVE_INFINITY));
        assertSays(kind.levelMeaning(), () -> NoiseModels.model(kind, -3, 0, 0, 1));
    }

    @ParameterizedTest
    @EnumSource
    void rangesThatAreNoneAreRefused(NoiseKind kind) {
        assertSays("black=1 to white=1 is not allowed", () -> NoiseModels.model(kind, 10, 0, 1, 1));
        assertSays("white=NaN", () -> NoiseModels.model(kind, 10, 0, 0, Double.NaN));
        assertSays("black=-Infinity", () -> NoiseModels.model(kind, 10, 0, Double.NEGATIVE_INFINITY, 0));
    }

    @Test
    void parametersOfTheModelsAreChecked() {
        assertSays("A read noise of -1 is not allowed", () -> new PoissonGaussianNoise(10, -1, 0, 1));
        assertSays("A number of photons at white of 0 is", () -> new PoissonNoise(0, 0, 1));
        assertSays("A standard deviation of NaN", () -> new GaussianNoise(Double.NaN));
        assertSays("A fraction of 1.5", () -> new SaltAndPepperNoise(1.5, 0, 1));
        assertSays("A fraction of -1", () -> new MaskingNoise(-1, 0));
        assertSays("A black level of NaN", () -> new MaskingNoise(0.5, Double.NaN));
        assertSays("A speckle of -1", () -> new SpeckleNoise(-1, 0));
        assertSays("A black level of Infinity", () -> new SpeckleNoise(1, Double.POSITIVE_INFINITY));
        assertSays("A blur of 101 pixels", () -> new GaussianBlur(101));
        assertSays("A blur of NaN pixels", () -> new BlurredNoise(Double.NaN, new GaussianNoise(1)));
        assertSays("blur=100.1 is not allowed; it is", () -> NoiseModels.blurred(100.1, new GaussianNoise(1)));
        assertSays("blur=NaN is not allowed", () -> NoiseModels.checkBlur(Double.NaN));
    }

    @Test
    void descriptionsHaveTheFigures() {
        assertEquals("Gaussian noise with a standard deviation of 25", model(NoiseKind.GAUSSIAN, 25));
        assertEquals("Poisson noise of 30 photons at white", model(NoiseKind.POISSON, 30));
        assertEquals(
                "Poisson noise of 0.5 photons at white with a read noise of 2 photons",
                model(NoiseKind.POISSON_GAUSSIAN, 0.5));
        assertEquals(
                "noise of a microscope (photons, background, shared by neighbours, hot pixels) with a standard deviation of 25 at white",
                model(NoiseKind.MICROSCOPE, 25));
        assertEquals("salt-and-pepper noise on 10 % of the pixels", model(NoiseKind.SALT_AND_PEPPER, 10));
        assertEquals("speckle noise with a standard deviation of 20 % of the signal", model(NoiseKind.SPECKLE, 20));
        assertEquals("masking of 50 % of the pixels", model(NoiseKind.MASKING, 50));
        assertEquals("Gaussian blur with a sigma of 1.5 pixels", model(NoiseKind.BLUR, 1.5));
        assertEquals(
                "Gaussian blur with a sigma of 1 pixel, then Poisson noise of 30 photons at white",
                NoiseModels.blurred(1, new PoissonNoise(30, 0, 255)).description());
    }

    private static String model(NoiseKind kind, double level) {
        return NoiseModels.model(kind, level, 2, 0, 255).description();
    }

    private static void assertSays(String words, Executable call) {
        Exception e = assertThrows(IllegalArgumentException.class, call);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
