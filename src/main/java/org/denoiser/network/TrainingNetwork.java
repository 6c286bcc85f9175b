package org.denoiser.network;

import ai.djl.Device;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.denoiser.architecture.AdamRates;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Programs;
import org.denoiser.architecture.TrainingState;

/**
 * A network being trained on a device: a whole step (forward, loss, backward, Adam) is one native call. Native memory is
 * held until {@link #close}. Calls from several threads are serialised.
 */
public final class TrainingNetwork implements AutoCloseable {
    private final Architecture architecture;
    private final LoadedModule module;
    private final ByteBuffer rates = DenoisingNetwork.newBuffer(AdamRates.COUNT);
    private ByteBuffer draws = DenoisingNetwork.newBuffer(0);

    private TrainingNetwork(Architecture architecture, LoadedModule module) {
        this.architecture = architecture;
        this.module = module;
    }

    /**
     * Loads a network with its training step.
     *
     * @param state where training goes on from
     * @param masked whether clean values may be NaN, which then do not count: the loss is the mean over the others
     * @param precision {@link Precision#AUTO} takes the one that runs the network forward faster. Volumes are trained in float32 alone: in
     *     bfloat16 PyTorch 2.7.1 (CPU with AVX-512) was seen to give other gradients of small 3D convolutions at every call, NaN at times
     * @throws IllegalArgumentException for bfloat16 where the network takes volumes
     */
    public static TrainingNetwork open(
            Architecture architecture,
            TrainingState state,
            Loss loss,
            boolean masked,
            DeviceChoice choice,
            Precision precision) {
        Device device = Torch.resolve(choice);
        if (architecture.takesVolumes() && precision == Precision.BFLOAT16) {
            throw new IllegalArgumentException(
                    "precision=bfloat16: " + architecture.preset().key()
                            + " is trained in float32 alone, since PyTorch's gradients of its convolutions are wrong in bfloat16");
        }
        Precision actual = precision == Precision.AUTO
                ? FasterPrecision.forTraining(architecture, state.weights(), device)
                : precision;
        boolean bfloat16 = actual == Precision.BFLOAT16;
        LoadedModule module =
                LoadedModule.load(Programs.training(architecture, state, loss, masked, bfloat16), device, actual);
        return new TrainingNetwork(architecture, module);
    }

    public Architecture architecture() {
        return architecture;
    }

    /** What it runs on, for logs. */
    public String deviceName() {
        return module.deviceName();
    }

    /** The precision that really runs, never {@link Precision#AUTO}. */
    public Precision precision() {
        return module.precision();
    }

    /**
     * One step of Adam.
     *
     * @param noisy direct buffer in native order of, from its start on, batch x depth x height x width x channels values
     * @param clean what they should have become, as large; NaN where that is not known, in a masked training alone
     * @param depth with {@code height} and {@code width}, a size that the network takes (see {@link Architecture#takes(int, int, int)});
     *     1 for planes
     * @param drawsSeed what the random draws of a variational network follow from; another one for each step
     * @return the loss of the batch before the step, with the penalties of the architecture; not finite when training has blown up
     * @throws IllegalArgumentException for sizes that the network does not take and buffers that are too small
     * @throws IllegalStateException after {@link #close}
     */
    public synchronized double step(
            ByteBuffer noisy,
            ByteBuffer clean,
            int batch,
            int depth,
            int height,
            int width,
            AdamRates adam,
            long drawsSeed) {
        FloatBuffer view = rates.asFloatBuffer();
        view.put(adam.toArray());
        List<LoadedModule.Argument> arguments = new ArrayList<>();
        arguments.add(LoadedModule.Argument.images(noisy, architecture, batch, depth, height, width));
        arguments.add(LoadedModule.Argument.images(clean, architecture, batch, depth, height, width));
        arguments.add(new LoadedModule.Argument(rates, AdamRates.COUNT));
        if (architecture.draws() > 0) {
            arguments.add(draws(batch, drawsSeed));
        }
        double[] loss = new double[1];
        module.call(
                "step",
                true,
                (values, shape) -> loss[0] = values.get(0),
                arguments.toArray(new LoadedModule.Argument[0]));
        return loss[0];
    }

    private LoadedModule.Argument draws(int batch, long seed) {
        int count = Math.multiplyExact(batch, architecture.draws());
        if (draws.capacity() != Float.BYTES * count) {
            draws = DenoisingNetwork.newBuffer(count);
        }
        StandardNormal.fill(draws.asFloatBuffer(), seed);
        return new LoadedModule.Argument(draws, batch, architecture.draws());
    }

    /** A copy of everything that the steps have changed. */
    public TrainingState state() {
        float[] array = new float[TrainingState.length(architecture)];
        module.call(
                "state",
                false,
                (values, shape) -> values.get(array),
                new LoadedModule.Argument(rates, AdamRates.COUNT));
        return TrainingState.of(architecture, array);
    }

    @Override
    public void close() {
        module.close();
    }
}
