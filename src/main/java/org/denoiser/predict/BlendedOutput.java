package org.denoiser.predict;

import org.denoiser.image.PlaneOutput;
import org.denoiser.image.Planes;

/** Passes on a share of what the network has changed; the rest stays as the image has it. As thread-safe as what it passes on to. */
final class BlendedOutput implements PlaneOutput {
    private final PlaneOutput output;
    private final Planes originals;
    private final double strength;

    /**
     * @param originals the planes that are denoised
     * @param strength share of the change, from 0 to 1
     */
    BlendedOutput(PlaneOutput output, Planes originals, double strength) {
        this.output = output;
        this.originals = originals;
        this.strength = strength;
    }

    @Override
    public void write(int plane, int component, float[] values) {
        float[] blended = originals.read(plane, component);
        // in this form pixels that the network leaves alone come back to the last bit
        for (int i = 0; i < blended.length; i++) {
            blended[i] = (float) (blended[i] + strength * ((double) values[i] - blended[i]));
        }
        output.write(plane, component, blended);
    }
}
