package org.denoiser.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.denoiser.image.ImageFiles;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Measures how close images are to their references, or without any what noise they have and what was taken from them. */
@Plugin(
        type = Command.class,
        name = "evaluate",
        label = "Evaluate Denoising...",
        description =
                "Measures MSE, PSNR and SSIM of an image, or of a folder of images, against a reference; without one the noise.")
public final class EvaluateCommand extends DenoiserCommand {
    @Parameter(
            label = "Image",
            description = "The image to judge: a file, a folder, or the title of an open image.",
            style = "image,folder",
            required = false,
            persist = false)
    private String input = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Reference",
            description =
                    "What it should look like: a file, a folder with files of the same names, or the title of an open image. Empty: the"
                            + " noise is measured instead.",
            style = "image,folder",
            required = false,
            persist = false)
    private String target = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus targetimage;

    @Parameter(
            label = "Image before",
            description =
                    "Without a reference: the image as it was before denoising, to measure what was taken from it: a file, a folder with"
                            + " files of the same names, or the title of an open image.",
            style = "image,folder",
            required = false,
            persist = false)
    private String noisy = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus noisyimage;

    @Parameter(
            label = "Range",
            description =
                    "The range of values that PSNR and SSIM refer to: a number, or auto for 255 with 8-bit and RGB references and"
                            + " for maximum minus minimum of any other reference.",
            persist = false)
    private String range = "auto";

    @Parameter(
            label = "Fit gain and offset first",
            description =
                    "Scales each plane to its reference by least squares first, for images whose values were scaled on the way.",
            persist = false)
    private boolean fit;

    @Parameter(
            label = "Save to",
            description = "A file to save the table to (.csv).",
            style = "save",
            required = false,
            persist = false)
    private String output = "";

    @Parameter(type = ItemIO.OUTPUT)
    private ResultsTable table;

    @Override
    protected void execute(Progress progress) throws IOException {
        double wanted = Evaluation.parseRange(range);
        boolean reference = !target.isEmpty() || targetimage != null;
        boolean before = !noisy.isEmpty() || noisyimage != null;
        if (reference && before) {
            throw new IllegalArgumentException("noisy: it is compared with only where there is no target");
        }
        ResultsTable measured;
        if (reference) {
            Evaluation evaluation = new Evaluation(wanted, fit, progress);
            forEach("target", target, targetimage, progress, evaluation::add);
            measured = evaluation.table();
        } else {
            BlindEvaluation evaluation = new BlindEvaluation(progress);
            forEach("noisy", before ? noisy : null, noisyimage, progress, evaluation::add);
            measured = evaluation.table();
        }
        if (!output.isEmpty()) TableFile.save(measured, InputImages.path("output", output));
        table = measured;
    }

    /**
     * Opens each image and its partner.
     *
     * @param key of the partner
     * @param text its value, or null for none
     * @param partner the field beside it, or null
     * @param judge takes an image and its partner, which is null if there is none
     */
    private void forEach(
            String key, String text, ImagePlus partner, Progress progress, BiConsumer<ImagePlus, ImagePlus> judge)
            throws IOException {
        boolean paired = text != null || partner != null;
        Path images = InputImages.folder("input", input, image);
        Path partners = paired ? InputImages.folder(key, text, partner) : null;
        if (paired && (images == null) != (partners == null)) {
            boolean ours = images != null;
            throw new IllegalArgumentException((ours ? key : "input") + ": a folder is needed, since "
                    + (ours ? "input" : key) + "=" + (ours ? images : partners) + " is one");
        }
        if (images == null) {
            ImagePlus found = InputImages.open("input", input, image);
            judge.accept(found, paired ? InputImages.open(key, text, partner) : null);
            return;
        }
        List<ImagePair> pairs = paired ? ImagePair.match(key, images, partners) : ImagePair.alone(images);
        for (int i = 0; i < pairs.size(); i++) {
            progress.checkCancelled();
            ImagePair pair = pairs.get(i);
            judge.accept(ImageFiles.open(pair.image()), paired ? ImageFiles.open(pair.reference()) : null);
            progress.progress(i + 1L, pairs.size());
        }
    }
}
