package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.OutputImage;
import org.denoiser.image.OutputType;
import org.denoiser.image.Planes;
import org.denoiser.image.Titles;
import org.denoiser.noise.NoiseAssumption;
import org.denoiser.noise.NoiseEstimate;
import org.denoiser.noise.NoiseEstimator;
import org.denoiser.single.PlaneDenoiser;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Denoises an image by what it holds itself, without a model and without clean images. */
@Plugin(
        type = Command.class,
        name = "self",
        label = "Denoise This Image...",
        description = "Denoises an image or a stack without a model: it learns from the noisy image alone.")
public final class SelfCommand extends DenoiserCommand {
    @Parameter(
            label = "Image",
            description =
                    "The image or stack to denoise: a file, or the title of an open image. Empty: the active image.",
            style = "image",
            required = false,
            persist = false)
    private String input = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Noise",
            description =
                    "What is known of the noise. auto: nothing, it is found out. gaussian: independent from pixel to pixel, the same"
                            + " everywhere. poisson-gaussian: independent, stronger where it is brighter. correlated:"
                            + " neighbouring pixels have similar noise.",
            attrs = @Attr(name = "choices", value = "assumptions"),
            persist = false)
    private String noise = "auto";

    @Parameter(
            label = "Level",
            description =
                    "The standard deviation of the noise where the image has its mean value. 0: it is estimated, for each plane.",
            min = "0",
            attrs = @Attr(name = "unit", value = "grey values"),
            persist = false)
    private double level = 0;

    @Parameter(
            label = "Strength",
            description = "Below 1 some noise is left, above 1 more is smoothed away: a factor for the level.",
            min = "0.1",
            max = "10",
            style = "advanced",
            persist = false)
    private double strength = 1;

    @Parameter(
            label = "Result type",
            description = "same: rounded and clamped to the type of the image. float: 32-bit, neither.",
            choices = {"same", "float"},
            persist = false)
    private String type = "same";

    @Parameter(
            label = "Clean image",
            description = "A clean image of the same size, where there is one: the PSNR before and after is reported.",
            style = "image,advanced",
            required = false,
            persist = false)
    private String target = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus targetimage;

    @Parameter(
            label = "Save to",
            description = "File to save the result to (.tif, .png, .jpg). Empty: it is not saved.",
            style = "save",
            required = false,
            persist = false)
    private String output = "";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus result;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    static List<String> assumptions() {
        return NoiseAssumption.keys();
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        NoiseAssumption assumption = NoiseAssumption.ofKey(noise);
        Path saved = output.isEmpty() ? null : InputImages.path("output", output);
        if (saved != null) ImageFiles.checkTarget(saved);
        ImagePlus noisy = InputImages.open("input", input, image);
        CleanImage clean = CleanImage.open(target, targetimage, noisy, progress);
        Planes planes = Planes.of(noisy);
        planes.requireFinite((read, all) -> progress.checkCancelled());
        FoundNoise found = new FoundNoise(planes.components());
        ImagePlus denoised = denoise(planes, assumption, found, progress);
        report = noisy.getTitle() + ": " + found + clean.report(denoised);
        if (saved != null) ImageFiles.save(denoised, saved, (done, total) -> progress.checkCancelled());
        result = denoised;
    }

    private ImagePlus denoise(Planes planes, NoiseAssumption assumption, FoundNoise found, Progress progress) {
        OutputImage out = OutputImage.of(
                planes,
                OutputType.valueOf(type.toUpperCase(Locale.ROOT)),
                Titles.result(planes.image().getTitle(), "-denoised"));
        PlaneDenoiser denoiser = new PlaneDenoiser(Runtime.getRuntime().availableProcessors());
        long total = (long) planes.count() * planes.components();
        for (int plane = 0; plane < planes.count(); plane++) {
            for (int component = 0; component < planes.components(); component++) {
                long done = (long) plane * planes.components() + component;
                progress.checkCancelled();
                progress.progress(1000 * done, 1000 * total);
                float[] values = planes.read(plane, component);
                NoiseEstimate estimate = estimate(values, planes, assumption);
                found.add(estimate);
                progress.status("Taking away " + estimate);
                float[] denoised = denoiser.denoise(values, planes.width(), planes.height(), estimate, share -> {
                    progress.checkCancelled();
                    progress.progress(1000 * done + (long) (1000 * share), 1000 * total);
                });
                out.write(plane, component, denoised);
            }
        }
        return out.finish();
    }

    private NoiseEstimate estimate(float[] values, Planes planes, NoiseAssumption assumption) {
        NoiseEstimate estimate = NoiseEstimator.estimate(values, planes.width(), planes.height(), assumption);
        if (level == 0) return estimate.times(strength);
        double mean = 0;
        for (float value : values) mean += value;
        return estimate.withLevel(level, mean / values.length).times(strength);
    }
}
