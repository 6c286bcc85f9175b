package org.denoiser.patch;

import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.denoiser.noise.NoiseModels;

/**
 * How patches are drawn and degraded. Immutable; every setter gives a changed copy.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>size</td><td>width and height of a patch in pixels; default 64</td></tr>
 * <tr><td>planes</td><td>of a patch; default 1. Volumes have more; they are flipped upside down too, and turned in their planes</td></tr>
 * <tr><td>noise, level, read</td><td>degradation, its level (drawn anew for each patch when it is a range) and the standard
 * deviation of the read noise in photons; default Gaussian, 25, 0</td></tr>
 * <tr><td>blur</td><td>sigma in pixels of a Gaussian blur before the noise; default 0, none</td></tr>
 * <tr><td>soften</td><td>range of sigmas in pixels of a Gaussian blur of the clean patch itself, drawn anew for each, for images whose
 * optics blur more than those learnt from; default 0, none</td></tr>
 * <tr><td>sharpen</td><td>range of amounts of an unsharp mask of the clean patch itself, drawn anew for each, see {@link Sharpening}, for images that
 * a camera or a scanner has sharpened; default 0, none</td></tr>
 * <tr><td>darken</td><td>share of the clean patches that are given the tones of fluorescence, see {@link Darkening}; default 0</td></tr>
 * <tr><td>expose</td><td>whether each picture is exposed by itself: images are scaled to their own darkest and brightest values, and each patch is
 * taken for a picture of its own: up to 15 % of its brightness is added as background, and its noise is that of a picture whose white is its
 * own brightness (its 98th percentile, 25 % of the image's range at least), of a level of the range of which every doubling is as likely, unless the range begins at 0; default no, white
 * is 1</td></tr>
 * <tr><td>balance</td><td>whether both patches are scaled so that their difference has a standard deviation of 0.1 (less where it is below a tenth of the
 * picture's own): then faint noise counts as much as strong noise in the loss. For networks without biases, whose result scales with their input; default no</td></tr>
 * <tr><td>clip</td><td>share of the patches whose noisy values are cut to 0..1; default 0, which keeps the noise free of bias. With expose, these have no
 * background but a quantile from 0 to 0.5 of their values black</td></tr>
 * <tr><td>augment</td><td>whether patches are flipped and turned by right angles at random; default yes</td></tr>
 * <tr><td>rotation</td><td>largest angle in degrees by which augmented patches are also turned, to either side, with bilinear
 * interpolation; what lies beyond the image is reflected. It mixes neighbours, so it is for clean images; default 0</td></tr>
 * <tr><td>share</td><td>of the patches that are augmented; default 1</td></tr>
 * <tr><td>detail</td><td>places whose mean absolute difference between neighbours, in 1/255 of the range, is below this are
 * drawn ten times less often; default 0, all places alike</td></tr>
 * <tr><td>contrast</td><td>places whose standard deviation, in 1/255 of the range, is below this are drawn ten times less often too: unlike detail,
 * it does not take grain for something to see; default 0, all places alike</td></tr>
 * <tr><td>epochs of</td><td>patches in a batch when every place shall come once in as many batches as that takes (the last filled up
 * with places that come twice), before any comes again; default 0, places are drawn at random. Detail is then not looked at</td></tr>
 * <tr><td>seed</td><td>of all draws; default 1</td></tr>
 * </table>
 */
public final class PatchOptions {
    /** Three channels of it still fit an array. */
    private static final int LARGEST = 16384;

    private static final int MOST_PLANES = 1024;

    private static final double MOST_SOFT = 10;

    private static final double MOST_SHARP = 5;

    private int size = 64;
    private int planes = 1;
    private NoiseKind noise = NoiseKind.GAUSSIAN;
    private LevelRange level = LevelRange.parse("25");
    private double read;
    private double blur;
    private LevelRange soften = LevelRange.of(0, 0);
    private LevelRange sharpen = LevelRange.of(0, 0);
    private double darken;
    private boolean expose;
    private boolean balance;
    private double clip;
    private boolean augment = true;
    private double rotation;
    private double share = 1;
    private double detail;
    private double contrast;
    private int batch;
    private long seed = 1;

    private PatchOptions() {}

    private PatchOptions copy() {
        PatchOptions copy = new PatchOptions();
        copy.size = size;
        copy.planes = planes;
        copy.noise = noise;
        copy.level = level;
        copy.read = read;
        copy.blur = blur;
        copy.soften = soften;
        copy.sharpen = sharpen;
        copy.darken = darken;
        copy.expose = expose;
        copy.balance = balance;
        copy.clip = clip;
        copy.augment = augment;
        copy.rotation = rotation;
        copy.share = share;
        copy.detail = detail;
        copy.contrast = contrast;
        copy.batch = batch;
        copy.seed = seed;
        return copy;
    }

    /** The defaults. */
    public static PatchOptions defaults() {
        return new PatchOptions();
    }

    public PatchOptions size(int pixels) {
        if (pixels < 1 || pixels > LARGEST) {
            throw new IllegalArgumentException("patch=" + pixels + ": a size from 1 to " + LARGEST + " is needed");
        }
        PatchOptions copy = copy();
        copy.size = pixels;
        return copy;
    }

    public PatchOptions planes(int count) {
        if (count < 1 || count > MOST_PLANES) {
            throw new IllegalArgumentException(
                    "planes=" + count + ": a number from 1 to " + MOST_PLANES + " is needed");
        }
        PatchOptions copy = copy();
        copy.planes = count;
        return copy;
    }

    /** @throws IllegalArgumentException for a level that this kind of noise cannot have, or a negative read noise */
    public PatchOptions noise(NoiseKind kind, LevelRange range, double readNoise) {
        kind.checkLevel(range);
        need(readNoise >= 0 && readNoise < Double.POSITIVE_INFINITY, "read", readNoise, "of 0 or more");
        PatchOptions copy = copy();
        copy.noise = kind;
        copy.level = range;
        copy.read = readNoise;
        return copy;
    }

    public PatchOptions blur(double sigma) {
        PatchOptions copy = copy();
        copy.blur = NoiseModels.checkBlur(sigma);
        return copy;
    }

    public PatchOptions soften(LevelRange sigmas) {
        need(sigmas.max() <= MOST_SOFT, "soften", sigmas.max(), "from 0 to " + MOST_SOFT);
        PatchOptions copy = copy();
        copy.soften = sigmas;
        return copy;
    }

    public PatchOptions sharpen(LevelRange amounts) {
        need(amounts.max() <= MOST_SHARP, "sharpen", amounts.max(), "from 0 to " + MOST_SHARP);
        PatchOptions copy = copy();
        copy.sharpen = amounts;
        return copy;
    }

    public PatchOptions darken(double part) {
        need(part >= 0 && part <= 1, "darken", part, "from 0 to 1");
        PatchOptions copy = copy();
        copy.darken = part;
        return copy;
    }

    public PatchOptions expose(boolean alone) {
        PatchOptions copy = copy();
        copy.expose = alone;
        return copy;
    }

    public PatchOptions balance(boolean scaled) {
        PatchOptions copy = copy();
        copy.balance = scaled;
        return copy;
    }

    public PatchOptions clip(double part) {
        need(part >= 0 && part <= 1, "clip", part, "from 0 to 1");
        PatchOptions copy = copy();
        copy.clip = part;
        return copy;
    }

    public PatchOptions augment(boolean turned) {
        PatchOptions copy = copy();
        copy.augment = turned;
        return copy;
    }

    public PatchOptions rotation(double degrees) {
        need(degrees >= 0 && degrees <= 180, "rotation", degrees, "from 0 to 180");
        PatchOptions copy = copy();
        copy.rotation = degrees;
        return copy;
    }

    public PatchOptions share(double part) {
        need(part >= 0 && part <= 1, "share", part, "from 0 to 1");
        PatchOptions copy = copy();
        copy.share = part;
        return copy;
    }

    public PatchOptions detail(double least) {
        need(least >= 0, "detail", least, "of 0 or more");
        PatchOptions copy = copy();
        copy.detail = least;
        return copy;
    }

    public PatchOptions contrast(double least) {
        need(least >= 0, "contrast", least, "of 0 or more");
        PatchOptions copy = copy();
        copy.contrast = least;
        return copy;
    }

    /** @param patches in a batch; 0 for places that are drawn at random */
    public PatchOptions epochsOf(int patches) {
        need(patches >= 0, "batch", patches, "of 0 or more");
        PatchOptions copy = copy();
        copy.batch = patches;
        return copy;
    }

    public PatchOptions seed(long number) {
        PatchOptions copy = copy();
        copy.seed = number;
        return copy;
    }

    private static void need(boolean holds, String key, double value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(key + "=" + value + ": a number " + allowed + " is needed");
        }
    }

    public int size() {
        return size;
    }

    /** Planes of a patch. */
    public int planes() {
        return planes;
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

    public double blur() {
        return blur;
    }

    public LevelRange soften() {
        return soften;
    }

    public LevelRange sharpen() {
        return sharpen;
    }

    public double darken() {
        return darken;
    }

    public boolean expose() {
        return expose;
    }

    public boolean balance() {
        return balance;
    }

    public double clip() {
        return clip;
    }

    public boolean augment() {
        return augment;
    }

    public double rotation() {
        return rotation;
    }

    public double share() {
        return share;
    }

    public double detail() {
        return detail;
    }

    public double contrast() {
        return contrast;
    }

    /** Patches in a batch of an epoch in which every place comes once; 0 for places that are drawn at random. */
    public int epochsOf() {
        return batch;
    }

    public long seed() {
        return seed;
    }

    /** All options as {@code key=value} pairs. */
    @Override
    public String toString() {
        // Checkpoints hold this text from before there were volumes and what follows the seed.
        return "patch=" + size + (planes == 1 ? "" : " planes=" + planes) + " noise=" + noise + " level=" + level
                + " read=" + read + " blur=" + blur + " clip="
                + (clip == 0 ? "false" : clip == 1 ? "true" : clip) + " augment=" + augment + " rotation=" + rotation
                + " share=" + share + " detail=" + detail
                + " epochsof=" + batch + " seed=" + seed
                + (soften.max() == 0 ? "" : " soften=" + soften)
                + (sharpen.max() == 0 ? "" : " sharpen=" + sharpen) + (darken == 0 ? "" : " darken=" + darken)
                + (expose ? " expose=true" : "") + (contrast == 0 ? "" : " contrast=" + contrast)
                + (balance ? " balance=true" : "");
    }
}
