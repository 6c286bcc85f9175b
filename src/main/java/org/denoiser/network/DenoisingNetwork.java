package org.denoiser.network;

import ai.djl.Device;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Programs;
import org.denoiser.torchscript.Tensor;

/**
 * A network ready to denoise on a device. Native memory is held until {@link #close}. Calls from several threads are
 * serialised; each uses all threads of the machine.
 */
public final class DenoisingNetwork implements AutoCloseable {
    private final Architecture architecture;
    private final LoadedModule module;
    private final Precision precision;

    private DenoisingNetwork(Architecture architecture, LoadedModule module, Precision precision) {
        this.architecture = architecture;
        this.module = module;
        this.precision = precision;
    }

    /**
     * Loads a network.
     *
     * @param weights tensors by name, as {@link Architecture#parameters} lists them
     * @param precision {@link Precision#AUTO} times both precisions once per process and network, and keeps the faster
     * @throws IllegalArgumentException when the weights are not of this architecture or the device is not there
     * @throws IllegalStateException when the native library is missing
     */
    public static DenoisingNetwork open(
            Architecture architecture, Map<String, Tensor> weights, DeviceChoice choice, Precision precision) {
        Device device = Torch.resolve(choice);
        Precision actual = precision == Precision.AUTO ? FasterPrecision.of(architecture, weights, device) : precision;
        return open(architecture, weights, device, actual);
    }

    static DenoisingNetwork open(
            Architecture architecture, Map<String, Tensor> weights, Device device, Precision precision) {
        boolean bfloat16 = precision == Precision.BFLOAT16;
        LoadedModule module = LoadedModule.load(Programs.inference(architecture, weights, bfloat16), device);
        return new DenoisingNetwork(architecture, module, precision);
    }

    /** A buffer of the kind that {@link #run} takes. */
    public static ByteBuffer newBuffer(int floats) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
                .order(ByteOrder.nativeOrder());
    }

    public Architecture architecture() {
        return architecture;
    }

    /** What it runs on, for logs: {@code cpu}, {@code gpu0}... */
    public String deviceName() {
        Device device = module.device();
        return device.isGpu() ? "gpu" + device.getDeviceId() : device.getDeviceType();
    }

    /** The precision that really runs, never {@link Precision#AUTO}. */
    public Precision precision() {
        return precision;
    }

    /**
     * Denoises a batch of planes.
     *
     * @param images direct buffer in native order that holds, from its start on, batch x height x width x channels values, scaled as the
     *     network was trained
     * @param results receives as many values; may not overlap {@code images}
     * @param batch number of images
     * @param height with {@code width}, a size that the network takes (see {@link Architecture#takes(int, int)})
     * @param width of each image
     * @throws IllegalArgumentException for sizes that the network does not take and buffers that are too small
     * @throws IllegalStateException after {@link #close}
     */
    public void run(ByteBuffer images, FloatBuffer results, int batch, int height, int width) {
        run(images, results, batch, 1, height, width);
    }

    /**
     * Denoises a batch of volumes; of planes with the depth 1.
     *
     * @param images direct buffer in native order that holds, from its start on, batch x depth x height x width x channels values, scaled
     *     as the network was trained
     * @param results receives as many values; may not overlap {@code images}
     * @param batch number of volumes
     * @param depth with {@code height} and {@code width}, a size that the network takes (see {@link Architecture#takes(int, int, int)})
     * @param height of each plane
     * @param width of each plane
     * @throws IllegalArgumentException for sizes that the network does not take and buffers that are too small
     * @throws IllegalStateException after {@link #close}
     */
    public void run(ByteBuffer images, FloatBuffer results, int batch, int depth, int height, int width) {
        LoadedModule.Argument argument =
                LoadedModule.Argument.images(images, architecture, batch, depth, height, width);
        long values = (long) batch * depth * height * width * architecture.channels();
        if (results.remaining() < values) {
            throw new IllegalArgumentException(values + " results do not fit into " + results);
        }
        module.call("forward", false, (found, shape) -> results.duplicate().put(found), argument);
    }

    @Override
    public void close() {
        module.close();
    }
}
