package org.denoiser.train;

import java.util.Arrays;

/** Some patches of the validation, of volumes their middle planes, and what a training makes of them at one of its steps. Immutable. */
public final class Preview {
    private final long step;
    private final int side;
    private final int channels;
    private final int count;
    private final float[] noisy;
    private final float[] denoised;
    private final float[] clean;

    /** @param noisy count patches one after the other, as {@code denoised} and {@code clean}; none of the arrays changes any more */
    Preview(long step, int side, int channels, int count, float[] noisy, float[] denoised, float[] clean) {
        this.step = step;
        this.side = side;
        this.channels = channels;
        this.count = count;
        this.noisy = noisy;
        this.denoised = denoised;
        this.clean = clean;
    }

    /** Steps done. */
    public long step() {
        return step;
    }

    /** Width and height of a patch. */
    public int side() {
        return side;
    }

    /** Values of a pixel. */
    public int channels() {
        return channels;
    }

    /** How many patches there are. */
    public int count() {
        return count;
    }

    /** A copy of what the network gets: a patch (from 0 on) of height x width x channels values, scaled as the network was trained. */
    public float[] noisy(int patch) {
        return patch(noisy, patch);
    }

    /** A copy of what the network makes of it. */
    public float[] denoised(int patch) {
        return patch(denoised, patch);
    }

    /** A copy of what it should become; NaN where that is not known. */
    public float[] clean(int patch) {
        return patch(clean, patch);
    }

    private float[] patch(float[] values, int patch) {
        int length = values.length / count;
        int plane = side * side * channels;
        int start = patch * length + length / plane / 2 * plane;
        return Arrays.copyOfRange(values, start, start + plane);
    }
}
