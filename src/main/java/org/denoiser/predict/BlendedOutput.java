package org.denoiser.predict;

import org.denoiser.image.PlaneOutput;
import org.denoiser.image.PlaneRows;
import org.denoiser.image.Planes;

/** Passes on a share of what the network has changed; the rest stays as the image has it. As thread-safe as what it passes on to. */
final class BlendedOutput implements PlaneOutput {
    private final PlaneOutput output;
    private final Planes originals;
    private final double strength;
    /** The plane whose rows are written, by one thread. */
    private int rowsOf = -1;

    private PlaneRows rows;

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
        output.write(plane, component, blended(originals.read(plane, component), values));
    }

    @Override
    public void writeRows(int plane, int component, int row, float[] values) {
        if (rowsOf != plane) rows = originals.rows(plane);
        rowsOf = plane;
        float[] own = rows.read(component, row, values.length / originals.width());
        output.writeRows(plane, component, row, blended(own, values));
    }

    /** In this form pixels that the network leaves alone come back to the last bit. */
    private float[] blended(float[] own, float[] values) {
        for (int i = 0; i < own.length; i++) {
            own[i] = (float) (own[i] + strength * ((double) values[i] - own[i]));
        }
        return own;
    }
}
