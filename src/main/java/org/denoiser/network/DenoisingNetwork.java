package org.denoiser.network;

import ai.djl.Device;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.architecture.Programs;
import org.denoiser.model.ForeignModel;
import org.denoiser.torchscript.Tensor;

/**
 * A network ready to denoise on a device. Native memory is held until {@link #close}. Calls from several threads are
 * serialised; each uses all threads of the machine.
 */
public final class DenoisingNetwork implements AutoCloseable {
    private final NetworkShape shape;
    private final SteadyModule module;
    private final Consumer<SteadyModule> onClose;
    private final List<String> notices = new ArrayList<>();
    private boolean closed;

    /** @param onClose gets the module back at the end */
    DenoisingNetwork(NetworkShape shape, SteadyModule module, Consumer<SteadyModule> onClose) {
        this.shape = shape;
        this.module = module;
        this.onClose = onClose;
    }

    /**
     * Loads a network.
     *
     * @param weights tensors by name, as {@link Architecture#parameters} lists them
     * @param precision {@link Precision#AUTO} times both precisions once per machine and network, and keeps the faster
     * @throws IllegalArgumentException when the weights are not of this architecture or the device is not there
     * @throws IllegalStateException when the native library is missing
     */
    public static DenoisingNetwork open(
            Architecture architecture, Map<String, Tensor> weights, DeviceChoice choice, Precision precision) {
        SteadyModule module = load(architecture, weights, choice, precision);
        return advised(new DenoisingNetwork(architecture, module, SteadyModule::close), choice);
    }

    /**
     * The same, but the network stays loaded for a while after its {@link #close}, and whoever asks for it again under the same name gets
     * it at once.
     *
     * @param name tells apart all weights that there are, for instance a file with its time and size
     */
    public static DenoisingNetwork openKept(
            String name,
            Architecture architecture,
            Map<String, Tensor> weights,
            DeviceChoice choice,
            Precision precision) {
        String key = choice + " " + precision.key() + " " + architecture + " " + name;
        long bytes = (long) Float.BYTES * architecture.parameterCount();
        SteadyModule module = OpenNetworks.HERE.take(key, bytes, () -> load(architecture, weights, choice, precision));
        return advised(
                new DenoisingNetwork(architecture, module, given -> OpenNetworks.HERE.giveBack(key, bytes, given)),
                choice);
    }

    /**
     * Loads a network of another program; it runs in its own precision.
     *
     * @throws IllegalArgumentException when the device is not there
     * @throws IllegalStateException when PyTorch cannot load it, or the native library is missing
     */
    public static DenoisingNetwork open(ForeignModel model, DeviceChoice choice) {
        return advised(new DenoisingNetwork(model.shape(), load(model, choice), SteadyModule::close), choice);
    }

    /** The same, but kept loaded for a while, as our own networks are. */
    public static DenoisingNetwork openKept(ForeignModel model, DeviceChoice choice) {
        String key = choice + " foreign " + model.weightsSha256() + " " + model.inputLayout() + " "
                + model.outputLayout() + " " + model.networkType();
        long bytes = model.weights().length;
        SteadyModule module = OpenNetworks.HERE.take(key, bytes, () -> load(model, choice));
        return advised(
                new DenoisingNetwork(model.shape(), module, given -> OpenNetworks.HERE.giveBack(key, bytes, given)),
                choice);
    }

    private static SteadyModule load(ForeignModel model, DeviceChoice choice) {
        return new SteadyModule(
                device -> ForeignModule.load(model, device), Torch.resolve(choice), choice == DeviceChoice.AUTO);
    }

    /** Closes the networks that are kept and that nobody uses, for their memory. */
    public static void closeKept() {
        OpenNetworks.HERE.closeAll();
    }

    private static DenoisingNetwork advised(DenoisingNetwork network, DeviceChoice choice) {
        String advice = choice.notice(Torch.machine(), Torch.nativeLibrary());
        if (!advice.isEmpty()) {
            network.notices.add(advice);
        }
        return network;
    }

    private static SteadyModule load(
            Architecture architecture, Map<String, Tensor> weights, DeviceChoice choice, Precision precision) {
        return new SteadyModule(
                device -> {
                    Precision actual =
                            precision == Precision.AUTO ? FasterPrecision.of(architecture, weights, device) : precision;
                    return load(architecture, weights, device, actual);
                },
                Torch.resolve(choice),
                choice == DeviceChoice.AUTO);
    }

    private static NetworkModule load(
            Architecture architecture, Map<String, Tensor> weights, Device device, Precision precision) {
        boolean bfloat16 = precision == Precision.BFLOAT16;
        return LoadedModule.load(Programs.inference(architecture, weights, bfloat16), device, precision);
    }

    static DenoisingNetwork open(
            Architecture architecture, Map<String, Tensor> weights, Device device, Precision precision) {
        SteadyModule module = new SteadyModule(where -> load(architecture, weights, where, precision), device, false);
        return new DenoisingNetwork(architecture, module, SteadyModule::close);
    }

    /** A buffer of the kind that {@link #run} takes. */
    public static ByteBuffer newBuffer(int floats) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
                .order(ByteOrder.nativeOrder());
    }

    /** What images it takes. */
    public NetworkShape shape() {
        return shape;
    }

    /** What it runs on now, for logs: {@code cpu}, {@code gpu0}, {@code mps}. A GPU that fails is left for the processor. */
    public String deviceName() {
        return module.deviceName();
    }

    /** The precision that really runs, never {@link Precision#AUTO}. */
    public Precision precision() {
        return module.precision();
    }

    /** Adds to the {@link #notices}. */
    public synchronized void addNotice(String sentence) {
        notices.add(sentence);
    }

    /** What the user should know of this use of the network, one sentence each, such as that the GPU failed. */
    public synchronized List<String> notices() {
        notices.addAll(module.takeNotices());
        return List.copyOf(notices);
    }

    /**
     * Moves to the processor for good.
     *
     * @param reason for the notice
     * @return whether it ran elsewhere
     */
    public boolean leaveGpu(String reason) {
        return module.leaveGpu(reason);
    }

    /** Memory that is free now where the network runs, in bytes; {@link Long#MAX_VALUE} where that is not known. */
    public long freeMemory() {
        return FreeMemory.on(deviceName());
    }

    /**
     * Denoises a batch of planes.
     *
     * @param images direct buffer in native order that holds, from its start on, batch x height x width x channels values, scaled as the
     *     network was trained
     * @param results receives as many values; may not overlap {@code images}
     * @param batch number of images
     * @param height with {@code width}, a size that the network takes (see {@link NetworkShape#takes})
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
     * @param depth with {@code height} and {@code width}, a size that the network takes (see {@link NetworkShape#takes})
     * @param height of each plane
     * @param width of each plane
     * @throws IllegalArgumentException for sizes that the network does not take and buffers that are too small
     * @throws IllegalStateException after {@link #close}
     */
    public void run(ByteBuffer images, FloatBuffer results, int batch, int depth, int height, int width) {
        LoadedModule.Argument argument = LoadedModule.Argument.images(images, shape, batch, depth, height, width);
        long values = (long) batch * depth * height * width * shape.channels();
        if (results.remaining() < values) {
            throw new IllegalArgumentException(values + " results do not fit into " + results);
        }
        requireOpen();
        module.call("forward", false, (found, shape) -> results.duplicate().put(found), argument);
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the network is closed");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            notices.addAll(module.takeNotices());
            onClose.accept(module);
        }
    }
}
