package org.denoiser.noise;

import java.util.Locale;

/**
 * What is known of the noise of a plane: its variance as a straight line over the value, {@code gain * value + offset}, and its
 * spectrum. The gain is the grey values that one photon makes, 0 for noise that is the same everywhere. Immutable.
 */
public final class NoiseEstimate {
    private final double gain;
    private final double offset;
    private final double least;
    private final NoiseSpectrum spectrum;

    private NoiseEstimate(double gain, double offset, double least, NoiseSpectrum spectrum) {
        this.gain = gain;
        this.offset = offset;
        this.least = least;
        this.spectrum = spectrum;
    }

    /**
     * Noise of the same strength everywhere.
     *
     * @param sigma standard deviation in grey values, at least 0
     */
    public static NoiseEstimate constant(double sigma, NoiseSpectrum spectrum) {
        return new NoiseEstimate(0, sigma * sigma, 0, spectrum);
    }

    /**
     * Noise whose variance grows with the value.
     *
     * @param gain variance a grey value, at least 0
     * @param offset variance at value 0; negative where black lies above 0
     * @param least no value has a variance below this one, at least 0
     */
    public static NoiseEstimate growing(double gain, double offset, double least, NoiseSpectrum spectrum) {
        return new NoiseEstimate(gain, offset, least, spectrum);
    }

    /** Variance a grey value; 0 for noise of the same strength everywhere. */
    public double gain() {
        return gain;
    }

    /** Variance at value 0, which may be negative. */
    public double offset() {
        return offset;
    }

    /** Correlation from pixel to pixel. */
    public NoiseSpectrum spectrum() {
        return spectrum;
    }

    /** The variance of the noise where the clean value is {@code value}, never negative. */
    public double variance(double value) {
        return Math.max(gain * value + offset, least);
    }

    /** Whether there is no noise at all. */
    public boolean isNone() {
        return gain == 0 && Math.max(offset, least) == 0;
    }

    /** The same with a standard deviation {@code factor} times as large. */
    public NoiseEstimate times(double factor) {
        double square = factor * factor;
        return new NoiseEstimate(gain * square, offset * square, least * square, spectrum);
    }

    /**
     * The same kind of noise, of a known strength: scaled to it, or constant and white if there was none.
     *
     * @param sigma standard deviation where the clean value is {@code value}, above 0
     */
    public NoiseEstimate withLevel(double sigma, double value) {
        double variance = variance(value);
        return variance > 0 ? times(sigma / Math.sqrt(variance)) : constant(sigma, spectrum);
    }

    /**
     * The noise of the same image after a change of units: of values less {@code zero}, divided by {@code unit}.
     *
     * @param unit above 0
     */
    public NoiseEstimate inUnits(double zero, double unit) {
        double square = unit * unit;
        return new NoiseEstimate(gain / unit, (gain * zero + offset) / square, least / square, spectrum);
    }

    /** For reports: {@code "white noise, standard deviation 24.9"}, or gain and correlation where there are any. */
    @Override
    public String toString() {
        if (isNone()) return "no noise";
        String kind = spectrum.isWhite() ? "white noise" : "correlated noise";
        String strength = gain == 0
                ? String.format(Locale.ROOT, ", standard deviation %.3g", Math.sqrt(variance(0)))
                : String.format(
                        Locale.ROOT, ", variance %.3g x value %s %.3g", gain, offset < 0 ? "-" : "+", Math.abs(offset));
        return spectrum.isWhite()
                ? kind + strength
                : kind
                        + strength
                        + String.format(
                                Locale.ROOT,
                                ", correlation %.2f to the right, %.2f down",
                                spectrum.correlation(1, 0),
                                spectrum.correlation(0, 1));
    }
}
