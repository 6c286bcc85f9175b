package org.denoiser.command;

import ij.ImagePlus;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.Planes;
import org.denoiser.image.ScalingRule;
import org.denoiser.image.Titles;
import org.denoiser.noise.Seeds;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Puts originals, noisy and denoised images one under the other, with figures. */
@Plugin(
        type = Command.class,
        name = "compare",
        label = "Compare Denoising...",
        description = "Shows the original, the noisy and the denoised image one under the other, with PSNR and SSIM.")
public final class CompareCommand extends DenoiserCommand {
    /** Pictures are enlarged to at least about this width. */
    private static final int VISIBLE = 112;

    @Parameter(
            label = "Original",
            description =
                    "The image without noise: a file, a folder, or the title of an open image. Without it there are no figures.",
            style = "image,folder",
            required = false,
            persist = false)
    private String reference = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus referenceimage;

    @Parameter(
            label = "Noisy",
            description = "The noisy image, or a folder with files of the same names.",
            style = "image,folder",
            required = false,
            persist = false)
    private String noisy = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus noisyimage;

    @Parameter(
            label = "Denoised",
            description = "The denoised image, or a folder with files of the same names.",
            style = "image,folder",
            required = false,
            persist = false)
    private String denoised = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus denoisedimage;

    @Parameter(
            label = "Pictures",
            description = "Pictures in a row: planes spread over the stack, images spread over the folder, or patches.",
            min = "1",
            max = "100",
            persist = false)
    private int count = 5;

    @Parameter(
            label = "Patch",
            description = "Width and height of random pieces to show; 0: whole planes.",
            min = "0",
            max = "10000",
            attrs = @Attr(name = "unit", value = "px"),
            persist = false)
    private int patch = 0;

    @Parameter(
            label = "Zoom",
            description = "How many pixels wide a pixel becomes; 0: as many as make small pictures visible.",
            min = "0",
            max = "64",
            persist = false)
    private int zoom = 0;

    @Parameter(
            label = "Differences",
            description =
                    "Whether there is a row of what the last image differs from the first, doubled; grey is none.",
            persist = false)
    private boolean difference;

    @Parameter(
            label = "Seed",
            description = "Of the places of patches: the same seed gives the same places.",
            min = "0",
            style = "advanced",
            persist = false)
    private long seed = 1;

    @Parameter(
            label = "Range",
            description =
                    "The range of values that PSNR and SSIM refer to: a number, or auto for 255 with 8-bit and RGB originals"
                            + " and for maximum minus minimum of any other original.",
            style = "advanced",
            persist = false)
    private String range = "auto";

    @Parameter(
            label = "Display",
            description =
                    "Which values are black and white, by the original: MIN-MAX such as 0-4095, or auto (8-bit: 0-255; else"
                            + " percentiles), full, minmax, percentile.",
            style = "advanced",
            persist = false)
    private String display = "auto";

    @Parameter(
            label = "Save to",
            description = "A file to save the montage to (.png, .tif, .jpg).",
            style = "save",
            required = false,
            persist = false)
    private String output = "";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus result;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    private Comparison comparison;
    private Montage montage;

    @Override
    protected void execute(Progress progress) throws IOException {
        Path file = output.isEmpty() ? null : InputImages.path("output", output);
        if (file != null) ImageFiles.checkTarget(file);
        comparison = new Comparison(Evaluation.parseRange(range), displayRule(), difference);
        List<ComparedImages> sets = ComparedImages.find(
                List.of(reference, noisy, denoised), Arrays.asList(referenceimage, noisyimage, denoisedimage));
        SplittableRandom random = Seeds.random(seed, 0);
        int[] chosen = patch > 0 ? drawn(sets.size(), random) : spread(sets.size());
        // of one stack several planes or patches, of a folder one each
        int each = sets.size() > 1 ? 1 : count;
        for (int i = 0; i < (sets.size() > 1 ? chosen.length : 1); i++) {
            progress.checkCancelled();
            add(sets.get(chosen[i]).open(), each, sets.size() > 1, random, progress);
            progress.progress(i + 1L, chosen.length);
        }
        ImagePlus drawn = montage.draw("Comparison");
        if (file != null) ImageFiles.save(drawn, file);
        result = drawn;
        report = comparison.report();
    }

    private ScalingRule displayRule() {
        try {
            return ScalingRule.parse(display);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage().replaceFirst("^range=", "display="), e);
        }
    }

    private void add(
            List<Planes> images, int pictures, boolean fromFolder, SplittableRandom random, Progress progress) {
        Planes first =
                images.stream().filter(planes -> planes != null).findFirst().orElseThrow();
        String name = Titles.withoutExtension(first.image().getTitle());
        requirePatch(first);
        comparison.take(images, (done, total) -> progress.checkCancelled());
        if (montage == null) montage = new Montage(comparison.rows(), zoomFor(first));
        int[] planes = patch > 0 ? random.ints(pictures, 0, first.count()).toArray() : spread(pictures, first.count());
        Arrays.sort(planes);
        for (int plane : planes) {
            progress.checkCancelled();
            Rectangle piece = new Rectangle(0, 0, first.width(), first.height());
            if (patch > 0) {
                int x = random.nextInt(first.width() - patch + 1);
                piece = new Rectangle(x, random.nextInt(first.height() - patch + 1), patch, patch);
            }
            String title = fromFolder || first.count() == 1 ? name : first.position(plane);
            String place = patch > 0 ? " (" + piece.x + ", " + piece.y + ")" : "";
            montage.add(title + place, comparison.column(plane, piece));
        }
    }

    private void requirePatch(Planes image) {
        if (patch <= Math.min(image.width(), image.height())) return;
        throw new IllegalArgumentException("patch=" + patch + ": the image '"
                + image.image().getTitle() + "' has only " + image.width() + "x" + image.height() + " pixels");
    }

    private int zoomFor(Planes image) {
        if (zoom > 0) return zoom;
        int width = patch > 0 ? patch : image.width();
        return Math.max(1, (VISIBLE + width - 1) / width);
    }

    /** Random images, each as often as any other, give or take one. */
    private int[] drawn(int all, SplittableRandom random) {
        int[] order = IntStream.range(0, all).toArray();
        for (int i = all - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return IntStream.range(0, count).map(i -> order[i % all]).sorted().toArray();
    }

    private int[] spread(int all) {
        return spread(count, all);
    }

    /** So many numbers below a limit at even distances, all if there are fewer. */
    private static int[] spread(int wanted, int all) {
        int[] numbers = new int[Math.min(wanted, all)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) ((2L * i + 1) * all / (2L * numbers.length));
        }
        return numbers;
    }
}
