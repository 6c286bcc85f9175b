package org.denoiser.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.denoiser.image.ImageFiles;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Measures how close images are to their references. */
@Plugin(
        type = Command.class,
        name = "evaluate",
        label = "Evaluate Denoising...",
        description = "Measures MSE, PSNR and SSIM of an image, or of a folder of images, against a reference.")
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
                    "What it should look like: a file, a folder with files of the same names, or the title of an open image.",
            style = "image,folder",
            persist = false)
    private String target = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus targetimage;

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
        Evaluation evaluation = new Evaluation(Evaluation.parseRange(range), fit, progress);
        Path inputFolder = InputImages.folder("input", input, image);
        Path targetFolder = InputImages.folder("target", target, targetimage);
        if (inputFolder == null && targetFolder == null) {
            evaluation.add(InputImages.open("input", input, image), InputImages.open("target", target, targetimage));
        } else if (inputFolder != null && targetFolder != null) {
            evaluateFolders(evaluation, ImagePair.match("target", inputFolder, targetFolder), progress);
        } else {
            boolean input = inputFolder != null;
            throw new IllegalArgumentException((input ? "target" : "input") + ": a folder is needed, since "
                    + (input ? "input" : "target") + "=" + (input ? inputFolder : targetFolder) + " is one");
        }
        ResultsTable measured = evaluation.table();
        if (!output.isEmpty()) TableFile.save(measured, InputImages.path("output", output));
        table = measured;
    }

    private static void evaluateFolders(Evaluation evaluation, List<ImagePair> pairs, Progress progress)
            throws IOException {
        for (int i = 0; i < pairs.size(); i++) {
            evaluation.add(
                    ImageFiles.open(pairs.get(i).image()),
                    ImageFiles.open(pairs.get(i).reference()));
            progress.progress(i + 1L, pairs.size());
        }
    }
}
