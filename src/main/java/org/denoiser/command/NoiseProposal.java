package org.denoiser.command;

import ij.ImagePlus;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.ValueScaling;
import org.denoiser.noise.NoiseEstimate;
import org.denoiser.noise.NoiseKind;
import org.denoiser.noise.NoiseSpectrum;

/**
 * The degradation for clean images that resembles the noise of a noisy one, for those who train a network for images like it. Levels are
 * proposed as a range, since the estimate is not exact and images differ. Immutable.
 */
public final class NoiseProposal {
    /** In 255ths of the range of values; below it, what is seen may be the texture of a clean image. */
    private static final double LEAST = 4;

    /** Correlation of neighbours above which it is rather the structure of a smooth clean image. */
    private static final double SMOOTH = 0.85;

    private static final double SLACK = 1.4;
    /** In photons; less read noise is not told from none. */
    private static final double LEAST_READ = 0.5;

    private static final MathContext DIGITS = new MathContext(2);

    private final String seen;
    private final Map<String, String> keys;

    private NoiseProposal(String seen, Map<String, String> keys) {
        this.seen = seen;
        this.keys = keys;
    }

    /**
     * Looks at the middle of an image; takes a part of a second.
     *
     * @param range how training scales values, as its key says it
     * @return null where there is hardly any noise, or where it cannot be told
     */
    public static NoiseProposal of(ImagePlus image, String range) {
        return of(SeenNoise.of(Planes.of(image)), ScalingRule.parse(range));
    }

    /** @param seen null where it cannot be told */
    static NoiseProposal of(SeenNoise seen, ScalingRule rule) {
        if (seen == null || seen.noise().isNone()) return null;
        NoiseSpectrum spectrum = seen.noise().spectrum();
        if (Math.max(spectrum.correlation(1, 0), spectrum.correlation(0, 1)) > SMOOTH) return null;
        ValueScaling scaling = seen.scaling(rule);
        double level = 255 * seen.sigma() * scaling.gain();
        if (!(level >= LEAST) || Double.isInfinite(level)) return null;
        Map<String, String> keys = keys(seen, level, scaling);
        if (seen.isMuchCut()) keys.put("clip", "true");
        return new NoiseProposal(seen.toString(), keys);
    }

    private static Map<String, String> keys(SeenNoise seen, double level, ValueScaling scaling) {
        NoiseEstimate noise = seen.noise();
        Map<String, String> keys = new LinkedHashMap<>();
        if (!noise.spectrum().isWhite()) {
            keys.put("noise", NoiseKind.MICROSCOPE.toString());
            keys.put("level", around(255 * scaling.gain() * seen.atWhite(scaling)));
            return keys;
        }
        if (noise.gain() == 0) {
            keys.put("noise", NoiseKind.GAUSSIAN.toString());
            keys.put("level", around(level));
            return keys;
        }
        double photons = 1 / (scaling.gain() * noise.gain());
        double dark = noise.offset() + noise.gain() * scaling.offset();
        double read = Math.sqrt(Math.max(0, dark)) / noise.gain();
        boolean reads = read >= LEAST_READ;
        keys.put("noise", (reads ? NoiseKind.POISSON_GAUSSIAN : NoiseKind.POISSON).toString());
        keys.put("level", around(photons));
        if (reads) keys.put("read", rounded(read));
        return keys;
    }

    private static String around(double level) {
        return rounded(level / SLACK) + "-" + rounded(level * SLACK);
    }

    private static String rounded(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** What was seen: {@code white noise, standard deviation 20.8}. */
    public String seen() {
        return seen;
    }

    /** Keys of {@code train} with their values. */
    public Map<String, String> keys() {
        return new LinkedHashMap<>(keys);
    }
}
