package org.denoiser.architecture;

/** The numbers that change from one step of training to the next. Immutable. */
public final class AdamRates {
    /** Length of {@link #toArray}. */
    public static final int COUNT = 5;

    /** Keras' share of the past in the running statistics of batch normalisation. */
    private static final double LEAST_MEMORY = 0.99;

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    private final float[] values;

    /**
     * @param step number of the step, from 1 on: the corrections of the two means' bias depend on it
     * @param rate learning rate, at least 0
     * @param averaging decay of the weights' moving average, 0 (it equals the weights) to below 1; it is held lower in the
     *     first steps, so that the average forgets the start
     * @param largestNorm norm to which a longer gradient is cut; infinite for never
     */
    public AdamRates(long step, double rate, double averaging, double largestNorm) {
        if (step < 1) {
            throw new IllegalArgumentException("steps of Adam are counted from 1, not " + step);
        }
        double corrected = rate / (1 - Math.pow(BETA1, step));
        double root = 1 / Math.sqrt(1 - Math.pow(BETA2, step));
        double ramp = (1.0 + step) / (10.0 + step);
        double decay = Math.min(averaging, ramp);
        // The statistics follow as slowly as the averaged weights, to which they then belong; the start fades soon.
        double memory = Math.min(Math.max(LEAST_MEMORY, averaging), ramp);
        double limit = Math.min(largestNorm, Float.MAX_VALUE);
        values =
                new float[] {(float) corrected, (float) root, (float) (1 - decay), (float) limit, (float) (1 - memory)};
    }

    /**
     * What method {@code step} takes: corrected rate, correction of the root, weight of the new weights in their average, largest
     * norm, weight of the batch in the running statistics of batch normalisation.
     */
    public float[] toArray() {
        return values.clone();
    }
}
