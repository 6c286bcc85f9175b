package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A package is run by Python with what Python has for each part of it: zipfile, yaml, numpy, torch. It knows no more of it
 * than the description says. Skipped where Python lacks one of them.
 */
class PythonTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String RUN = "import hashlib, io, sys, zipfile\n"
            + "import numpy, torch, yaml\n"
            + "torch.set_num_threads(1)\n"
            + "def content(entry):\n"
            + "    data = files.read(entry['source'])\n"
            + "    assert hashlib.sha256(data).hexdigest() == entry['sha256'], entry\n"
            + "    return io.BytesIO(data)\n"
            + "def array(tensor):\n"
            + "    raw = content(tensor['test_tensor'])\n"
            + "    loaded = numpy.load(raw, allow_pickle=False)\n"
            + "    again = io.BytesIO()\n"
            + "    numpy.save(again, loaded)\n"
            + "    assert again.getvalue() == raw.getvalue(), 'numpy.save writes other bytes'\n"
            + "    assert loaded.dtype == numpy.float32 and loaded.ndim == len(tensor['axes'])\n"
            + "    return loaded\n"
            + "def process(values, steps):\n"
            + "    for step in steps:\n"
            + "        k = step['kwargs']\n"
            + "        if step['id'] == 'scale_linear':\n"
            + "            values = values * k['gain'] + k['offset']\n"
            + "        else:\n"
            + "            assert step['id'] == 'scale_range' and k['axes'] == list('zyx')[5 - values.ndim:]\n"
            + "            low, high = numpy.percentile(\n"
            + "                values, [k['min_percentile'], k['max_percentile']], axis=tuple(range(2, values.ndim)),\n"
            + "                keepdims=True)\n"
            + "            values = (values - low) / (high - low + k['eps'])\n"
            + "    return values.astype(numpy.float32)\n"
            + "for name in sys.argv[1:]:\n"
            + "  files = zipfile.ZipFile(name)\n"
            + "  rdf = yaml.safe_load(files.read('rdf.yaml'))\n"
            + "  source, target = rdf['inputs'][0], rdf['outputs'][0]\n"
            + "  net = torch.jit.load(content(rdf['weights']['torchscript'])).eval()\n"
            + "  with torch.no_grad():\n"
            + "      out = net(torch.from_numpy(process(array(source), source['preprocessing']))).numpy()\n"
            + "  out = process(out, target['postprocessing'])\n"
            + "  wanted = array(target)\n"
            + "  assert out.shape == wanted.shape, (out.shape, wanted.shape)\n"
            + "  scale = max(1, float(numpy.abs(wanted).max()))\n"
            + "  print(rdf['name'], rdf['tags'], rdf['timestamp'], rdf['config']['denoiser']['noise']['figures'])\n"
            + "  print(float(numpy.abs(out - wanted).max()) / scale)\n";

    @TempDir
    Path folder;

    @BeforeAll
    static void python() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(PYTHON)), "SKIPPED: there is no " + PYTHON);
        String found = run("-c", "import numpy, torch, yaml; print('ready')");
        Assumptions.assumeTrue(found.contains("ready"), "SKIPPED: " + PYTHON + " lacks numpy, torch or yaml: " + found);
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = PYTHON;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void pythonGetsTheTestOutputs() throws Exception {
        List<String> arguments = new ArrayList<>();
        arguments.add(Files.writeString(folder.resolve("run.py"), RUN).toString());
        for (ModelPackage model : models()) {
            Path file = folder.resolve("model" + arguments.size() + ".zip");
            ModelPackageWriter.write(model, file);
            arguments.add(file.toString());
        }
        String output = run(arguments.toArray(new String[0]));
        String[] lines = output.split("\\R");
        assertEquals(2 * (arguments.size() - 1), lines.length, output);
        for (int i = 0; i < lines.length; i += 2) {
            assertEquals(
                    "Sample ['denoising', 'on', '2026-11-22'] 2026-11-22T03:04:05Z"
                            + " {'sigma_min': 5.0, 'sigma_max': 55.5, 'tiny': 1e-07, 'large': 1500000000000.0}",
                    lines[i]);
            assertEquals(0, Double.parseDouble(lines[i + 1]), 1e-4);
        }
    }

    private static List<ModelPackage> models() {
        return List.of(
                model(Preset.UNET, Map.of("filters", "4", "depth", "2"), "auto", PixelType.GRAY8),
                model(Preset.UNET, Map.of("filters", "4", "depth", "2", "channels", "2"), "auto", PixelType.GRAY16),
                model(Preset.UNET, Map.of("filters", "4", "depth", "1"), "-100-4095", PixelType.GRAY32),
                model(Preset.RESIDUAL_UNET, Map.of("filters", "4", "depth", "1"), "none", PixelType.GRAY32),
                model(Preset.UNET3D, Map.of("filters", "4", "depth", "2", "channels", "2"), "1%-99%", PixelType.GRAY16),
                model(Preset.RESIDUAL_UNET, Map.of("filters", "4", "channels", "3"), "2%-98%", PixelType.RGB),
                model(Preset.CONV_POOL, Map.of("filters", "4"), "minmax", PixelType.GRAY8),
                model(Preset.DENSE, Map.of("filters", "8"), "full", PixelType.GRAY8),
                model(Preset.CONV_BN, Map.of("filters", "4"), "full", PixelType.RGB),
                model(Preset.CONV_TRANSPOSE, Map.of("filters", "4"), "full", PixelType.RGB),
                model(Preset.CONV_LATENT_DEEP, Map.of("filters", "4"), "full", PixelType.GRAY8),
                model(Preset.VARIATIONAL, Map.of("filters", "4"), "full", PixelType.GRAY8),
                model(Preset.DNCNN, Map.of("filters", "4"), "auto", PixelType.GRAY8),
                SampleModels.half(model(Preset.RESIDUAL_UNET, Map.of("filters", "8"), "auto", PixelType.GRAY16)),
                SampleModels.half(model(Preset.UNET3D, Map.of("filters", "4"), "full", PixelType.GRAY16)),
                SampleModels.half(model(Preset.CONV_BN, Map.of("filters", "4"), "full", PixelType.RGB)));
    }

    private static ModelPackage model(Preset preset, Map<String, String> options, String rule, PixelType type) {
        return SampleModels.run(Architecture.of(preset, options), ScalingRule.parse(rule), type);
    }
}
