package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs made of noisy images alone (Noise2Void: Krull et al. 2019, arXiv 1811.10980): some pixels are hidden, and what was there is to be
 * found from the others. Where the noise differs from pixel to pixel only the signal can be found. No noise is added.
 *
 * <p>In each plane of a volume pixels are hidden by themselves, with the neighbourhood in the plane: planes lie further apart than
 * pixels, so what stands in for a hidden pixel is taken from where values are most alike.
 *
 * <p>Immutable and thread-safe.
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
        int area = patch.length / planes();
        for (int first = 0; first < patch.length; first += area) {
            float[] plane = Arrays.copyOfRange(patch, first, first + area);
            clean.put(spots.hide(plane, random));
            noisy.put(plane);
        }
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
