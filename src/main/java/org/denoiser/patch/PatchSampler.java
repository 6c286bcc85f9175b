package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.denoiser.noise.NoiseModels;
import org.denoiser.noise.Seeds;

/**
 * Draws pairs of noisy and clean patches. The pair with a given number is a function of the seed and that number alone, so
 * that a training that is resumed, or samples ahead in another thread, sees the same pairs. Immutable and thread-safe.
 */
public final class PatchSampler {
    private final PatchOptions options;
    private final Places places;
    private final int channels;

    /**
     * @param images at least one; all with the same number of channels
     * @throws IllegalArgumentException when there are none or their channels differ
     */
    public PatchSampler(List<TrainingImage> images, PatchOptions options) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("there are no images to draw patches from");
        }
        this.channels = images.get(0).channels();
        for (TrainingImage image : images) {
            if (image.channels() != channels) {
                throw new IllegalArgumentException("'" + image.name() + "' has " + image.channels()
                        + " channels, the images before it " + channels);
            }
        }
        this.options = options;
        List<TrainingImage> extended =
                images.stream().map(image -> image.atLeast(options.size())).collect(Collectors.toList());
        this.places = new Places(extended, options.size(), options.detail());
    }

    /** Places of whole patches, in steps of half a patch: how much there is to see. */
    public int placeCount() {
        return places.count();
    }

    /** What the pairs depend on besides the pixels: the options, and how much there is to draw from. */
    public String fingerprint() {
        return options + " places=" + places.count() + " channels=" + channels;
    }

    /** Values of a pixel. */
    public int channels() {
        return channels;
    }

    /** Whether all clean values lie from {@code low} to {@code high}; NaN does not. */
    public boolean isWithin(float low, float high) {
        return places.isWithin(low, high);
    }

    /** Width and height of a patch. */
    public int side() {
        return options.size();
    }

    /** Values of a patch: size x size x channels. */
    public int patchElements() {
        return options.size() * options.size() * channels;
    }

    /**
     * Writes a batch at the beginning of both buffers.
     *
     * @param first number of the batch's first pair
     * @param count number of pairs
     * @param noisy receives count x size x size x channels values
     * @param clean receives as many
     */
    public void fill(long first, int count, FloatBuffer noisy, FloatBuffer clean) {
        FloatBuffer noisyEnd = noisy.duplicate();
        FloatBuffer cleanEnd = clean.duplicate();
        noisyEnd.clear();
        cleanEnd.clear();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(Seeds.mix(options.seed(), first + i));
            float[] patch = cut(places.draw(random), options.augment() ? random.nextInt(8) : 0);
            cleanEnd.put(patch);
            degrade(patch, random);
            noisyEnd.put(patch);
        }
    }

    private void degrade(float[] patch, SplittableRandom random) {
        double level = options.level().draw(random);
        NoiseModels.model(options.noise(), level, options.read(), 0, 1).apply(patch, side(), side(), channels, random);
        if (options.clip()) {
            for (int i = 0; i < patch.length; i++) {
                patch[i] = Math.max(0, Math.min(1, patch[i]));
            }
        }
    }

    /** Copies a patch in one of the eight orientations: bit 0 flips x, bit 1 flips y, bit 2 swaps the axes. */
    private float[] cut(Places.Place place, int orientation) {
        int size = options.size();
        float[] patch = new float[patchElements()];
        float[] pixels = place.image.pixels();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int u = (orientation & 1) == 0 ? x : size - 1 - x;
                int v = (orientation & 2) == 0 ? y : size - 1 - y;
                int column = place.x + ((orientation & 4) == 0 ? u : v);
                int row = place.y + ((orientation & 4) == 0 ? v : u);
                int from = (row * place.image.width() + column) * channels;
                int to = (y * size + x) * channels;
                for (int channel = 0; channel < channels; channel++) {
                    patch[to + channel] = pixels[from + channel];
                }
            }
        }
        return patch;
    }
}
