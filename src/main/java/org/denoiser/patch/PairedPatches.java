package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs cut from images and from their targets, at the same place and in the same orientation: noisy and clean ones, or two noisy ones of
 * the same thing (Noise2Noise: Lehtinen et al. 2018, arXiv 1803.04189). No noise is added. Immutable and thread-safe.
 */
public final class PairedPatches implements PatchSampler {
    private final PatchOptions options;
    private final PatchSource source;

    /**
     * @param images at least one, each with a target; all with the same number of channels
     * @param options their noise, level and clip are not looked at
     * @throws IllegalArgumentException when there are no images, one has no target, or their channels differ
     */
    public PairedPatches(List<TrainingImage> images, PatchOptions options) {
        for (TrainingImage image : images) {
            if (image.target() == null) {
                throw new IllegalArgumentException("'" + image.name() + "' has no target to learn from");
            }
        }
        this.options = options;
        this.source = new PatchSource(images, options, true);
    }

    @Override
    public void fill(long first, int count, FloatBuffer noisy, FloatBuffer clean) {
        FloatBuffer noisyEnd = noisy.duplicate();
        FloatBuffer cleanEnd = clean.duplicate();
        noisyEnd.clear();
        cleanEnd.clear();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = source.random(first + i);
            PatchSource.Cut cut = source.draw(first + i, random);
            noisyEnd.put(cut.input());
            cleanEnd.put(cut.target());
        }
    }

    @Override
    public int side() {
        return options.size();
    }

    @Override
    public int channels() {
        return source.channels();
    }

    @Override
    public int placeCount() {
        return source.placeCount();
    }

    @Override
    public boolean isWithin(float low, float high) {
        return source.isWithin(low, high);
    }

    @Override
    public String fingerprint() {
        return source.fingerprint("learn=pairs");
    }

    @Override
    public boolean isMasked() {
        return false;
    }
}
