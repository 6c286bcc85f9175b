package org.denoiser.patch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.denoiser.noise.GaussianBlur;
import org.denoiser.noise.NoiseModel;
import org.denoiser.noise.NoiseModels;

/**
 * Pairs of a clean patch that was degraded and the clean patch itself. The planes of a volume are degraded one by one, at the same
 * level. Immutable and thread-safe.
 */
public final class CleanPatches extends PatchSource {
    /** Standard deviation of the noise of balanced patches. */
    private static final double BALANCED = 0.1;

    /** Share of the variation of a picture that counts as noise at least. */
    private static final double PICTURE = 0.1;

    /** Variance; what is below is no noise but rounding. */
    private static final double FAINTEST = 1e-12;

    /** Quantile of a patch that is the white of its exposure; single bright pixels shall not decide. */
    private static final double BRIGHT = 0.98;

    /** White of dark patches, in the range of their image: below it there is grain and no picture, which noise must exceed. */
    private static final double DARKEST_WHITE = 0.25;

    private static final double MOST_BACKGROUND = 0.15;

    /** Largest quantile of a patch that is black where values are cut off. */
    private static final double MOST_BLACK = 0.5;

    private final PatchOptions options;

    /**
     * @param images clean, at least one; all with the same number of channels
     * @throws IllegalArgumentException when there are none or their channels differ
     */
    public CleanPatches(List<TrainingImage> images, PatchOptions options) {
        super(options.expose() ? exposed(images) : images, options, true);
        this.options = options;
    }

    private static List<TrainingImage> exposed(List<TrainingImage> images) {
        return images.stream().map(TrainingImage::exposed).collect(Collectors.toList());
    }

    @Override
    void put(Cut cut, SplittableRandom random, FloatBuffer noisy, FloatBuffer clean) {
        float[] patch = cut.input();
        if (options.soften().max() > 0) {
            GaussianBlur optics = new GaussianBlur(options.soften().draw(random));
            forEachPlane(patch, patch.clone(), random, optics);
        }
        if (options.sharpen().max() > 0) {
            float[] soft = patch.clone();
            forEachPlane(soft, soft.clone(), random, Sharpening.BLUR);
            Sharpening.apply(patch, soft, options.sharpen().draw(random));
        }
        if (options.darken() > 0 && random.nextDouble() < options.darken()) Darkening.apply(patch, random);
        boolean black = options.expose() && isCut(random);
        double white = options.expose() ? expose(patch, black, random) : 1;
        float[] truth = patch.clone();
        degrade(patch, truth, white, random);
        if (black || !options.expose() && isCut(random)) cutOff(patch);
        if (options.balance()) balance(patch, truth);
        clean.put(truth);
        noisy.put(patch);
    }

    /**
     * Scales both so that their difference is as strong as in all other patches, but no picture by more than what makes a tenth of its own
     * variation so strong: where noise is weaker than that, edges would count for more than all noise. What is not degraded stays.
     */
    private static void balance(float[] patch, float[] truth) {
        double noise = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < patch.length; i++) {
            noise += Math.pow((double) patch[i] - truth[i], 2) / patch.length;
            sum += (double) truth[i] / patch.length;
            squares += (double) truth[i] * truth[i] / patch.length;
        }
        double variation = Math.max(0, squares - sum * sum);
        if (noise < FAINTEST) return;
        float factor = (float) (BALANCED / Math.sqrt(Math.max(noise, PICTURE * PICTURE * variation)));
        for (int i = 0; i < patch.length; i++) {
            patch[i] *= factor;
            truth[i] *= factor;
        }
    }

    private boolean isCut(SplittableRandom random) {
        return options.clip() > 0 && random.nextDouble() < options.clip();
    }

    private static void cutOff(float[] patch) {
        for (int i = 0; i < patch.length; i++) {
            patch[i] = Math.max(0, Math.min(1, patch[i]));
        }
    }

    /**
     * Adds background, or where values will be cut off, takes all there is: a detector cuts noise off where its black is no darker than the
     * background. Returns what counts as white.
     */
    private static double expose(float[] patch, boolean cut, SplittableRandom random) {
        if (cut) blacken(patch, MOST_BLACK * random.nextDouble());
        double white = Math.max(DARKEST_WHITE, Quantiles.of(patch, BRIGHT)[0]);
        float background = cut ? 0 : (float) (MOST_BACKGROUND * white * random.nextDouble());
        for (int i = 0; i < patch.length; i++) {
            patch[i] += background;
        }
        return white;
    }

    /** Makes a quantile of the values black, and all that is darker. */
    private static void blacken(float[] patch, double quantile) {
        float black = Quantiles.of(patch, quantile)[0];
        for (int i = 0; i < patch.length; i++) {
            patch[i] = Math.max(0, patch[i] - black);
        }
    }

    private void degrade(float[] patch, float[] truth, double white, SplittableRandom random) {
        boolean ratio = options.expose() && options.level().min() > 0;
        double level =
                ratio ? options.level().drawRatio(random) : options.level().draw(random);
        NoiseModel model = NoiseModels.blurred(
                options.blur(), NoiseModels.model(options.noise(), level, options.read(), 0, white));
        forEachPlane(patch, truth, random, model);
    }

    private void forEachPlane(float[] patch, float[] truth, SplittableRandom random, NoiseModel model) {
        int area = patch.length / options.planes();
        for (int first = 0; first < patch.length; first += area) {
            float[] plane = Arrays.copyOfRange(patch, first, first + area);
            float[] clean = Arrays.copyOfRange(truth, first, first + area);
            model.applyToPair(plane, clean, options.size(), options.size(), channels(), random);
            System.arraycopy(plane, 0, patch, first, area);
            System.arraycopy(clean, 0, truth, first, area);
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
