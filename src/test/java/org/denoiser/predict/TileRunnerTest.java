package org.denoiser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.FakeModule;
import org.denoiser.network.FakeNetworks;
import org.denoiser.network.NetworkFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileRunnerTest {
    private static final int WIDTH = 700;
    private static final int HEIGHT = 300;
    private static final Architecture NETWORK = Networks.unet(2, 2, 1);
    private static final TileOptions TILES = TileOptions.defaults().tile(256).overlap(32);

    private final List<Long> heard = new ArrayList<>();

    private static FakeModule module(String device, IntFunction<RuntimeException> failure) {
        return new FakeModule(device, failure);
    }

    private float[] plane() {
        float[] values = new float[WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) values[i] = i % 997 / 997f;
        return values;
    }

    private void assertDenoises(TileRunner runner) {
        float[] values = plane();
        long total = 10 + runner.tileCount();
        float[][] results = runner.process(new float[][] {values}, 10, total, (done, all) -> {
            assertEquals(total, all);
            heard.add(done);
        });
        for (int i = 0; i < values.length; i++) assertEquals(values[i], results[0][i], 1e-5, "value " + i);
        assertEquals(total, heard.get(heard.size() - 1));
        for (int i = 1; i < heard.size(); i++) {
            assertTrue(heard.get(i) >= heard.get(i - 1), "progress goes backwards: " + heard);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void failedAllocationMakesTilesSmaller(int good) {
        FakeModule module = module(
                "cpu", call -> call == good ? FakeModule.failure("DefaultCPUAllocator: can't allocate memory") : null);
        DenoisingNetwork network = FakeNetworks.onProcessor(NETWORK, module);
        TileRunner runner = new TileRunner(network, TILES, WIDTH, HEIGHT, null);
        assertDenoises(runner);
        int halved = new TiledProcessor(network, TILES.tile(128), WIDTH, HEIGHT).tileCount();
        assertEquals(good + 1 + halved, module.calls());
        assertEquals(
                List.of("The memory was not enough for tiles of 256 pixels: 128 from here on."), network.notices());
        heard.clear();
        assertDenoises(runner);
        assertEquals(good + 1 + 2 * halved, module.calls(), "the next plane begins with the smaller tile");
    }

    @Test
    void memoryOfTheVirtualMachineCountsAsWell() {
        FakeModule module = module("cpu", call -> {
            if (call == 2) throw new OutOfMemoryError("Cannot reserve 1048576 bytes of direct buffer memory");
            return null;
        });
        DenoisingNetwork network = FakeNetworks.onProcessor(NETWORK, module);
        assertDenoises(new TileRunner(network, TILES, WIDTH, HEIGHT, null));
        assertEquals(1, network.notices().size());
    }

    @Test
    void gpuThatIsTooSmallForTheSmallestTileIsLeft() {
        FakeModule gpu = module("gpu0", call -> FakeModule.failure("CUDA out of memory."));
        DenoisingNetwork network = FakeNetworks.onGpu(NETWORK, gpu, module("cpu", call -> null));
        assertDenoises(new TileRunner(network, TILES, WIDTH, HEIGHT, null));
        assertEquals(3, gpu.calls(), "tiles of 256, 128 and 64");
        assertEquals("cpu", network.deviceName());
        assertEquals(
                "The work goes on on the processor, since gpu0 failed: its memory is not enough for tiles of 64 pixels",
                network.notices().get(2));
    }

    @Test
    void whatDoesNotFitAtAllIsSaidInOneSentence() {
        FakeModule module = module("cpu", call -> FakeModule.failure("std::bad_alloc"));
        TileRunner runner = new TileRunner(FakeNetworks.onProcessor(NETWORK, module), TILES, WIDTH, HEIGHT, null);
        String message = assertThrows(IllegalArgumentException.class, () -> assertDenoises(runner))
                .getMessage();
        assertEquals(
                "The memory is not enough for this network, not even with tiles of 64 pixels: other programs hold it,"
                        + " or there is too little.",
                message);
        assertEquals(3, module.calls());
    }

    @Test
    void networkOfOneSizeHasNoSmallerTile() {
        Architecture fixed = Architecture.of(Preset.CONV_LATENT);
        FakeModule module = module("cpu", call -> FakeModule.failure("std::bad_alloc"));
        TileRunner runner =
                new TileRunner(FakeNetworks.onProcessor(fixed, module), TileOptions.defaults(), WIDTH, HEIGHT, null);
        assertThrows(IllegalArgumentException.class, () -> assertDenoises(runner));
        assertEquals(1, module.calls());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void failingGpuIsLeftAtTheTileThatFails(int good) {
        FakeModule gpu = module("gpu0", call -> call == good ? FakeModule.failure("CUDA error: launch failure") : null);
        FakeModule processor = module("cpu", call -> null);
        DenoisingNetwork network = FakeNetworks.onGpu(NETWORK, gpu, processor);
        TileRunner runner = new TileRunner(network, TILES, WIDTH, HEIGHT, null);
        assertDenoises(runner);
        assertEquals(runner.tileCount() - good, processor.calls());
        assertEquals(1, network.notices().size());
    }

    @Test
    void otherFailuresAreNotHidden() {
        FakeModule module = module("cpu", call -> FakeModule.failure("no such operator"));
        TileRunner runner = new TileRunner(FakeNetworks.onProcessor(NETWORK, module), TILES, WIDTH, HEIGHT, null);
        assertThrows(NetworkFailure.class, () -> assertDenoises(runner));
        assertEquals(1, module.calls());
    }

    /** What the process grew by for each pixel of a tile, in float32, measured with tiles of 512 and 1024 pixels. */
    @ParameterizedTest
    @CsvSource({"unet, 492", "dncnn, 512", "residual-unet, 201", "conv-transpose, 253"})
    void estimateIsAboveWhatWasMeasuredButNotFarAbove(String preset, double measured) {
        double bytes = TileRunner.bytesPerPixel(Architecture.of(Preset.ofKey(preset)));
        assertTrue(bytes >= measured && bytes <= 4 * measured, preset + ": " + bytes);
    }

    @ParameterizedTest
    @CsvSource({"100000, 512", "80, 512", "40, 256", "10, 128", "2, 64", "0, 64"})
    void defaultTileDependsOnTheFreeMemory(long megabytes, int expected) {
        DenoisingNetwork network = FakeNetworks.onProcessor(NETWORK, module("cpu", call -> null));
        TileRunner runner = new TileRunner(network, TileOptions.defaults(), 2000, 2000, null, megabytes << 20);
        TileOptions same = TileOptions.defaults().tile(expected);
        assertEquals(new TiledProcessor(network, same, 2000, 2000).tileCount(), runner.tileCount());
        List<String> notices = expected == 512
                ? List.of()
                : List.of("Tiles are " + expected + " pixels wide instead of 512, since only " + megabytes
                        + " MB of memory are free.");
        assertEquals(notices, network.notices());
    }

    @Test
    void tileThatWasAskedForIsTried() {
        DenoisingNetwork network = FakeNetworks.onProcessor(NETWORK, module("cpu", call -> null));
        TileRunner runner = new TileRunner(network, TILES, 2000, 2000, null, 0);
        assertEquals(new TiledProcessor(network, TILES, 2000, 2000).tileCount(), runner.tileCount());
        assertEquals(List.of(), network.notices());
    }
}
