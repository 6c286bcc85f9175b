package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyModuleTest {
    private static final Architecture NETWORK = Architecture.of(Preset.UNET);
    private static final int SIDE = 16;

    private static void run(DenoisingNetwork network, float value) {
        ByteBuffer images = DenoisingNetwork.newBuffer(SIDE * SIDE);
        images.asFloatBuffer().put(5, value);
        FloatBuffer results = FloatBuffer.allocate(SIDE * SIDE);
        network.run(images, results, 1, SIDE, SIDE);
        assertEquals(value, results.get(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void processorTakesOverFromTheCallThatFails(int good) {
        FakeModule gpu = new FakeModule(
                "gpu0", call -> call >= good ? FakeModule.failure("CUDA error: an illegal access") : null);
        FakeModule processor = new FakeModule("cpu", call -> null);
        DenoisingNetwork network = FakeNetworks.onGpu(NETWORK, gpu, processor);
        for (int i = 0; i < 8; i++) {
            assertEquals(i <= good ? "gpu0" : "cpu", network.deviceName());
            assertEquals(i <= good ? 0 : 1, network.notices().size());
            run(network, i);
        }
        assertEquals(good + 1, gpu.calls());
        assertEquals(8 - good, processor.calls());
        assertEquals(1, gpu.closings());
        assertEquals(
                List.of("The work goes on on the processor, since gpu0 failed: PyTorch could not run the network:"
                        + " CUDA error: an illegal access"),
                network.notices());
        network.close();
        network.close();
        assertEquals(1, processor.closings());
        assertEquals(
                "the network is closed",
                assertThrows(IllegalStateException.class, () -> run(network, 1)).getMessage());
    }

    @Test
    void failureOfTheProcessorIsTold() {
        FakeModule processor = new FakeModule("cpu", call -> FakeModule.failure("no such operator"));
        for (DenoisingNetwork network : List.of(
                FakeNetworks.onProcessor(NETWORK, processor),
                FakeNetworks.onGpu(NETWORK, new FakeModule("gpu0", call -> FakeModule.failure("x")), processor))) {
            NetworkFailure failure = assertThrows(NetworkFailure.class, () -> run(network, 1));
            assertEquals("PyTorch could not run the network: no such operator", failure.getMessage());
        }
    }

    @Test
    void wantOfMemoryIsTheCallersToMend() {
        FakeModule gpu = new FakeModule("gpu0", call -> call == 0 ? FakeModule.failure("CUDA out of memory.") : null);
        DenoisingNetwork network = FakeNetworks.onGpu(NETWORK, gpu, new FakeModule("cpu", call -> null));
        assertTrue(assertThrows(NetworkFailure.class, () -> run(network, 1)).isForMemory());
        run(network, 2);
        assertEquals("gpu0", network.deviceName());
        assertEquals(true, network.leaveGpu("the tile does not fit"));
        assertEquals(false, network.leaveGpu("the tile does not fit"));
        assertEquals("cpu", network.deviceName());
    }

    @ParameterizedTest
    @CsvSource({"true, gpu0", "false, gpu0", "true, cpu"})
    void deviceThatCannotBeUsedAtAllIsLeftOnlyIfThatIsAllowed(boolean allowed, String device) {
        FakeModule processor = new FakeModule("cpu", call -> null);
        Device first = device.equals("cpu") ? Device.cpu() : Device.gpu(0);
        java.util.function.Function<Device, NetworkModule> loader = where -> {
            if (where.equals(first)) throw new IllegalStateException("driver too old");
            return processor;
        };
        if (allowed && first.isGpu()) {
            SteadyModule module = new SteadyModule(loader, first, true);
            assertEquals("cpu", module.deviceName());
            assertEquals(1, module.takeNotices().size());
        } else {
            assertThrows(IllegalStateException.class, () -> new SteadyModule(loader, first, allowed));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: can't allocate memory: 12 (Cannot"
                        + " allocate memory) | true",
                "DefaultCPUAllocator: not enough memory: you tried to allocate 4294967296 bytes. | true",
                "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB | true",
                "CUDA error: out of memory | true",
                "cuDNN error: CUDNN_STATUS_ALLOC_FAILED | true",
                "MPS backend out of memory (MPS allocated: 8.88 GB) | true",
                "std::bad_alloc | true",
                "CUDA error: an illegal memory access was encountered | false",
                "CUDA error: unspecified launch failure | false",
                "shape '[7]' is invalid for input of size 256 | false",
            })
    void wantOfMemoryIsKnownByItsWords(String message, boolean expected) {
        assertEquals(expected, new NetworkFailure(message, null).isForMemory());
    }
}
