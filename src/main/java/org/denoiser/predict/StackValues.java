package org.denoiser.predict;

import org.denoiser.image.PlaneOutput;

/** The values of the stacks of a time point on their way into a network of volumes and out of it. */
interface StackValues {
    /** @param first plane of the time point */
    void begin(int first);

    /**
     * @param z from 0
     * @return all channels and components at this height, as the network takes them; not changed
     */
    float[][] read(int z);

    /**
     * @param z from 0, each once and in order
     * @param results as many arrays as {@link #read} gives, to keep
     */
    void write(int z, float[][] results, PlaneOutput output);

    /** After the last plane; by now the output has them all. */
    void end(int first, PlaneOutput output);
}
