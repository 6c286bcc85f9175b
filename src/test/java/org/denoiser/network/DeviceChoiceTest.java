package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "auto, 0, -1",
        "auto, 1, 0",
        "auto, 2, 0",
        "cpu, 0, -1",
        "cpu, 2, -1",
        "gpu, 1, 0",
        "gpu, 2, 0",
        "gpu0, 1, 0",
        "gpu1, 2, 1",
    })
    void choiceIsResolvedByTheNumberOfGpus(String key, int gpus, int expected) {
        Device device = expected < 0 ? Device.cpu() : Device.gpu(expected);
        assertEquals(device, DeviceChoice.ofKey(key).resolve(gpus));
        assertEquals(key, DeviceChoice.ofKey(key).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "gpu, 0, no GPU was found that the installed PyTorch library can use",
        "gpu1, 0, no GPU was found that the installed PyTorch library can use",
        "gpu1, 1, only 1 GPU found",
        "gpu2, 2, only 2 GPUs found",
        "gpu99, 2, only 2 GPUs found",
    })
    void missingGpuIsSaid(String key, int gpus, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> DeviceChoice.ofKey(key)
                        .resolve(gpus))
                .getMessage();
        assertEquals("device=" + key + ": " + reason + "; auto or cpu run without one", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPU", "gpu-1", "gpu100", "cuda", "cpu0", " cpu", "gpu1x"})
    void unknownKeyIsNamedWithWhatIsAllowed(String key) {
        String message = assertThrows(IllegalArgumentException.class, () -> DeviceChoice.ofKey(key))
                .getMessage();
        assertEquals("device=" + key + ": one of auto, cpu, gpu, gpu1, gpu2... is needed", message);
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
