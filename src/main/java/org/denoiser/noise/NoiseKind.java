package org.denoiser.noise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The kinds of noise and other degradations that the key {@code noise} names, and what the key {@code level} means for each. */
public enum NoiseKind {
    /** White Gaussian noise; level is the standard deviation in 255ths of the range from black to white. */
    GAUSSIAN("gaussian", "the standard deviation in 255ths of the range from black to white", "0 or more"),
    /** Shot noise; level is the mean number of photons at white. */
    POISSON("poisson", "the mean number of photons at white", "above 0"),
    /** Shot noise and read noise; level is the mean number of photons at white. */
    POISSON_GAUSSIAN("poisson-gaussian", "the mean number of photons at white", "above 0"),
    /** What microscopes do, of all kinds in turn; level is the standard deviation at white in 255ths of the range. */
    MICROSCOPE("microscope", "the standard deviation at white in 255ths of the range from black to white", "0 or more"),
    /** Black and white pixels; level is the percentage of the pixels that are hit. */
    SALT_AND_PEPPER("salt-and-pepper", "the percentage of the pixels that are hit", "0 to 100"),
    /** Noise that grows with the signal; level is its standard deviation in percent of the signal. */
    SPECKLE("speckle", "the standard deviation in percent of the signal", "0 or more"),
    /** Black pixels; level is the percentage of the pixels that are hit. */
    MASKING("masking", "the percentage of the pixels that are set to black", "0 to 100"),
    /** Gaussian blur, no noise at all; level is its standard deviation in pixels. */
    BLUR("blur", "the sigma of the Gaussian in pixels", "0 to 100");

    private final String key;
    private final String meaning;
    private final String allowed;

    NoiseKind(String key, String meaning, String allowed) {
        this.key = key;
        this.meaning = meaning;
        this.allowed = allowed;
    }

    /**
     * Finds a kind by the name that {@link #toString} gives.
     *
     * @throws IllegalArgumentException with one sentence that lists the names, if there is no such kind
     */
    public static NoiseKind fromName(String name) {
        for (NoiseKind kind : values()) if (kind.key.equals(name)) return kind;
        throw new IllegalArgumentException(
                "noise=" + name + " is not known; choose one of " + String.join(", ", names()) + ".");
    }

    /** The names of all kinds, in their order; unmodifiable. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (NoiseKind kind : values()) names.add(kind.key);
        return Collections.unmodifiableList(names);
    }

    /** What a level means for this kind, as half a sentence: "the mean number of photons at white". */
    public String levelMeaning() {
        return meaning;
    }

    /** Whether the result depends on which value is white: where it does not, any value above black will do. */
    public boolean dependsOnWhite() {
        return this != SPECKLE && this != MASKING && this != BLUR;
    }

    /**
     * Checks a level before anything is done with it.
     *
     * @return the level
     * @throws IllegalArgumentException with one sentence that says what the level means and what is allowed
     */
    public double checkLevel(double level) {
        if (!allows(level)) {
            throw new IllegalArgumentException("level=" + Decimals.text(level) + " is not allowed for noise=" + key
                    + "; it is " + meaning + " and must be " + allowed + ".");
        }
        return level;
    }

    /**
     * Checks both ends of a range.
     *
     * @return the range
     * @throws IllegalArgumentException like {@link #checkLevel(double)}
     */
    public LevelRange checkLevel(LevelRange levels) {
        checkLevel(levels.min());
        checkLevel(levels.max());
        return levels;
    }

    private boolean allows(double level) {
        if (Double.isNaN(level) || Double.isInfinite(level) || level < 0) return false;
        switch (this) {
            case POISSON:
            case POISSON_GAUSSIAN:
                return level > 0;
            case SALT_AND_PEPPER:
            case MASKING:
                return level <= 100;
            case BLUR:
                return level <= GaussianBlur.LARGEST_SIGMA;
            default:
                return true;
        }
    }

    /** The name, as the key {@code noise} takes it. */
    @Override
    public String toString() {
        return key;
    }
}
