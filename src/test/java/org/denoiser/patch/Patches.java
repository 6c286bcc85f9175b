package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Images and drawn pairs for the tests of this package. */
final class Patches {
    /** A noisy patch and the clean one. */
    static final class Pair {
        final float[] noisy;
        final float[] clean;

        private Pair(float[] noisy, float[] clean) {
            this.noisy = noisy;
            this.clean = clean;
        }
    }

    private Patches() {}

    /** An image whose values all differ: pixel {@code i} of channel {@code c} is {@code (i * channels + c) / count}. */
    static TrainingImage numbered(String name, int width, int height, int channels) {
        float[] pixels = new float[width * height * channels];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (float) i / pixels.length;
        return new TrainingImage(name, width, height, channels, pixels);
    }

    /** An image of random values in 0..1. */
    static TrainingImage random(String name, int width, int height, int channels, long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[width * height * channels];
        for (int i = 0; i < pixels.length; i++) pixels[i] = random.nextFloat();
        return new TrainingImage(name, width, height, channels, pixels);
    }

    static TrainingImage constant(float value, int width, int height, int channels) {
        float[] pixels = new float[width * height * channels];
        Arrays.fill(pixels, value);
        return new TrainingImage("constant", width, height, channels, pixels);
    }

    /** The same images with themselves as targets. */
    static List<TrainingImage> own(List<TrainingImage> images) {
        return images.stream().map(image -> image.withTarget(image)).collect(Collectors.toList());
    }

    /** One pair, drawn alone. */
    static Pair draw(PatchSampler sampler, long number) {
        return draw(sampler, number, 1)[0];
    }

    /** Pairs with consecutive numbers, drawn as one batch. */
    static Pair[] draw(PatchSampler sampler, long first, int count) {
        int elements = sampler.patchElements();
        float[] noisy = new float[count * elements];
        float[] clean = new float[count * elements];
        sampler.fill(first, count, FloatBuffer.wrap(noisy), FloatBuffer.wrap(clean));
        Pair[] pairs = new Pair[count];
        for (int i = 0; i < count; i++) {
            pairs[i] = new Pair(
                    Arrays.copyOfRange(noisy, i * elements, (i + 1) * elements),
                    Arrays.copyOfRange(clean, i * elements, (i + 1) * elements));
        }
        return pairs;
    }
}
