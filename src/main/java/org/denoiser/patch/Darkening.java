package org.denoiser.patch;

import java.util.SplittableRandom;

/**
 * Gives a picture the tones of fluorescence, bright structures on a dark ground, so that photographs may teach what microscopes see.
 * Half of the calls turn bright and dark round. Then a quantile from 0 to 0.6 of the values becomes black, the largest value
 * 1, and a power from 1 to 2.5 draws the middle tones down. Stateless and thread-safe.
 */
final class Darkening {
    private static final double MOST_BLACK = 0.6;
    private static final double MOST_POWER = 2.5;

    /** Of a picture with less only its grain and its rounding would be left. */
    private static final float LEAST_CONTRAST = 0.15f;

    private Darkening() {}

    /** @param patch values of which 0 to 1 are the range; in place. One with hardly any contrast stays as it is */
    static void apply(float[] patch, SplittableRandom random) {
        boolean turned = random.nextBoolean();
        double black = MOST_BLACK * random.nextDouble();
        double power = 1 + (MOST_POWER - 1) * random.nextDouble();
        float[] ends = Quantiles.of(patch, turned ? 1 - black : black, turned ? 0 : 1);
        float contrast = ends[1] - ends[0];
        if (Math.abs(contrast) < LEAST_CONTRAST) return;
        for (int i = 0; i < patch.length; i++) {
            float tone = Math.max(0, (patch[i] - ends[0]) / contrast);
            patch[i] = (float) Math.pow(tone, power);
        }
    }
}
