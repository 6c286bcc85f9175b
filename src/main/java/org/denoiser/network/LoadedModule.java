package org.denoiser.network;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.torchscript.ArchiveWriter;
import org.denoiser.torchscript.ScriptModule;

/**
 * A module that libtorch holds. Every call has a manager of its own that frees all native arrays of the call at its end.
 * Calls are serialised; closing twice is allowed.
 */
final class LoadedModule implements NetworkModule {
    /** One argument of a call: the start of a direct buffer, in native order, and the shape it is read as. */
    static final class Argument {
        private final ByteBuffer bytes;
        private final Shape shape;

        /** @throws IllegalArgumentException for a buffer that is not direct or too small for the shape */
        Argument(ByteBuffer buffer, long... shape) {
            this.shape = new Shape(shape);
            long needed = Math.multiplyExact(this.shape.size(), (long) Float.BYTES);
            if (!buffer.isDirect() || buffer.capacity() < needed) {
                throw new IllegalArgumentException(
                        "a direct buffer of " + needed + " bytes is needed for " + this.shape + ", not " + buffer);
            }
            // DJL narrows the limit of the buffer that it is given, and the caller's may serve larger shapes next time.
            bytes = buffer.duplicate().order(ByteOrder.nativeOrder());
            bytes.clear().limit((int) needed);
        }

        long[] shape() {
            return shape.getShape();
        }

        NDArray on(NDManager manager) {
            return manager.create(bytes, shape, DataType.FLOAT32);
        }

        /** Its values. */
        FloatBuffer floats() {
            return bytes.asFloatBuffer();
        }

        /** Images as the programs take them: (batch, height, width, channels), for volumes (batch, depth, height, width, channels). */
        static Argument images(ByteBuffer buffer, NetworkShape network, int batch, int depth, int height, int width) {
            boolean volumes = network.takesVolumes();
            if (batch < 1 || !network.takes(depth, height, width)) {
                throw new IllegalArgumentException(network + " takes one or more "
                        + (volumes ? "volumes " : "images ") + network.sizes() + ", not " + batch + " of "
                        + (volumes || depth != 1 ? depth + "x" : "") + height + "x" + width);
            }
            int channels = network.channels();
            return volumes
                    ? new Argument(buffer, batch, depth, height, width, channels)
                    : new Argument(buffer, batch, height, width, channels);
        }
    }

    /** Takes the result while its memory is valid. */
    interface Receiver {
        void accept(FloatBuffer result, long[] shape);
    }

    private final Model model;
    private final NDManager manager;
    private final ParameterStore parameters;
    private final Device device;
    private final Precision precision;
    private boolean closed;

    private LoadedModule(Model model, Device device, Precision precision) {
        this.model = model;
        this.device = device;
        this.precision = precision;
        this.manager = model.getNDManager();
        this.parameters = new ParameterStore(manager, false);
    }

    /**
     * @param precision in which the module computes
     * @throws IllegalStateException when libtorch refuses the module
     */
    static LoadedModule load(ScriptModule module, Device device, Precision precision) {
        Torch.engine();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Model model = Model.newInstance("network", device, "PyTorch");
        try {
            ArchiveWriter.write(module, bytes);
            model.load(new ByteArrayInputStream(bytes.toByteArray()), Map.of("mapLocation", "true"));
            model.getBlock().freezeParameters(false, parameter -> trains(module, parameter.getName()));
            return new LoadedModule(model, device, precision);
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException(e);
        } catch (MalformedModelException | EngineException e) {
            model.close();
            throw new IllegalStateException("PyTorch refuses the network: " + e.getMessage(), e);
        }
    }

    private static boolean trains(ScriptModule module, String name) {
        return module.tensors().containsKey(name) && module.tensors().get(name).isTrainable();
    }

    @Override
    public String deviceName() {
        return Torch.nameOf(device);
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public synchronized void call(String method, boolean training, Receiver receiver, Argument... arguments) {
        if (closed) {
            throw new IllegalStateException("the network is closed");
        }
        boolean gradients = JniUtils.isGradMode();
        JniUtils.setGradMode(training);
        // Optimised, the third call and later ones would round differently from the first two, and a training that was
        // resumed from one that was not. Measured to be no slower.
        JniUtils.setGraphExecutorOptimize(false);
        try (NDManager call = manager.newSubManager()) {
            NDList list = new NDList();
            for (Argument argument : arguments) {
                list.add(argument.on(call));
            }
            NDArray name = call.create(0f);
            name.setName("module_method:" + method);
            list.add(name);
            NDArray result =
                    model.getBlock().forward(parameters, list, training).singletonOrThrow();
            FloatBuffer values =
                    result.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
            receiver.accept(values, result.getShape().getShape());
        } catch (EngineException e) {
            throw new NetworkFailure(lastLine(e), e);
        } finally {
            // The mode belongs to the thread, which may be one that others use PyTorch in.
            JniUtils.setGradMode(gradients);
        }
    }

    /** What went wrong; the lines before it show where in the code. */
    static String lastLine(Exception problem) {
        String[] lines = String.valueOf(problem.getMessage()).trim().split("\\R");
        return lines[lines.length - 1];
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            model.close();
        }
    }
}
