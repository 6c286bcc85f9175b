package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.denoiser.noise.NoiseModel;
import org.denoiser.noise.NoiseModels;

/**
 * Pairs of a clean patch that was degraded and the clean patch itself. The planes of a volume are degraded one by one, at the same
 * level. Immutable and thread-safe.
 */
public final class CleanPatches extends PatchSource {
    private final PatchOptions options;

    /**
     * @param images clean, at least one; all with the same number of channels
     * @throws IllegalArgumentException when there are none or their channels differ
     */
    public CleanPatches(List<TrainingImage> images, PatchOptions options) {
        super(images, options, true);
        this.options = options;
    }

    @Override
    void put(Cut cut, SplittableRandom random, FloatBuffer noisy, FloatBuffer clean) {
        float[] patch = cut.input();
        clean.put(patch);
        degrade(patch, random);
        noisy.put(patch);
    }

    private void degrade(float[] patch, SplittableRandom random) {
        double level = options.level().draw(random);
        NoiseModel model =
                NoiseModels.blurred(options.blur(), NoiseModels.model(options.noise(), level, options.read(), 0, 1));
        int area = patch.length / options.planes();
        for (int first = 0; first < patch.length; first += area) {
            float[] plane = Arrays.copyOfRange(patch, first, first + area);
            model.apply(plane, options.size(), options.size(), channels(), random);
            System.arraycopy(plane, 0, patch, first, area);
        }
        if (options.clip()) {
            for (int i = 0; i < patch.length; i++) {
                patch[i] = Math.max(0, Math.min(1, patch[i]));
            }
        }
    }

    @Override
    String learning() {
        return "";
    }

    @Override
    public boolean isMasked() {
        return false;
    }
}
