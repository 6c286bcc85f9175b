package org.denoiser.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs see in an archive: PyTorch's own reader in Python, where it is installed. */
class PythonTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    Path folder;

    private String python(String script, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path file = folder.resolve("script.py");
        Files.writeString(file, script);
        List<String> command = new java.util.ArrayList<>(List.of(PYTHON, file.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertEquals(
                "ended: true, status: 0", "ended: " + ended + ", status: " + (ended ? process.exitValue() : -1), text);
        return text.trim();
    }

    private void needTorch() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), "skipped: no " + PYTHON);
        Process probe = new ProcessBuilder(PYTHON, "-c", "import torch")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeTrue(probe.waitFor() == 0, "skipped: " + PYTHON + " has no module torch");
    }

    @Test
    void torchLoadsWhatIsWritten() throws IOException, InterruptedException {
        needTorch();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(
                "weight",
                Tensor.of(new float[] {1.5f, -2, 0.25f, 1e-3f, 3, 4}, 2, 3).trainable(true));
        tensors.put(
                "half_weight", Tensor.of(new float[] {0x1.03p0f, Float.NaN}, 2).as(TensorType.BFLOAT16));
        tensors.put(
                "short_weight",
                Tensor.of(new float[] {0x1.006p0f, -65504, 0x1p-24f, 0.1f}, 2, 2)
                        .as(TensorType.FLOAT16));
        tensors.put("scalar", Tensor.of(new float[] {7}));
        tensors.put("none", Tensor.zeros(0, 4));
        String code = "  def forward(self: __torch__.Net,\n    x: Tensor) -> Tensor:\n"
                + "    return torch.matmul((self).weight, x)\n";
        Path file = folder.resolve("network.pt");
        Files.write(file, Archives.write(new ScriptModule(tensors, code)));
        String seen = python(
                "import sys, torch\n"
                        + "m = torch.jit.load(sys.argv[1])\n"
                        + "print(m(torch.tensor([1.0, 2.0, 4.0])).tolist())\n"
                        + "for n, p in list(m.named_parameters()) + list(m.named_buffers()):\n"
                        + "    print(n, p.dtype, list(p.shape), p.requires_grad, p.float().flatten().tolist())\n",
                file.toString());
        assertEquals(
                "[-1.5, 22.000999450683594]\n"
                        + "weight torch.float32 [2, 3] True [1.5, -2.0, 0.25, 0.0010000000474974513, 3.0, 4.0]\n"
                        + "half_weight torch.bfloat16 [2] False [1.015625, nan]\n"
                        + "short_weight torch.float16 [2, 2] False [1.001953125, -65504.0, 5.960464477539063e-08, 0.0999755859375]\n"
                        + "scalar torch.float32 [] False [7.0]\n"
                        + "none torch.float32 [0, 4] False []",
                seen.replace("\r", ""));
    }
}
