package org.denoiser.train;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.Precision;
import org.denoiser.patch.PatchSampler;
import org.denoiser.torchscript.Tensor;

/** Shows what a training makes of the first patches of its validation. Used by one thread. */
final class Previewer {
    private static final int MOST_PATCHES = 6;
    /** So that a preview costs no more than a few steps, whatever the patches. */
    private static final int MOST_PIXELS = 1 << 18;

    private final TrainingOptions options;
    private final PatchSampler sampler;
    private final int count;
    private ByteBuffer noisy;
    private float[] noisyValues;
    private float[] cleanValues;

    Previewer(TrainingOptions options, PatchSampler sampler) {
        this.options = options;
        this.sampler = sampler;
        int pixels = sampler.patchElements() / sampler.channels();
        this.count = Math.max(1, Math.min(MOST_PATCHES, MOST_PIXELS / pixels));
    }

    Preview of(Map<String, Tensor> weights, Precision precision, long step) {
        if (noisy == null) {
            draw();
        }
        int side = sampler.side();
        float[] denoised = new float[noisyValues.length];
        try (DenoisingNetwork network =
                DenoisingNetwork.open(options.architecture(), weights, options.device(), precision)) {
            network.run(noisy, FloatBuffer.wrap(denoised), count, sampler.planes(), side, side);
        }
        return new Preview(step, side, sampler.channels(), count, noisyValues, denoised, cleanValues);
    }

    private void draw() {
        int floats = Math.multiplyExact(count, sampler.patchElements());
        noisy = DenoisingNetwork.newBuffer(floats);
        noisyValues = new float[floats];
        cleanValues = new float[floats];
        sampler.fill(0, count, noisy.asFloatBuffer(), FloatBuffer.wrap(cleanValues));
        noisy.asFloatBuffer().get(noisyValues);
    }
}
