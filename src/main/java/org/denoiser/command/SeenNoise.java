package org.denoiser.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.denoiser.image.Downscale;
import org.denoiser.image.PlaneListener;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.ValueScaling;
import org.denoiser.noise.CutValues;
import org.denoiser.noise.HotPixels;
import org.denoiser.noise.NoiseAssumption;
import org.denoiser.noise.NoiseEstimate;
import org.denoiser.noise.NoiseEstimator;

/** The noise of the middle of an image, and whether a model has learnt noise like it. Thread-safe. */
final class SeenNoise {
    /** Largest side of what is looked at; enough for the estimate to be steady. */
    private static final int MOST = 512;

    /** How far the strength may lie outside of what a model has learnt: the estimate itself is not better than that. */
    private static final double SLACK = 1.3;

    /** Share of the values that are not above what counts as the brightness, as for patches that are exposed by themselves. */
    private static final double BRIGHT = 0.98;

    /** The median of a picture on a dark ground is below this share of the way from its darkest to its brightest. */
    private static final double DARK = 0.35;

    /** Share of the values from which on it matters that they were cut off. */
    private static final double MUCH_CUT = 0.05;

    /** Pixels along the sides of the squares whose means tell the brightness. */
    private static final int SQUARE = 4;

    private final Planes planes;
    private final NoiseEstimate noise;
    private final double sigma;
    private final int hot;
    private final CutValues cut;
    private final double bright;
    private final boolean dark;

    /** For each rule what was found once, since every installed model is asked about and most have the same rule. */
    private final Map<ScalingRule, ValueScaling> scalings = new ConcurrentHashMap<>();

    private SeenNoise(Planes planes, NoiseEstimate noise, double sigma, int hot, CutValues cut, float[] tones) {
        this.planes = planes;
        this.noise = noise;
        this.sigma = sigma;
        this.hot = hot;
        this.cut = cut;
        this.bright = tones[(int) (BRIGHT * (tones.length - 1))];
        double black = tones[(int) ((1 - BRIGHT) * (tones.length - 1))];
        this.dark = tones[tones.length / 2] - black < DARK * (bright - black);
    }

    /**
     * Looks at the middle of the middle plane, of its brightness if it is in colour.
     *
     * @return null where that part is too small to tell or has NaN or infinite values
     */
    static SeenNoise of(Planes planes) {
        int width = Math.min(MOST, planes.width());
        int height = Math.min(MOST, planes.height());
        if (width < 32 || height < 32) return null;
        float[] middle = planes.middleLuminance(planes.count() / 2, width, height);
        double mean = 0;
        for (float value : middle) mean += (double) value / middle.length;
        if (!Double.isFinite(mean)) return null;
        NoiseEstimate noise = NoiseEstimator.estimate(middle, width, height, NoiseAssumption.AUTO);
        int hot = HotPixels.count(middle, width, height, noise);
        CutValues cut = CutValues.of(middle, width, height, noise);
        float[] tones = tones(middle, width, height);
        return new SeenNoise(planes, noise, Math.sqrt(noise.variance(mean)), hot, cut, tones);
    }

    /** Sorted means over small squares, since the quantiles of single pixels are those of their noise too. */
    private static float[] tones(float[] pixels, int width, int height) {
        float[] shrunk = Downscale.by(SQUARE).apply(pixels, width, height);
        Arrays.sort(shrunk);
        return shrunk;
    }

    /**
     * In what the noise differs from all that a model has learnt, and what else to do.
     *
     * @return a sentence, or empty when it fits or the model's record does not tell
     */
    String doubt(LearntNoise learnt) {
        List<String> doubts = doubts(learnt, true);
        if (doubts.isEmpty()) return "";
        Set<String> fitting = FittingModels.of(this, learnt, true).keySet();
        return "It " + String.join(" and ", doubts) + ", other than what " + learnt.model() + " has learnt ("
                + learnt.words() + "); compare with "
                + (fitting.isEmpty()
                        ? "Denoise This Image, or train a model."
                        : String.join(", ", fitting) + ", which learnt such noise, and Denoise This Image.");
    }

    /**
     * Whether a model's record tells that it has learnt such noise.
     *
     * @param cutToo whether it must also have learnt from values that were cut off, where there are such
     */
    boolean isLearntBy(LearntNoise learnt, boolean cutToo) {
        boolean tells = learnt.isKnown() && (learnt.isMicroscope() || learnt.isGaussian());
        return tells && doubts(learnt, cutToo).isEmpty();
    }

    private List<String> doubts(LearntNoise learnt, boolean cutToo) {
        List<String> doubts = new ArrayList<>();
        if (noise.isNone() || !learnt.isKnown()) return doubts;
        boolean microscope = learnt.isMicroscope();
        if (cutToo && isMuchCut() && !learnt.isCut()) doubts.add("has values that were cut off");
        if (!noise.spectrum().isWhite() && !microscope) doubts.add("is correlated from pixel to pixel");
        if (microscope || learnt.isGaussian()) {
            ValueScaling scaling = scaling(learnt.rule());
            double level = learnt.isExposed()
                    ? levelAtBrightest(scaling)
                    : 255 * scaling.gain() * (microscope ? atWhite(scaling) : sigma);
            if (noise.gain() > 0 && !microscope) doubts.add("grows with brightness");
            if (level > SLACK * learnt.most()) doubts.add("is stronger");
            if (level < learnt.least() / SLACK) doubts.add("is weaker");
        }
        return doubts;
    }

    /** Standard deviation, in grey values, at the value that the network takes as 1. */
    double atWhite(ValueScaling scaling) {
        float[] white = {1};
        scaling.restore(white);
        return Math.sqrt(noise.variance(white[0]));
    }

    /** Standard deviation at the brightness of what was looked at, in 255ths of that brightness above the value that becomes 0. */
    private double levelAtBrightest(ValueScaling scaling) {
        float[] black = {0};
        scaling.restore(black);
        return bright > black[0] ? 255 * Math.sqrt(noise.variance(bright)) / (bright - black[0]) : 0;
    }

    /** Whether so many values were cut off at black or white that a network should have learnt from such. */
    boolean isMuchCut() {
        return cut.share() >= MUCH_CUT;
    }

    /** Whether most of the picture is nearly as dark as its darkest parts, as in fluorescence. */
    boolean isDark() {
        return dark;
    }

    /** Of the values, in grey values. */
    NoiseEstimate noise() {
        return noise;
    }

    /** Standard deviation at the mean value. */
    double sigma() {
        return sigma;
    }

    /** That of the middle plane alone, which for the rules that look at values is about that of all planes. */
    ValueScaling scaling(ScalingRule rule) {
        return scalings.computeIfAbsent(rule, this::found);
    }

    private ValueScaling found(ScalingRule rule) {
        int middle = planes.count() / 2;
        ImagePlus image = planes.image();
        ImageProcessor plane = image.getProcessor();
        if (planes.count() > 1) {
            ImageStack stack = image.getStack();
            // Planes of virtual stacks, which may share an array, are read under this lock while the image is denoised.
            synchronized (stack) {
                plane = stack.getProcessor(middle + 1).duplicate();
            }
        }
        return rule.scalings(Planes.of(new ImagePlus("middle", plane)), PlaneListener.NONE)
                .get(0);
    }

    /** What is seen, in grey values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(noise.toString());
        if (noise.gain() > 0) {
            text.append(String.format(Locale.ROOT, ", standard deviation %.3g at the mean value", sigma));
        }
        if (hot > 0) {
            text.append(", ").append(hot).append(hot == 1 ? " hot pixel" : " hot pixels");
        }
        if (cut.share() > 0) text.append(", ").append(cut);
        return text.toString();
    }
}
