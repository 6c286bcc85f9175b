package org.denoiser.operation;

/**
 * One step of what a model does to values before or after its network, as the format of bioimage.io defines it. Immutable and
 * thread-safe; {@link Operations} makes them.
 */
@FunctionalInterface
public interface Operation {
    /**
     * Changes the values.
     *
     * @param sample changed in place
     * @param input the values that the model was given, before any operation; unchanged. Those before the network need none: null
     */
    void apply(Sample sample, Sample input);
}
