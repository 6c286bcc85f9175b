package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.denoiser.noise.Seeds;

/**
 * What all samplers share: each patch is taken at a place and in an orientation that are drawn from its own seed. A sampler says what
 * pair it makes of it. Immutable and thread-safe.
 */
abstract class PatchSource implements PatchSampler {
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
        List<TrainingImage> extended = images.stream()
                .map(image -> image.atLeast(options.size(), options.planes()))
                .collect(Collectors.toList());
        this.places = new Places(extended, options.size(), options.planes(), options.detail(), options.contrast());
    }

    /**
     * Puts the pair that is made of a patch.
     *
     * @param random source of all random choices for this pair
     */
    abstract void put(Cut cut, SplittableRandom random, FloatBuffer noisy, FloatBuffer clean);

    @Override
    public final void fill(long first, int count, FloatBuffer noisy, FloatBuffer clean) {
        FloatBuffer noisyEnd = noisy.duplicate();
        FloatBuffer cleanEnd = clean.duplicate();
        noisyEnd.clear();
        cleanEnd.clear();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = Seeds.random(options.seed(), first + i);
            put(draw(first + i, random), random, noisyEnd, cleanEnd);
        }
    }

    /** @param number of the patch, which decides on its place where every place comes once in an epoch */
    private Cut draw(long number, SplittableRandom random) {
        Places.Place place = options.epochsOf() == 0 ? places.draw(random) : places.at(cell(number), random);
        boolean augmented = options.augment() && (options.share() == 1 || random.nextDouble() < options.share());
        int orientation = augmented ? random.nextInt(orientations) : 0;
        boolean upsideDown = augmented && options.planes() > 1 && random.nextBoolean();
        double angle = augmented && options.rotation() > 0
                ? Math.toRadians(options.rotation() * (2 * random.nextDouble() - 1))
                : 0;
        return new Cut(place, orientation, upsideDown, angle);
    }

    private int cell(long number) {
        int count = places.count();
        long batches = (count + options.epochsOf() - 1L) / options.epochsOf();
        long patches = batches * options.epochsOf();
        Permutation permutation = new Permutation(count, Seeds.mix(~options.seed(), number / patches));
        return permutation.at((int) (number % patches % count));
    }

    @Override
    public final int side() {
        return options.size();
    }

    @Override
    public final int planes() {
        return options.planes();
    }

    @Override
    public final int channels() {
        return channels;
    }

    @Override
    public final int placeCount() {
        return places.count();
    }

    @Override
    public final boolean isWithin(float low, float high) {
        return places.isWithin(low, high);
    }

    /** What the pairs depend on besides the options of the patches: words that begin with a blank, or nothing. */
    abstract String learning();

    @Override
    public final String fingerprint() {
        return options + learning() + " places=" + places.count() + " channels=" + channels;
    }

    /** A patch that was drawn. */
    final class Cut {
        private final Places.Place place;
        private final int orientation;
        private final boolean upsideDown;
        private final boolean turned;
        private final double cosine;
        private final double sine;

        /**
         * @param orientation bit 0 flips x, bit 1 flips y, bit 2 swaps the axes
         * @param upsideDown whether the last plane comes first
         * @param angle by which it is turned around its centre before, in radians
         */
        private Cut(Places.Place place, int orientation, boolean upsideDown, double angle) {
            this.place = place;
            this.orientation = orientation;
            this.upsideDown = upsideDown;
            this.turned = angle != 0;
            this.cosine = Math.cos(angle);
            this.sine = Math.sin(angle);
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
            float[] patch = new float[patchElements()];
            for (int plane = 0; plane < planes(); plane++) {
                int z = place.z + (upsideDown ? planes() - 1 - plane : plane);
                cut(image, z, patch, plane * patch.length / planes());
            }
            return patch;
        }

        private void cut(TrainingImage image, int z, float[] patch, int first) {
            int size = options.size();
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    int u = (orientation & 1) == 0 ? x : size - 1 - x;
                    int v = (orientation & 2) == 0 ? y : size - 1 - y;
                    int column = (orientation & 4) == 0 ? u : v;
                    int row = (orientation & 4) == 0 ? v : u;
                    int to = first + (y * size + x) * channels;
                    if (turned) {
                        interpolate(image, column, row, z, patch, to);
                    } else {
                        image.copy(place.x + column, place.y + row, z, patch, to);
                    }
                }
            }
        }

        private void interpolate(TrainingImage image, int column, int row, int z, float[] patch, int to) {
            double middle = (options.size() - 1) / 2.0;
            double x = column - middle;
            double y = row - middle;
            image.interpolate(
                    place.x + middle + cosine * x - sine * y, place.y + middle + sine * x + cosine * y, z, patch, to);
        }
    }
}
