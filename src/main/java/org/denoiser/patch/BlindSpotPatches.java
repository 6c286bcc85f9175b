package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs made of noisy images alone (Noise2Void: Krull et al. 2019, arXiv 1811.10980): some pixels are hidden, and what was there is to be
 * found from the others. Where the noise differs from pixel to pixel only the signal can be found. No noise is added. Immutable and
 * thread-safe.
 */
public final class BlindSpotPatches implements PatchSampler {
    private final PatchOptions options;
    private final MaskOptions mask;
    private final PatchSource source;
    private final BlindSpots spots;

    /**
     * @param images noisy, at least one; all with the same number of channels
     * @param options their noise, level and clip are not looked at
     * @throws IllegalArgumentException when there are no images, their channels differ, or a patch is a single pixel
     */
    public BlindSpotPatches(List<TrainingImage> images, PatchOptions options, MaskOptions mask) {
        this.options = options;
        this.mask = mask;
        if (options.size() < 2) {
            throw new IllegalArgumentException("patch=" + options.size()
                    + ": a patch of 2 pixels or more is needed for masked pixels to have neighbours");
        }
        // Turned by a right angle, the lines of the noise would cross the strips that hide them.
        this.source = new PatchSource(images, options, mask.structure() == MaskStructure.NONE);
        this.spots = new BlindSpots(mask, options.size(), source.channels());
    }

    @Override
    public void fill(long first, int count, FloatBuffer noisy, FloatBuffer clean) {
        FloatBuffer noisyEnd = noisy.duplicate();
        FloatBuffer cleanEnd = clean.duplicate();
        noisyEnd.clear();
        cleanEnd.clear();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = source.random(first + i);
            float[] patch = source.draw(first + i, random).input();
            cleanEnd.put(spots.hide(patch, random));
            noisyEnd.put(patch);
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
        return source.fingerprint("learn=noise2void " + mask);
    }

    @Override
    public boolean isMasked() {
        return true;
    }
}
