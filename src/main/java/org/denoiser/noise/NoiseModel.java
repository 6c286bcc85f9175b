package org.denoiser.noise;

import java.util.SplittableRandom;

/** A seeded degradation of pixels. Implementations are immutable and thread-safe. */
public interface NoiseModel {

    /**
     * Degrades pixels in place: the same pixels and an equally seeded source give the same result. Results are not clipped to any range.
     * Every value of a pixel is degraded by itself, so that the channels of a colour have noise of their own (and a pixel that salt and
     * pepper hits in one channel is mostly whole in the others): it makes no difference whether channels come together or one by one,
     * but for which random numbers they get. Values that are NaN stay NaN unless they are replaced (salt and pepper, masking); they
     * spoil no others unless values are mixed (blur).
     *
     * @param pixels {@code width * height * channels} values to be changed: row by row from the top, the channels of a pixel side by side
     * @param width pixels in a row
     * @param height rows
     * @param channels values of a pixel
     * @param random source of all random choices; give each plane or thread its own ({@link Seeds#random})
     * @throws IllegalArgumentException from models that look at neighbours, if the sizes do not multiply to the number of values
     */
    void apply(float[] pixels, int width, int height, int channels, SplittableRandom random);

    /**
     * Degrades a picture for a network that shall learn to restore it: as {@link #apply}, but what the instrument does to the picture
     * itself along with the noise, and no denoising brings back, is done to the clean one too. Most models do nothing of that kind.
     *
     * @param pixels as for {@link #apply}
     * @param clean the same values as the pixels when called; changed in place by models that say so
     */
    default void applyToPair(
            float[] pixels, float[] clean, int width, int height, int channels, SplittableRandom random) {
        apply(pixels, width, height, channels, random);
    }

    /** One line for people that says which noise this is, with its parameters. */
    String description();
}
