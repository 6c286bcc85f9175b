package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.OutputImage;
import org.denoiser.image.OutputType;
import org.denoiser.image.Planes;
import org.denoiser.image.Titles;
import org.denoiser.noise.NoiseKind;
import org.denoiser.noise.NoiseModel;
import org.denoiser.noise.NoiseModels;
import org.denoiser.noise.Seeds;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Adds seeded noise to every plane of an image. The same seed gives the same pixels; each plane and each component of a colour has a
 * stream of its own, so that noise never repeats within an image.
 */
@Plugin(
        type = Command.class,
        name = "noise",
        label = "Add Noise to Image...",
        description = "Adds synthetic noise to an image, the same for the same seed.")
public final class NoiseCommand extends DenoiserCommand {
    @Parameter(
            label = "Image",
            description = "The image to add noise to: a file, or the title of an open image.",
            style = "image",
            required = false,
            persist = false)
    private String input = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Noise",
            description =
                    "The kind of noise: gaussian (the same everywhere), poisson (shot noise of photons), poisson-gaussian"
                            + " (photons and the read noise of a camera), microscope (what microscopes of all kinds do: photons or background,"
                            + " neighbours that share noise, hot pixels, drawn anew for each plane), salt-and-pepper (black and white"
                            + " pixels), speckle (in proportion to the signal), masking (black pixels), or blur (no noise, a Gaussian blur).",
            attrs = @Attr(name = "choices", value = "kinds"),
            persist = false)
    private String noise = "gaussian";

    @Parameter(
            label = "Level",
            description =
                    "How much. gaussian: the standard deviation in grey values; poisson and poisson-gaussian: the mean number of"
                            + " photons at white, where fewer are noisier; microscope: the standard deviation at white in grey values; salt-and-pepper, masking: the percentage of pixels that are"
                            + " hit, in colours each component by itself; speckle: the standard deviation in percent of the"
                            + " signal; blur: the sigma in pixels, at most 100. White is 255 in 8-bit and RGB images, else the image's maximum.",
            min = "0",
            attrs = @Attr(name = "unit", value = "grey values, photons, % or pixels"),
            persist = false)
    private double level = 25;

    @Parameter(
            label = "Read noise",
            description = "The standard deviation of the camera's read noise, for poisson-gaussian.",
            min = "0",
            attrs = @Attr(name = "unit", value = "photons"),
            persist = false)
    private double read = 2;

    @Parameter(
            label = "Blur",
            description = "The sigma of a Gaussian blur that comes before the noise. 0: no blur.",
            min = "0",
            max = "100",
            attrs = @Attr(name = "unit", value = "pixels"),
            persist = false)
    private double blur = 0;

    @Parameter(label = "Seed", description = "The same seed gives the same noise.", min = "0", persist = false)
    private long seed = 1;

    @Parameter(
            label = "Type",
            description = "same: the input's type, rounded and clipped; float: 32-bit, neither rounded nor clipped.",
            choices = {"same", "float"},
            persist = false)
    private String type = "same";

    @Parameter(
            label = "Clip",
            description =
                    "Cuts the result to the range from black to white: 0 to 255 in 8-bit and RGB images, else to the image's"
                            + " maximum. Without it, type=same still cuts to what the type can hold.",
            persist = false)
    private boolean clip = false;

    @Parameter(
            label = "Save to",
            description = "A file to save the noisy image to (.tif, or .png or .jpg for a single plane).",
            style = "save",
            required = false,
            persist = false)
    private String output = "";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus result;

    static List<String> kinds() {
        return NoiseKind.names();
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        NoiseKind kind = NoiseKind.fromName(noise);
        kind.checkLevel(level);
        NoiseModels.checkBlur(blur);
        Path file = output.isEmpty() ? null : InputImages.path("output", output);
        if (file != null) ImageFiles.checkTarget(file);
        Planes planes = Planes.of(InputImages.open("input", input, image, progress));
        ImagePlus noisy = degrade(planes, kind, progress);
        if (file != null) ImageFiles.save(noisy, file, (done, total) -> progress.checkCancelled());
        result = noisy;
    }

    private ImagePlus degrade(Planes planes, NoiseKind kind, Progress progress) {
        float black = planes.image().getCalibration().isSigned16Bit() ? 1 << 15 : 0;
        // a level of Gaussian noise counts 255ths from black to white: here those are grey values
        boolean counted = kind.dependsOnWhite() && kind != NoiseKind.GAUSSIAN;
        float white = counted || clip ? white(planes, black) : black + 255;
        NoiseModel model =
                NoiseModels.blurred(blur, NoiseModels.model(kind, level, read, black, counted ? white : black + 255));
        OutputType outputType = type.equals("float") ? OutputType.FLOAT : OutputType.SAME;
        OutputImage out =
                OutputImage.of(planes, outputType, Titles.result(planes.image().getTitle(), "-noisy"));
        progress.status(model.description());
        for (int plane = 0; plane < planes.count(); plane++) {
            progress.checkCancelled();
            for (int component = 0; component < planes.components(); component++) {
                float[] values = planes.read(plane, component);
                model.apply(
                        values,
                        planes.width(),
                        planes.height(),
                        1,
                        Seeds.random(seed, (long) plane * planes.components() + component));
                if (clip) clip(values, black, white);
                out.write(plane, component, values);
            }
            progress.progress(plane + 1L, planes.count());
        }
        return out.finish();
    }

    private float white(Planes planes, float black) {
        float white = planes.type().maximum() == 255 ? 255 : maximum(planes);
        if (white > black) return white;
        throw new IllegalArgumentException((clip ? "clip=true" : "noise=" + noise) + ": the image '"
                + planes.image().getTitle() + "' has no value above 0, so that there is no white to "
                + (clip ? "cut the values at" : "scale the noise by"));
    }

    /** NaN stays. */
    private static void clip(float[] values, float black, float white) {
        for (int i = 0; i < values.length; i++) values[i] = Math.max(black, Math.min(white, values[i]));
    }

    private static float maximum(Planes planes) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int plane = 0; plane < planes.count(); plane++) {
            for (float value : planes.read(plane, 0)) if (value > maximum) maximum = value;
        }
        return maximum;
    }
}
