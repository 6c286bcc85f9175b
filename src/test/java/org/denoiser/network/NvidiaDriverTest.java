package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvidiaDriverTest {
    private static final String TABLE = "NVIDIA GeForce RTX 3090, 550.54.14\nNVIDIA A100, 80GB, 550.54.14\n";
    private static final String HEADER =
            "+---+\n| NVIDIA-SMI 550.54.14   Driver Version: 550.54.14   CUDA Version: 12.4     |\n+---+\n";

    @Test
    void toolsAnswersAreRead() {
        Machine machine = NvidiaDriver.describe(Machines.of("linux"), TABLE, HEADER, null);
        assertEquals(List.of("NVIDIA GeForce RTX 3090", "NVIDIA A100, 80GB"), machine.gpus());
        assertEquals("550.54.14", machine.driver());
        assertEquals("12.4", machine.cuda());
        assertEquals(true, machine.canUseCuda());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 1",
        "'1,0', 2",
        "'', 0",
        "-1, 0",
        "'0,-1,1', 1",
        "2, 0",
        "GPU-8932f937, 1",
        "'GPU-89,GPU-90', 2"
    })
    void hiddenGpusDoNotCount(String visible, int expected) {
        Machine machine = NvidiaDriver.describe(Machines.of("linux"), TABLE, HEADER, visible);
        assertEquals(expected, machine.gpus().size());
        if (visible.equals("1,0")) {
            assertEquals("NVIDIA A100, 80GB", machine.gpus().get(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "'No devices were found'", "'NVIDIA-SMI has failed'"})
    void withoutAnAnswerThereIsNoGpu(String table) {
        Machine machine = NvidiaDriver.describe(Machines.of("windows"), table, "", null);
        assertEquals(List.of(), machine.gpus());
        assertEquals(false, machine.canUseCuda());
        assertEquals("", machine.obstacle());
    }

    @ParameterizedTest
    @CsvSource({"524.9, false", "525.60.13, true", "528.33, true", "1000, true"})
    void driverMustBeNewEnough(String driver, boolean enough) {
        assertEquals(
                enough,
                Machines.of("windows")
                        .withNvidia(driver, "", List.of("NVIDIA A"))
                        .canUseCuda());
    }
}
