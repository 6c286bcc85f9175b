package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The noise of drawn patches follows its law over many pairs. */
class PatchNoiseTest {
    private static final int SIDE = 16;
    private static final int PAIRS = 200;

    private static PatchSampler sampler(float value, NoiseKind kind, String level, double read) {
        return new CleanPatches(
                List.of(Patches.constant(value, 40, 40, 1)),
                PatchOptions.defaults().size(SIDE).noise(kind, LevelRange.parse(level), read));
    }

    private static double[] differences(PatchSampler sampler, int pairs) {
        double[] differences = new double[pairs * sampler.patchElements()];
        int n = 0;
        for (Patches.Pair pair : Patches.draw(sampler, 0, pairs)) {
            for (int i = 0; i < pair.clean.length; i++) differences[n++] = (double) pair.noisy[i] - pair.clean[i];
        }
        return differences;
    }

    @ParameterizedTest
    @CsvSource({"gaussian, 25, 0", "gaussian, 80, 0", "poisson, 20, 0", "poisson, 200, 0", "poisson-gaussian, 30, 2"})
    void meanAndVarianceFollowTheLaw(String name, String level, double read) {
        NoiseKind kind = NoiseKind.fromName(name);
        float value = 0.4f;
        double number = Double.parseDouble(level);
        double gaussian = number / 255 * number / 255;
        double photons = value / number + read / number * (read / number);
        double[] noise = differences(sampler(value, kind, level, read), PAIRS);
        Bounds.assertMean(0, noise, name + " " + level);
        Bounds.assertVariance(kind == NoiseKind.GAUSSIAN ? gaussian : photons, noise, name + " " + level);
    }

    @Test
    void saltAndPepperHitAsManyPixelsAsTheLevelSays() {
        double[] noise = differences(sampler(0.4f, NoiseKind.SALT_AND_PEPPER, "12", 0), PAIRS);
        long salt = 0;
        long pepper = 0;
        for (double difference : noise) {
            if (difference > 0.3) salt++;
            if (difference < -0.3) pepper++;
        }
        Bounds.assertShare(0.06, salt, noise.length, "salt");
        Bounds.assertShare(0.06, pepper, noise.length, "pepper");
    }

    @Test
    void everyPatchDrawsItsLevelFromTheRange() {
        int pairs = 600;
        PatchSampler sampler = sampler(0.5f, NoiseKind.GAUSSIAN, "5-55", 0);
        double[] levels = new double[pairs];
        double[] all = differences(sampler, pairs);
        int elements = sampler.patchElements();
        long lowest = 0;
        for (int pair = 0; pair < pairs; pair++) {
            double squares = 0;
            for (int i = 0; i < elements; i++) squares += all[pair * elements + i] * all[pair * elements + i];
            levels[pair] = 255 * Math.sqrt(squares / elements);
            if (levels[pair] < 30) lowest++;
            // a patch's own estimate is off by 1 / sqrt(2 x 256), 4.4 %
            assertTrue(levels[pair] > 5 * 0.78 && levels[pair] < 55 * 1.22, "level " + levels[pair]);
        }
        // uniform from 5 to 55: mean 30, variance 50^2 / 12, widened by the estimate's own error
        double spread = 50 * 50 / 12.0;
        double estimate = (30 * 30 + spread) / (2.0 * elements);
        Bounds.assertMean(30, levels, "levels");
        Bounds.assertVariance(spread + estimate, levels, "levels");
        Bounds.assertShare(0.5, lowest, pairs, "levels in the lower half");
    }

    @Test
    void noiseOfPixelsAndOfPatchesIsIndependent() {
        double[] noise = differences(sampler(0.5f, NoiseKind.GAUSSIAN, "25", 0), PAIRS);
        double variance = Bounds.variance(noise);
        for (int lag : new int[] {1, SIDE, SIDE * SIDE}) {
            double sum = 0;
            for (int i = lag; i < noise.length; i++) sum += noise[i] * noise[i - lag];
            int products = noise.length - lag;
            Bounds.assertClose(0, sum / products / variance, 1 / Math.sqrt(products), "correlation at " + lag);
        }
    }

    @Test
    void clippingCutsTheNoisyValuesAlone() {
        List<TrainingImage> images = List.of(Patches.constant(1.25f, 40, 40, 1), Patches.constant(0.02f, 40, 40, 1));
        PatchOptions options = PatchOptions.defaults().size(SIDE).noise(NoiseKind.GAUSSIAN, LevelRange.parse("50"), 0);
        Patches.Pair[] free = Patches.draw(new CleanPatches(images, options), 0, 50);
        Patches.Pair[] cut = Patches.draw(new CleanPatches(images, options.clip(1)), 0, 50);
        Patches.Pair[] some = Patches.draw(new CleanPatches(images, options.clip(0.3)), 0, 50);
        int reached = 0;
        int asCut = 0;
        for (int pair = 0; pair < 50; pair++) {
            boolean isCut = Arrays.equals(cut[pair].noisy, some[pair].noisy);
            assertTrue(isCut || Arrays.equals(free[pair].noisy, some[pair].noisy), "one or the other");
            if (isCut) asCut++;
            for (int i = 0; i < free[pair].noisy.length; i++) {
                float value = free[pair].noisy[i];
                assertEquals(Math.max(0, Math.min(1, value)), cut[pair].noisy[i]);
                assertEquals(free[pair].clean[i], cut[pair].clean[i]);
                if (value < 0 || value > 1) reached++;
            }
        }
        assertTrue(reached > 1000, "values that clipping changed: " + reached);
        assertTrue(asCut > 5 && asCut < 26, "three tenths of the patches are cut: " + asCut);
    }

    @ParameterizedTest
    @CsvSource({"gaussian, 1-60", "poisson, 3-3000", "microscope, 2-50"})
    void balancedPatchesHaveNoiseOfOneStrength(String name, String level) {
        TrainingImage image = Patches.constant(0.4f, 40, 40, 1);
        PatchOptions options =
                PatchOptions.defaults().size(SIDE).noise(NoiseKind.fromName(name), LevelRange.parse(level), 0);
        Patches.Pair[] plain = Patches.draw(new CleanPatches(List.of(image), options), 0, 50);
        Patches.Pair[] balanced = Patches.draw(new CleanPatches(List.of(image), options.balance(true)), 0, 50);
        for (int pair = 0; pair < 50; pair++) {
            float[] noisy = balanced[pair].noisy;
            float[] clean = balanced[pair].clean;
            double squares = 0;
            for (int i = 0; i < clean.length; i++) squares += Math.pow((double) noisy[i] - clean[i], 2);
            assertEquals(0.1, Math.sqrt(squares / clean.length), 1e-4);
            float factor = clean[0] / plain[pair].clean[0];
            for (int i = 0; i < clean.length; i++) {
                assertEquals(plain[pair].noisy[i] * factor, noisy[i], 1e-5 * factor);
            }
        }
    }

    @Test
    void softenedPatchesAreSoftOnBothSides() {
        float[] checks = new float[40 * 40];
        for (int i = 0; i < checks.length; i++) checks[i] = (i % 40 + i / 40) % 2;
        TrainingImage image = TrainingImage.volume("checks", 40, 40, 1, 1, checks);
        PatchOptions options = PatchOptions.defaults()
                .size(SIDE)
                .noise(NoiseKind.GAUSSIAN, LevelRange.parse("0"), 0)
                .soften(LevelRange.of(0, 2));
        int soft = 0;
        for (Patches.Pair pair : Patches.draw(new CleanPatches(List.of(image), options), 0, 100)) {
            assertArrayEquals(pair.clean, pair.noisy);
            soft += Math.abs(pair.clean[5 * SIDE + 5] - 0.5) < 0.01 ? 1 : 0;
        }
        // a blur of 1 pixel and more takes all contrast from such a pattern: half of the patches
        Bounds.assertShare(0.5, soft, 100, "soft");
    }

    @Test
    void exposedPatchesThatAreCutOffAreBlackWhereTheyAreDarkest() {
        float[] ramp = new float[40 * 40];
        for (int i = 0; i < ramp.length; i++) ramp[i] = 0.3f + (i % 40 % 10) / 20f;
        TrainingImage image = TrainingImage.volume("ramp", 40, 40, 1, 1, ramp);
        PatchOptions options = PatchOptions.defaults()
                .size(SIDE)
                .noise(NoiseKind.GAUSSIAN, LevelRange.parse("40"), 0)
                .expose(true)
                .clip(0.5);
        int cut = 0;
        for (Patches.Pair pair : Patches.draw(new CleanPatches(List.of(image), options), 0, 200)) {
            float[] sorted = pair.clean.clone();
            Arrays.sort(sorted);
            if (sorted[0] > 0) continue;
            cut++;
            assertTrue(sorted[sorted.length * 6 / 10] > 0, "at most half of the values are black");
            for (float value : pair.noisy) assertTrue(value >= 0 && value <= 1, "value " + value);
        }
        Bounds.assertShare(0.5, cut, 200, "patches that are cut off");
    }

    /** A blur of 1 pixel takes all contrast from such a pattern, so that it is what the unsharp mask adds. */
    @ParameterizedTest
    @CsvSource({"0.05, 0-2, 0, 2", "0.05, 0.7, 0.7, 0.7", "0.5, 0-2, 0, 0"})
    void sharpenedPatchesGainContrastUpToTheirRange(float contrast, String amounts, double least, double most) {
        int planes = 3;
        float[] checks = new float[40 * 40 * planes];
        for (int i = 0; i < checks.length; i++) checks[i] = 0.5f + ((i % 40 + i / 40) % 2 == 0 ? contrast : -contrast);
        TrainingImage image = TrainingImage.volume("checks", 40, 40, planes, 1, checks);
        PatchOptions options = PatchOptions.defaults()
                .size(SIDE)
                .planes(planes)
                .noise(NoiseKind.GAUSSIAN, LevelRange.parse("0"), 0)
                .sharpen(LevelRange.parse(amounts));
        double[] gains = new double[200];
        int pair = 0;
        for (Patches.Pair drawn : Patches.draw(new CleanPatches(List.of(image), options), 0, gains.length)) {
            assertArrayEquals(drawn.clean, drawn.noisy);
            gains[pair] = Math.abs(drawn.clean[5 * SIDE + 5] - 0.5) / contrast - 1;
            assertTrue(gains[pair] > least - 1e-3 && gains[pair] < most + 1e-3, "gain " + gains[pair]);
            pair++;
        }
        Bounds.assertClose((least + most) / 2, mean(gains), 1e-3 + (most - least) / Math.sqrt(12.0 * pair), "gain");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.26, 0.4, 1, 30})
    void exposedPatchesHaveTheNoiseOfTheirOwnBrightness(double brightness) {
        PatchOptions options = PatchOptions.defaults()
                .size(SIDE)
                .noise(NoiseKind.GAUSSIAN, LevelRange.parse("8-128"), 0)
                .expose(true);
        TrainingImage image = Patches.constant((float) brightness, 40, 40, 1);
        int pairs = 600;
        double[] doublings = new double[pairs];
        double[] backgrounds = new double[pairs];
        int pair = 0;
        for (Patches.Pair drawn : Patches.draw(new CleanPatches(List.of(image), options), 0, pairs)) {
            double squares = 0;
            for (int i = 0; i < drawn.clean.length; i++) {
                assertEquals(drawn.clean[0], drawn.clean[i]);
                squares += Math.pow((double) drawn.noisy[i] - drawn.clean[i], 2);
            }
            backgrounds[pair] = drawn.clean[0] / brightness - 1;
            assertTrue(backgrounds[pair] > -1e-6 && backgrounds[pair] < 0.15 + 1e-6, "background " + backgrounds[pair]);
            double level = 255 * Math.sqrt(squares / drawn.clean.length) / brightness;
            doublings[pair++] = Math.log(level / 8) / Math.log(2);
        }
        Bounds.assertMean(0.075, backgrounds, "background");
        // uniform from 0 to 4 doublings; the estimate from a patch is off by 4.4 %
        Bounds.assertClose(2, mean(doublings), 4 / Math.sqrt(12.0 * pairs), "doublings");
    }

    @Test
    void darkenedPatchesAreMostlyDarkAndReachWhite() {
        float[] ramp = new float[40 * 40];
        for (int i = 0; i < ramp.length; i++) ramp[i] = (i % 40 % 10) / 9f;
        TrainingImage image = TrainingImage.volume("ramp", 40, 40, 1, 1, ramp);
        PatchOptions options = PatchOptions.defaults()
                .size(SIDE)
                .noise(NoiseKind.GAUSSIAN, LevelRange.parse("0"), 0)
                .darken(1);
        int dark = 0;
        int rising = 0;
        for (Patches.Pair pair : Patches.draw(new CleanPatches(List.of(image), options.augment(false)), 0, 200)) {
            double mean = 0;
            float most = 0;
            for (float value : pair.clean) {
                assertTrue(value >= 0 && value <= 1, "a value of " + value);
                mean += value / pair.clean.length;
                most = Math.max(most, value);
            }
            assertEquals(1, most);
            dark += mean < 0.5 ? 1 : 0;
            int rises = 0;
            for (int i = 1; i < SIDE; i++) rises += (int) Math.signum(pair.clean[i] - pair.clean[i - 1]);
            rising += rises > 0 ? 1 : 0;
        }
        assertTrue(dark > 180, dark + " dark patches");
        Bounds.assertShare(0.5, rising, 200, "not inverted");
    }

    @Test
    void darkeningLeavesWhatHasNoContrastAndAsManyAsTheShareSays() {
        PatchOptions options = PatchOptions.defaults().size(SIDE).noise(NoiseKind.GAUSSIAN, LevelRange.parse("0"), 0);
        CleanPatches flat = new CleanPatches(List.of(Patches.constant(0.4f, 40, 40, 1)), options.darken(1));
        for (Patches.Pair pair : Patches.draw(flat, 0, 20)) assertEquals(0.4f, pair.clean[7]);
        float[] halves = new float[40 * 40];
        for (int i = 0; i < halves.length; i++) halves[i] = i % 2 == 0 ? 0.25f : 0.75f;
        CleanPatches some =
                new CleanPatches(List.of(TrainingImage.volume("stripes", 40, 40, 1, 1, halves)), options.darken(0.3));
        int changed = 0;
        for (Patches.Pair pair : Patches.draw(some, 0, 400)) {
            changed += pair.clean[0] == 0.25f || pair.clean[0] == 0.75f ? 0 : 1;
        }
        Bounds.assertShare(0.3, changed, 400, "darkened");
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value / values.length;
        return sum;
    }
}
