package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.model.ModelPackageWriter;
import org.denoiser.model.SampleModels;
import org.scijava.Context;

/** Models of one level and two filters with their first weights, and {@code denoise} with them. */
final class SmallModels {
    private SmallModels() {}

    /** Writes {@code NAME.zip} into a folder. */
    static void write(Path folder, String name, Preset preset, int channels) throws IOException {
        Architecture network = Architecture.of(preset, Map.of("depth", "1", "filters", "2", "channels", "" + channels));
        ModelPackageWriter.write(
                SampleModels.bare(network, ScalingRule.auto(), PixelType.GRAY8).build(), folder.resolve(name + ".zip"));
    }

    /** Runs the command on the processor in float32, with keys and values by turns, and gives its image. */
    static ImagePlus denoise(Context context, Path model, Object... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("model", model.toString());
        inputs.put("device", "cpu");
        inputs.put("precision", "float32");
        for (int i = 0; i < pairs.length; i += 2) {
            inputs.put((String) pairs[i], pairs[i + 1] instanceof Path ? "" + pairs[i + 1] : pairs[i + 1]);
        }
        Map<String, Object> outputs = new CommandRunner(context).run(DenoiseCommand.class, inputs, Progress.NONE);
        return (ImagePlus) outputs.get("result");
    }
}
