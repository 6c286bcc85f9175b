package org.denoiser.patch;

import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;

/**
 * How patches are drawn and degraded. Immutable; every setter gives a changed copy.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>size</td><td>width and height of a patch in pixels; default 64</td></tr>
 * <tr><td>noise, level, read</td><td>degradation, its level (drawn anew for each patch when it is a range) and the standard
 * deviation of the read noise in photons; default Gaussian, 25, 0</td></tr>
 * <tr><td>clip</td><td>whether noisy values are cut to 0..1; default no, which keeps the noise free of bias</td></tr>
 * <tr><td>augment</td><td>whether patches are flipped and turned by right angles at random; default yes</td></tr>
 * <tr><td>detail</td><td>places whose mean absolute difference between neighbours, in 1/255 of the range, is below this are
 * drawn ten times less often; default 0, all places alike</td></tr>
 * <tr><td>seed</td><td>of all draws; default 1</td></tr>
 * </table>
 */
public final class PatchOptions {
    /** Three channels of it still fit an array. */
    private static final int LARGEST = 16384;

    private final int size;
    private final NoiseKind noise;
    private final LevelRange level;
    private final double read;
    private final boolean clip;
    private final boolean augment;
    private final double detail;
    private final long seed;

    private PatchOptions(
            int size,
            NoiseKind noise,
            LevelRange level,
            double read,
            boolean clip,
            boolean augment,
            double detail,
            long seed) {
        this.size = size;
        this.noise = noise;
        this.level = level;
        this.read = read;
        this.clip = clip;
        this.augment = augment;
        this.detail = detail;
        this.seed = seed;
    }

    /** The defaults. */
    public static PatchOptions defaults() {
        return new PatchOptions(64, NoiseKind.GAUSSIAN, LevelRange.parse("25"), 0, false, true, 0, 1);
    }

    public PatchOptions size(int pixels) {
        if (pixels < 1 || pixels > LARGEST) {
            throw new IllegalArgumentException("patch=" + pixels + ": a size from 1 to " + LARGEST + " is needed");
        }
        return new PatchOptions(pixels, noise, level, read, clip, augment, detail, seed);
    }

    /** @throws IllegalArgumentException for a level that this kind of noise cannot have, or a negative read noise */
    public PatchOptions noise(NoiseKind kind, LevelRange range, double readNoise) {
        kind.checkLevel(range);
        need(readNoise >= 0 && readNoise < Double.POSITIVE_INFINITY, "read", readNoise);
        return new PatchOptions(size, kind, range, readNoise, clip, augment, detail, seed);
    }

    public PatchOptions clip(boolean cut) {
        return new PatchOptions(size, noise, level, read, cut, augment, detail, seed);
    }

    public PatchOptions augment(boolean turned) {
        return new PatchOptions(size, noise, level, read, clip, turned, detail, seed);
    }

    public PatchOptions detail(double least) {
        need(least >= 0, "detail", least);
        return new PatchOptions(size, noise, level, read, clip, augment, least, seed);
    }

    public PatchOptions seed(long number) {
        return new PatchOptions(size, noise, level, read, clip, augment, detail, number);
    }

    private static void need(boolean holds, String key, double value) {
        if (!holds) {
            throw new IllegalArgumentException(key + "=" + value + ": a number of 0 or more is needed");
        }
    }

    public int size() {
        return size;
    }

    public NoiseKind noise() {
        return noise;
    }

    public LevelRange level() {
        return level;
    }

    public double read() {
        return read;
    }

    public boolean clip() {
        return clip;
    }

    public boolean augment() {
        return augment;
    }

    public double detail() {
        return detail;
    }

    public long seed() {
        return seed;
    }

    /** All options as {@code key=value} pairs. */
    @Override
    public String toString() {
        return "patch=" + size + " noise=" + noise + " level=" + level + " read=" + read + " clip=" + clip + " augment="
                + augment + " detail=" + detail + " seed=" + seed;
    }
}
