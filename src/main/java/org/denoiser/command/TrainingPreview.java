package org.denoiser.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Some patches of a validation, always the same ones, and what a training makes of them at one of its steps. Immutable. */
public final class TrainingPreview {
    /** One patch: height x width x channels values each, which nobody changes. */
    public static final class Patch {
        private final float[] noisy;
        private final float[] denoised;
        private final float[] reference;

        /** @param reference what tells the range of values to show: the clean patch, or the noisy one where there is none */
        public Patch(float[] noisy, float[] denoised, float[] reference) {
            this.noisy = noisy;
            this.denoised = denoised;
            this.reference = reference;
        }

        /** What the network gets. */
        public float[] noisy() {
            return noisy;
        }

        /** What it makes of it. */
        public float[] denoised() {
            return denoised;
        }

        /** The clean patch, or the noisy one where there is none. */
        public float[] reference() {
            return reference;
        }
    }

    private final long step;
    private final int side;
    private final int channels;
    private final List<Patch> patches;

    /**
     * @param step steps done
     * @param side width and height of a patch
     * @param channels 1, or 3 for red, green and blue
     */
    public TrainingPreview(long step, int side, int channels, List<Patch> patches) {
        this.step = step;
        this.side = side;
        this.channels = channels;
        this.patches = Collections.unmodifiableList(new ArrayList<>(patches));
    }

    /** Steps done. */
    public long step() {
        return step;
    }

    /** Width and height of a patch. */
    public int side() {
        return side;
    }

    /** 1, or 3 for red, green and blue. */
    public int channels() {
        return channels;
    }

    /** At least one. */
    public List<Patch> patches() {
        return patches;
    }
}
