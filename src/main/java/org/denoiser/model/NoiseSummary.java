package org.denoiser.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The noise that a model was trained to take off, in words and in numbers. Immutable. */
public final class NoiseSummary {
    private final String words;
    private final Map<String, Double> figures;

    private NoiseSummary(String words, Map<String, Double> figures) {
        this.words = words;
        this.figures = Collections.unmodifiableMap(figures);
    }

    /**
     * The noise in words, for instance {@code white Gaussian noise, standard deviation 5 to 55 of 255}.
     *
     * @throws IllegalArgumentException when they are empty or have several lines
     */
    public static NoiseSummary of(String words) {
        return new NoiseSummary(Texts.line("noise", words, 1024), Map.of());
    }

    /**
     * The same noise with one figure more, at the end.
     *
     * @param key lower-case words joined by underscores, for instance {@code sigma_min}
     * @param value finite; its unit belongs into the words
     * @throws IllegalArgumentException for another key or value
     */
    public NoiseSummary with(String key, double value) {
        if (!key.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("'" + key + "' cannot name a figure of the noise");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(key + "=" + value + ": a finite number is needed");
        }
        Map<String, Double> more = new LinkedHashMap<>(figures);
        more.put(key, value);
        return new NoiseSummary(words, more);
    }

    public String words() {
        return words;
    }

    /** The figures in the order in which they were added; unmodifiable. */
    public Map<String, Double> figures() {
        return figures;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoiseSummary
                && words.equals(((NoiseSummary) other).words)
                && figures.equals(((NoiseSummary) other).figures);
    }

    @Override
    public int hashCode() {
        return 31 * words.hashCode() + figures.hashCode();
    }

    /** The words. */
    @Override
    public String toString() {
        return words;
    }
}
