package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs cut from images and from their targets, at the same place and in the same orientation: noisy and clean ones, or two noisy ones of
 * the same thing (Noise2Noise: Lehtinen et al. 2018, arXiv 1803.04189). No noise is added. Immutable and thread-safe.
 */
public final class PairedPatches extends PatchSource {
    /**
     * @param images at least one, each with a target; all with the same number of channels
     * @param options their noise, level, read noise, blur and clip are not looked at
     * @throws IllegalArgumentException when there are no images, one has no target, or their channels differ
     */
    public PairedPatches(List<TrainingImage> images, PatchOptions options) {
        super(checked(images), options, true);
    }

    private static List<TrainingImage> checked(List<TrainingImage> images) {
        for (TrainingImage image : images) {
            if (image.target() == null) {
                throw new IllegalArgumentException("'" + image.name() + "' has no target to learn from");
            }
        }
        return images;
    }

    @Override
    void put(Cut cut, SplittableRandom random, FloatBuffer noisy, FloatBuffer clean) {
        noisy.put(cut.input());
        clean.put(cut.target());
    }

    @Override
    String learning() {
        return " learn=pairs";
    }

    @Override
    public boolean isMasked() {
        return false;
    }
}
