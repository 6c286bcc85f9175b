package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
    private static String resolve(String key, String machine, String library) {
        Machine there = Machines.of(machine);
        return Torch.nameOf(DeviceChoice.ofKey(key).resolve(there, Machines.torchIn(library, there)));
    }

    @ParameterizedTest
    @CsvSource({
        "auto, linux, bundled, cpu",
        "auto, linux+1, bundled, cpu",
        "auto, linux+1, cu128, gpu0",
        "auto, linux+2, cu128, gpu0",
        "auto, windows+1, cu128, gpu0",
        "auto, windows+1, cpu, cpu",
        "auto, arm, bundled, cpu",
        "auto, arm+1, bundled, cpu",
        "auto, mac, bundled, mps",
        "cpu, linux, bundled, cpu",
        "cpu, linux+2, cu128, cpu",
        "cpu, mac, bundled, cpu",
        "gpu, linux+1, cu128, gpu0",
        "gpu0, linux+1, cu128, gpu0",
        "gpu1, linux+2, cu128, gpu1",
        "gpu, mac, bundled, mps",
        "mps, mac, bundled, mps",
    })
    void choiceDependsOnTheMachineAndItsLibrary(String key, String machine, String library, String expected) {
        assertEquals(expected, resolve(key, machine, library));
        assertEquals(key, DeviceChoice.ofKey(key).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "gpu, linux, bundled, no GPU was found that PyTorch can use",
        "gpu1, arm, bundled, no GPU was found that PyTorch can use",
        "gpu1, linux+1, cu128, only 1 GPU found",
        "gpu2, windows+2, cu128, only 2 GPUs found",
        "gpu99, linux+2, cu128, only 2 GPUs found",
        "gpu2, linux+2, bundled, only 2 GPUs found",
        "gpu1, mac, bundled, only 1 GPU found",
        "mps, linux+1, cu128, this is for Macs with Apple's own processors only",
        "mps, windows, bundled, this is for Macs with Apple's own processors only",
    })
    void missingGpuIsSaid(String key, String machine, String library, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> resolve(key, machine, library))
                .getMessage();
        assertEquals("device=" + key + ": " + reason + "; auto or cpu run without one", message);
    }

    @ParameterizedTest
    @CsvSource({
        "linux+1, bundled, the installed PyTorch library is for the processor: GPU Setup",
        "windows+2, cpu, the installed PyTorch library is for the processor: GPU Setup",
        "linux+1old, bundled, 'its driver 470.57.02 is too old (525 or newer is needed), see GPU Setup'",
        "arm+1, bundled, 'there is no ready-made GPU library for linux-aarch64, see GPU Setup'",
    })
    void gpuThatTheLibraryCannotUseIsRefusedOrLeftWithASentenceThatNamesTheRemedy(
            String machine, String library, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> resolve("gpu", machine, library))
                .getMessage();
        assertTrue(message.startsWith("device=gpu: a GPU is there (NVIDIA A), but " + reason), message);
        Machine there = Machines.of(machine);
        String notice = DeviceChoice.AUTO.notice(there, Machines.torchIn(library, there));
        assertTrue(notice.startsWith("Runs on the processor: a GPU is there (NVIDIA A), but " + reason), notice);
        assertEquals("", DeviceChoice.ofKey("cpu").notice(there, Machines.torchIn(library, there)), "as asked for");
    }

    @ParameterizedTest
    @CsvSource({"linux, bundled", "arm, bundled", "windows, cpu", "mac, bundled", "linux+1, cu128", "windows+2, cu128"})
    void nothingIsSaidWhereNothingIsMissing(String machine, String library) {
        Machine there = Machines.of(machine);
        assertEquals("", DeviceChoice.AUTO.notice(there, Machines.torchIn(library, there)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPU", "gpu-1", "gpu100", "cuda", "cpu0", " cpu", "gpu1x", "mps0"})
    void unknownKeyIsNamedWithWhatIsAllowed(String key) {
        String message = assertThrows(IllegalArgumentException.class, () -> DeviceChoice.ofKey(key))
                .getMessage();
        assertEquals("device=" + key + ": one of auto, cpu, gpu, gpu1, gpu2... mps is needed", message);
    }

    @ParameterizedTest
    @EnumSource
    void precisionIsFoundByItsKey(Precision precision) {
        assertEquals(precision, Precision.ofKey(precision.key()));
        String message = assertThrows(IllegalArgumentException.class, () -> Precision.ofKey("float16"))
                .getMessage();
        assertEquals("precision=float16: one of auto, float32, bfloat16 is needed", message);
    }
}
