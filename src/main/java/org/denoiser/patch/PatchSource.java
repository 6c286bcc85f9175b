package org.denoiser.patch;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.denoiser.noise.Seeds;

/** Where all samplers take their patches from: a place and an orientation, drawn from the patch's own seed. Immutable, thread-safe. */
final class PatchSource {
    private final PatchOptions options;
    private final Places places;
    private final int channels;
    private final int orientations;

    /**
     * @param images at least one; all with the same number of channels
     * @param swaps whether rows may become columns
     * @throws IllegalArgumentException when there are none or their channels differ
     */
    PatchSource(List<TrainingImage> images, PatchOptions options, boolean swaps) {
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
        this.orientations = swaps ? 8 : 4;
        List<TrainingImage> extended =
                images.stream().map(image -> image.atLeast(options.size())).collect(Collectors.toList());
        this.places = new Places(extended, options.size(), options.detail());
    }

    /** The source of all random choices for the patch of this number. */
    SplittableRandom random(long number) {
        return new SplittableRandom(Seeds.mix(options.seed(), number));
    }

    Cut draw(SplittableRandom random) {
        Places.Place place = places.draw(random);
        return new Cut(place, options.augment() ? random.nextInt(orientations) : 0);
    }

    int channels() {
        return channels;
    }

    int placeCount() {
        return places.count();
    }

    boolean isWithin(float low, float high) {
        return places.isWithin(low, high);
    }

    /** @param more what the pairs depend on besides the options of the patches; may be empty */
    String fingerprint(String more) {
        return options + (more.isEmpty() ? "" : " ") + more + " places=" + places.count() + " channels=" + channels;
    }

    /** A patch that was drawn. */
    final class Cut {
        private final Places.Place place;
        private final int orientation;

        /** @param orientation bit 0 flips x, bit 1 flips y, bit 2 swaps the axes */
        private Cut(Places.Place place, int orientation) {
            this.place = place;
            this.orientation = orientation;
        }

        /** A copy of its values. */
        float[] input() {
            return cut(place.image);
        }

        /** A copy of the values of the target at the same place, in the same orientation. */
        float[] target() {
            return cut(place.image.target());
        }

        private float[] cut(TrainingImage image) {
            int size = options.size();
            float[] patch = new float[size * size * channels];
            float[] pixels = image.pixels();
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    int u = (orientation & 1) == 0 ? x : size - 1 - x;
                    int v = (orientation & 2) == 0 ? y : size - 1 - y;
                    int column = place.x + ((orientation & 4) == 0 ? u : v);
                    int row = place.y + ((orientation & 4) == 0 ? v : u);
                    int from = (row * image.width() + column) * channels;
                    int to = (y * size + x) * channels;
                    for (int channel = 0; channel < channels; channel++) {
                        patch[to + channel] = pixels[from + channel];
                    }
                }
            }
            return patch;
        }
    }
}
