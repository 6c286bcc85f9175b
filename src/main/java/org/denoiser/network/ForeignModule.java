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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.denoiser.model.ForeignModel;
import org.denoiser.model.TensorLayout;

/**
 * TorchScript of another program, behind the same seam as our own: takes and gives (batch, height, width, channels) of one image or
 * (batch, depth, height, width, channels) of one volume in float32, whatever order of axes and type it has itself. Computes in its own precision, float32 as a rule.
 */
final class ForeignModule implements NetworkModule {
    private final Model model;
    private final NDManager manager;
    private final ParameterStore parameters;
    private final Device device;
    private final TensorLayout taken;
    private final TensorLayout given;
    private final DataType type;
    private boolean closed;

    private ForeignModule(Model model, Device device, ForeignModel foreign) {
        this.model = model;
        this.device = device;
        this.manager = model.getNDManager();
        this.parameters = new ParameterStore(manager, false);
        this.taken = foreign.inputLayout();
        this.given = foreign.outputLayout();
        this.type = DataType.valueOf(foreign.networkType().toUpperCase(Locale.ROOT));
    }

    /** @throws IllegalStateException when libtorch refuses the module */
    static ForeignModule load(ForeignModel foreign, Device device) {
        Torch.engine();
        Model model = Model.newInstance("network", device, "PyTorch");
        try {
            model.load(new ByteArrayInputStream(foreign.weights()), Map.of("mapLocation", "true"));
            return new ForeignModule(model, device, foreign);
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException(e);
        } catch (MalformedModelException | EngineException e) {
            model.close();
            throw new IllegalStateException("PyTorch refuses the network: " + LoadedModule.lastLine(e), e);
        }
    }

    @Override
    public String deviceName() {
        return Torch.nameOf(device);
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public synchronized void call(
            String method, boolean training, LoadedModule.Receiver receiver, LoadedModule.Argument... arguments) {
        if (closed) {
            throw new IllegalStateException("the network is closed");
        }
        boolean gradients = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        JniUtils.setGraphExecutorOptimize(false);
        try (NDManager call = manager.newSubManager()) {
            NDList results = model.getBlock().forward(parameters, new NDList(input(call, arguments[0])), false);
            if (results.size() != 1) {
                throw new IllegalArgumentException("The network gives " + results.size() + " results instead of one.");
            }
            long[] shape = arguments[0].shape();
            NDArray result = output(results.singletonOrThrow(), shape);
            receiver.accept(
                    result.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer(), shape);
        } catch (EngineException e) {
            throw new NetworkFailure(LoadedModule.lastLine(e), e);
        } finally {
            JniUtils.setGradMode(gradients);
        }
    }

    private NDArray input(NDManager call, LoadedModule.Argument images) {
        long[] sizes = sizes(images.shape());
        NDArray plain = images.on(call).reshape(new Shape(sizes));
        NDArray ordered = plain.transpose(order(taken));
        NDArray named = ordered.reshape(shape(taken, sizes));
        return type == DataType.FLOAT32 ? named : named.toType(type, false);
    }

    /** Depth, 1 of planes, height, width and channels. */
    private static long[] sizes(long[] shape) {
        if (shape[0] != 1) {
            throw new IllegalArgumentException("One image at a time is run, not " + shape[0] + ".");
        }
        return shape.length == 5
                ? new long[] {shape[1], shape[2], shape[3], shape[4]}
                : new long[] {1, shape[1], shape[2], shape[3]};
    }

    private static Shape shape(TensorLayout layout, long[] sizes) {
        return new Shape(layout.shape((int) sizes[3], (int) sizes[0], (int) sizes[1], (int) sizes[2]));
    }

    /** Which of depth, height, width and channels comes when; those that are missing have one index and come first. */
    private static int[] order(TensorLayout layout) {
        int[] places = layout.places();
        Integer[] axes = {0, 1, 2, 3};
        Arrays.sort(axes, (a, b) -> Integer.compare(places[a], places[b]));
        return Arrays.stream(axes).mapToInt(Integer::intValue).toArray();
    }

    private NDArray output(NDArray result, long[] shape) {
        long[] sizes = sizes(shape);
        Shape wanted = shape(given, sizes);
        if (!result.getShape().equals(wanted)) {
            throw new IllegalArgumentException("The network gives " + result.getShape()
                    + " for an image for which its description promises " + wanted + ".");
        }
        int[] order = order(given);
        NDArray ordered = result.reshape(
                new Shape(Arrays.stream(order).mapToLong(axis -> sizes[axis]).toArray()));
        int[] back = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            back[order[i]] = i;
        }
        NDArray plain = ordered.transpose(back);
        NDArray floats = plain.getDataType() == DataType.FLOAT32 ? plain : plain.toType(DataType.FLOAT32, false);
        // A transposed array shares the memory of the other order until it is written anew.
        return floats.reshape(new Shape(sizes)).duplicate();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            model.close();
        }
    }
}
