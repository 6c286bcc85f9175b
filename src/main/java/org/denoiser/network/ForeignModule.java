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
 * TorchScript of another program, behind the same seam as our own: takes and gives (batch, height, width, channels) of one image in
 * float32, whatever order of axes and type it has itself. Computes in its own precision, float32 as a rule.
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
        long[] shape = images.shape();
        if (shape[0] != 1) {
            throw new IllegalArgumentException("One image at a time is run, not " + shape[0] + ".");
        }
        NDArray plain = images.on(call).reshape(shape[1], shape[2], shape[3]);
        NDArray ordered = plain.transpose(order(taken));
        NDArray named = ordered.reshape(new Shape(taken.shape((int) shape[3], (int) shape[1], (int) shape[2])));
        return type == DataType.FLOAT32 ? named : named.toType(type, false);
    }

    /** Which of height, width and channels comes when. */
    private static int[] order(TensorLayout layout) {
        int[] places = layout.places();
        Integer[] axes = {0, 1, 2};
        int[] at = {places[1], places[2], places[0]};
        Arrays.sort(axes, (a, b) -> Integer.compare(at[a], at[b]));
        return new int[] {axes[0], axes[1], axes[2]};
    }

    private NDArray output(NDArray result, long[] shape) {
        long[] wanted = given.shape((int) shape[3], (int) shape[1], (int) shape[2]);
        if (!result.getShape().equals(new Shape(wanted))) {
            throw new IllegalArgumentException("The network gives " + result.getShape()
                    + " for an image for which its description" + " promises " + new Shape(wanted) + ".");
        }
        int[] order = order(given);
        long[] sizes = {shape[1], shape[2], shape[3]};
        NDArray ordered = result.reshape(sizes[order[0]], sizes[order[1]], sizes[order[2]]);
        int[] back = new int[3];
        for (int i = 0; i < 3; i++) {
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
