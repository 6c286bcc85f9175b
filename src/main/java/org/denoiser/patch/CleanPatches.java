package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.denoiser.noise.NoiseModels;

/** Pairs of a clean patch that was degraded and the clean patch itself. Immutable and thread-safe. */
public final class CleanPatches implements PatchSampler {
    private final PatchOptions options;
    private final PatchSource source;

    /**
     * @param images clean, at least one; all with the same number of channels
     * @throws IllegalArgumentException when there are none or their channels differ
     */
    public CleanPatches(List<TrainingImage> images, PatchOptions options) {
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
            float[] patch = source.draw(first + i, random).input();
            cleanEnd.put(patch);
            degrade(patch, random);
            noisyEnd.put(patch);
        }
    }

    private void degrade(float[] patch, SplittableRandom random) {
        double level = options.level().draw(random);
        NoiseModels.blurred(options.blur(), NoiseModels.model(options.noise(), level, options.read(), 0, 1))
                .apply(patch, options.size(), options.size(), source.channels(), random);
        if (options.clip()) {
            for (int i = 0; i < patch.length; i++) {
                patch[i] = Math.max(0, Math.min(1, patch[i]));
            }
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
        return source.fingerprint("");
    }

    @Override
    public boolean isMasked() {
        return false;
    }
}
