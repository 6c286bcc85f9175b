package org.denoiser.train;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.denoiser.patch.CleanPatches;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.TrainingImage;

/** Patches to learn from of which some steps' batches hold values that no network bears. */
final class Poison {
    private static final int BATCH = 4;

    private Poison() {}

    /**
     * Finds a seed with which the poison is drawn in these steps and in no other.
     *
     * @param largest random values from 0 to this are the poison; NaN for all NaN
     * @param all steps of the training
     */
    static PatchSampler in(float largest, int all, Integer... steps) {
        float[] pixels = new float[Trainings.SIDE * Trainings.SIDE];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) pixels[i] = largest * (0.5f + 0.5f * random.nextFloat());
        TrainingImage poison = new TrainingImage("poison", Trainings.SIDE, Trainings.SIDE, 1, pixels);
        List<TrainingImage> images = List.of(Trainings.shapes(64, 1), poison);
        Set<Integer> wanted = new TreeSet<>(Arrays.asList(steps));
        for (long seed = 0; seed < 100_000; seed++) {
            PatchSampler sampler = new CleanPatches(images, Trainings.patches().seed(seed));
            if (poisoned(sampler, all).equals(wanted)) return sampler;
        }
        throw new AssertionError("no seed puts the poison into steps " + wanted);
    }

    private static Set<Integer> poisoned(PatchSampler sampler, int all) {
        FloatBuffer noisy = FloatBuffer.allocate(all * BATCH * sampler.patchElements());
        FloatBuffer clean = FloatBuffer.allocate(all * BATCH * sampler.patchElements());
        sampler.fill(0, all * BATCH, noisy, clean);
        Set<Integer> steps = new TreeSet<>();
        for (int pair = 0; pair < all * BATCH; pair++) {
            float first = clean.get(pair * sampler.patchElements());
            if (!(first <= 1)) steps.add(pair / BATCH + 1);
        }
        return steps;
    }
}
