package org.denoiser.command;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.model.ExchangeScaling;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.TestImage;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.Precision;
import org.denoiser.torchscript.Tensor;

/** Makes the test output of a package, the way other programs run it: whole and in float32. */
final class TestRun {
    private TestRun() {}

    /** What a package whose test output is not made yet makes of its test input, on the processor. */
    static TestImage output(ModelPackage draft) {
        return output(
                draft.architecture(),
                draft.weights(),
                draft.exchangeScaling(),
                draft.testInput(),
                DeviceChoice.ofKey("cpu"));
    }

    /** @param stored the test input */
    static TestImage output(
            Architecture architecture,
            Map<String, Tensor> weights,
            ExchangeScaling scaling,
            TestImage stored,
            DeviceChoice device) {
        float[] values = scaling.before(stored).values();
        ByteBuffer images = DenoisingNetwork.newBuffer(values.length);
        images.asFloatBuffer().put(values);
        FloatBuffer results = FloatBuffer.allocate(values.length);
        try (DenoisingNetwork network = DenoisingNetwork.open(architecture, weights, device, Precision.FLOAT32)) {
            network.run(images, results, 1, stored.depth(), stored.height(), stored.width());
        }
        return scaling.after(stored.withValues(results.array()));
    }
}
