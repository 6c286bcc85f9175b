package org.denoiser.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A command with a key of every kind that does what its {@code act} says. */
@Plugin(type = Command.class, name = "probe", label = "Probe It...", description = "Has a key of every kind.")
public final class ProbeCommand extends DenoiserCommand {
    @Parameter(
            label = "Input_image",
            description = "The image to look at.",
            style = "image",
            required = false,
            persist = false)
    private String input = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus image;

    @Parameter(label = "Reference", style = "image,folder", required = false, persist = false)
    private String target = "";

    @Parameter(visibility = ItemVisibility.INVISIBLE, required = false, autoFill = false, persist = false)
    private ImagePlus targetimage;

    @Parameter(label = "Title", persist = false)
    private String title = "untitled";

    @Parameter(
            label = "Act",
            choices = {"return", "refuse", "file", "crash", "wait"},
            persist = false)
    private String act = "return";

    @Parameter(label = "Model", style = "open,file", attrs = @Attr(name = "choices", value = "models"), persist = false)
    private String model = "General";

    @Parameter(label = "Tile", min = "16", max = "4096", attrs = @Attr(name = "unit", value = "px"), persist = false)
    private int tile = 512;

    @Parameter(label = "Seed", min = "0", persist = false)
    private long seed = 1;

    @Parameter(label = "Level", min = "0", max = "1", persist = false)
    private double level = 0.25;

    @Parameter(label = "Offset", persist = false)
    private double offset;

    @Parameter(label = "Fit", persist = false)
    private boolean fit;

    @Parameter(label = "Keep", style = "advanced", persist = false)
    private boolean keep = true;

    @Parameter(label = "File", style = "file", required = false, persist = false)
    private String file = "";

    @Parameter(label = "Folder", style = "folder", required = false, persist = false)
    private String folder = "";

    @Parameter(label = "Output", style = "save", required = false, persist = false)
    private String output = "";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus result;

    @Parameter(type = ItemIO.OUTPUT)
    private ResultsTable table;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    static List<String> models() {
        return List.of("General", "Fluorescence");
    }

    @Override
    protected void execute(Progress progress) throws IOException {
        progress.status(act);
        switch (act) {
            case "refuse":
                throw new IllegalArgumentException("title=" + title + ": another title is needed");
            case "file":
                throw new FileNotFoundException(file + ": there is no such file");
            case "crash":
                throw new IllegalStateException("broken");
            case "wait":
                while (true) progress.checkCancelled();
            default:
                String seen = image == null ? input : image.getTitle();
                result = new ImagePlus(title, new ByteProcessor(tile, 1));
                table = new ResultsTable();
                table.addRow();
                table.addValue("Image", seen);
                table.addValue("Level", level);
                report = String.join(
                        " ", seen, model, "" + tile, "" + seed, "" + level, "" + offset, "" + fit, "" + keep, file);
                progress.progress(1, 1);
        }
    }
}
