package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs made of noisy images alone (Noise2Void: Krull et al. 2019, arXiv 1811.10980): some pixels are hidden, and what was there is to be
 * found from the others. Where the noise differs from pixel to pixel only the signal can be found. No noise is added. Immutable and
 * thread-safe.
 */
public final class BlindSpotPatches extends PatchSource {
    private final MaskOptions mask;
    private final BlindSpots spots;

    /**
     * @param images noisy, at least one; all with the same number of channels
     * @param options their noise, level, read noise, blur and clip are not looked at
     * @throws IllegalArgumentException when there are no images, their channels differ, or a patch is a single pixel
     */
    public BlindSpotPatches(List<TrainingImage> images, PatchOptions options, MaskOptions mask) {
        // Turned by a right angle, the lines of the noise would cross the strips that hide them.
        super(images, checked(options), mask.structure() == MaskStructure.NONE);
        this.mask = mask;
        this.spots = new BlindSpots(mask, side(), channels());
    }

    private static PatchOptions checked(PatchOptions options) {
        if (options.size() < 2) {
            throw new IllegalArgumentException("patch=" + options.size()
                    + ": a patch of 2 pixels or more is needed for masked pixels to have neighbours");
        }
        return options;
    }

    @Override
    void put(Cut cut, SplittableRandom random, FloatBuffer noisy, FloatBuffer clean) {
        float[] patch = cut.input();
        clean.put(spots.hide(patch, random));
        noisy.put(patch);
    }

    @Override
    String learning() {
        return " learn=noise2void " + mask;
    }

    @Override
    public boolean isMasked() {
        return true;
    }
}
