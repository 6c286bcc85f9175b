package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.denoiser.architecture.AdamRates;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Networks;
import org.denoiser.architecture.TrainingState;
import org.denoiser.torchscript.ScriptModule;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds native memory or changes the process: opening, failing, closing, repeating. */
class LoadedModuleTest {
    private static final Architecture NETWORK = Networks.of("unet", "depth=2 filters=4");

    private static ScriptModule module(String body) {
        String code = "  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n" + body;
        return new ScriptModule(Map.of("a_weight", Tensor.of(new float[] {2}, 1).trainable(true)), code);
    }

    private static LoadedModule.Argument argument() {
        return new LoadedModule.Argument(Runs.buffer(1, 2, 3), 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"    return nonsense(x)\n", "    return\n", "  what is this", "    return torch.relu(y)\n"})
    void moduleThatIsNoneIsRefused(String body) {
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> LoadedModule.load(module(body), Device.cpu(), Precision.FLOAT32))
                .getMessage();
        assertTrue(message.startsWith("PyTorch refuses the network: "), message);
    }

    @Test
    void failureInsideAModuleIsOneSentence() {
        try (LoadedModule open =
                LoadedModule.load(module("    return torch.reshape(x, [7])\n"), Device.cpu(), Precision.FLOAT32)) {
            for (int i = 0; i < 3; i++) {
                String message = assertThrows(
                                IllegalStateException.class,
                                () -> open.call("forward", false, (values, shape) -> {}, argument()))
                        .getMessage();
                assertTrue(message.startsWith("PyTorch could not run the network: RuntimeError: "), message);
                assertEquals(1, message.lines().count());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientModeOfTheThreadIsLeftAsItWas(boolean before) throws InterruptedException {
        Torch.engine();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            thread.submit(() -> {
                        JniUtils.setGradMode(before);
                        try (LoadedModule open =
                                        LoadedModule.load(module("    return x\n"), Device.cpu(), Precision.FLOAT32);
                                LoadedModule failing = LoadedModule.load(
                                        module("    return torch.reshape(x, [7])\n"),
                                        Device.cpu(),
                                        Precision.FLOAT32)) {
                            for (boolean training : new boolean[] {false, true}) {
                                open.call(
                                        "forward",
                                        training,
                                        (v, s) -> assertEquals(training, JniUtils.isGradMode()),
                                        argument());
                                assertEquals(before, JniUtils.isGradMode());
                                assertThrows(
                                        IllegalStateException.class,
                                        () -> failing.call("forward", training, (v, s) -> {}, argument()));
                                assertEquals(before, JniUtils.isGradMode());
                                assertThrows(
                                        ArithmeticException.class,
                                        () -> open.call(
                                                "forward", training, (v, s) -> Math.toIntExact(1L << 40), argument()));
                                assertEquals(before, JniUtils.isGradMode());
                            }
                        }
                    })
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void trainingWorksInAnyThread() throws InterruptedException {
        ByteBuffer images = Runs.buffer(Runs.random(1, 64));
        double[] losses = new double[2];
        for (int i = 0; i < 2; i++) {
            int run = i;
            Thread thread = new Thread(() -> {
                try (TrainingNetwork open =
                        Runs.training(NETWORK, TrainingState.start(NETWORK, NETWORK.initialWeights(1)), Loss.MSE)) {
                    open.step(images, images, 1, 1, 8, 8, new AdamRates(1, 1e-3, 0, 1), 1);
                    losses[run] = open.step(images, images, 1, 1, 8, 8, new AdamRates(2, 1e-3, 0, 1), 2);
                }
            });
            thread.start();
            thread.join();
        }
        assertTrue(losses[0] > 0);
        assertEquals(losses[0], losses[1]);
    }

    @Test
    void closingTwiceIsAllowedAndUseAfterwardsIsNot() {
        DenoisingNetwork running =
                DenoisingNetwork.open(NETWORK, NETWORK.initialWeights(1), Runs.CPU, Precision.FLOAT32);
        assertEquals("cpu", running.deviceName());
        assertEquals(NETWORK, running.shape());
        running.close();
        running.close();
        FloatBuffer results = FloatBuffer.allocate(64);
        ByteBuffer images = DenoisingNetwork.newBuffer(64);
        assertClosed(() -> running.run(images, results, 1, 8, 8));
        TrainingNetwork training =
                Runs.training(NETWORK, TrainingState.start(NETWORK, NETWORK.initialWeights(1)), Loss.MSE);
        assertEquals("cpu", training.deviceName());
        training.close();
        training.close();
        assertClosed(() -> training.step(images, images, 1, 1, 8, 8, Runs.STILL, 1));
        assertClosed(training::state);
    }

    private static void assertClosed(Runnable use) {
        assertEquals(
                "the network is closed",
                assertThrows(IllegalStateException.class, use::run).getMessage());
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        Map<String, Tensor> others = Networks.of("conv-pool", "filters=2").initialWeights(1);
        assertThrows(
                IllegalArgumentException.class,
                () -> DenoisingNetwork.open(NETWORK, others, Runs.CPU, Precision.FLOAT32));
    }

    @Test
    void automaticChoicesAreMade() {
        try (DenoisingNetwork open =
                DenoisingNetwork.open(NETWORK, NETWORK.initialWeights(1), DeviceChoice.AUTO, Precision.AUTO)) {
            assertTrue(open.precision() != Precision.AUTO);
            assertEquals(Torch.nameOf(Torch.resolve(DeviceChoice.AUTO)), open.deviceName());
        }
    }

    /** Native memory in use; the virtual machine's own grows too, but not by as much as a leak would. */
    private static long residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException("no VmRSS");
    }

    /** DJL's trainer kept 1.4 MB a step. */
    @Test
    void callsAndStepsLeaveNoMemoryBehind() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "skipped: no /proc here");
        int side = 32;
        ByteBuffer images = Runs.buffer(Runs.random(1, 4 * side * side));
        FloatBuffer results = FloatBuffer.allocate(4 * side * side);
        TrainingState start = TrainingState.start(NETWORK, NETWORK.initialWeights(1));
        long after = 0;
        long before = 0;
        try (DenoisingNetwork open =
                        DenoisingNetwork.open(NETWORK, NETWORK.initialWeights(1), Runs.CPU, Precision.FLOAT32);
                TrainingNetwork training = Runs.training(NETWORK, start, Loss.MSE)) {
            for (int i = 1; i <= 350; i++) {
                open.run(images, results, 4, side, side);
                training.step(images, images, 4, 1, side, side, new AdamRates(i, 1e-4, 0.9, 1), i);
                before = i == 50 ? residentMegabytes() : before;
            }
            after = residentMegabytes();
        }
        assertTrue(after - before < 100, before + " MB became " + after + " MB");
    }

    @Test
    void closedNetworksLeaveNoMemoryBehind() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "skipped: no /proc here");
        Architecture wide = Networks.of("unet", "depth=2 filters=64");
        Map<String, Tensor> weights = wide.initialWeights(1);
        long before = 0;
        for (int i = 0; i < 60; i++) {
            try (TrainingNetwork open = Runs.training(wide, TrainingState.start(wide, weights), Loss.MSE)) {
                open.state();
            }
            before = i == 10 ? residentMegabytes() : before;
        }
        // Each holds seven megabytes of tensors.
        long after = residentMegabytes();
        assertTrue(after - before < 150, before + " MB became " + after + " MB");
    }

    @Test
    void settingsOfTheUserStay() {
        assumeFalse(Platform.isWindows(), "skipped: the environment is left alone on Windows");
        NativeSettings.setDefault("DENOISER_TEST_SETTING", "first");
        NativeSettings.setDefault("DENOISER_TEST_SETTING", "second");
        assertEquals("first", environment("DENOISER_TEST_SETTING"));
        Torch.engine();
        String users = System.getenv("OMP_WAIT_POLICY");
        assertEquals(users == null ? "PASSIVE" : users, environment("OMP_WAIT_POLICY"));
    }

    private static String environment(String name) {
        return NativeLibrary.getProcess().getFunction("getenv").invokeString(new Object[] {name}, false);
    }
}
