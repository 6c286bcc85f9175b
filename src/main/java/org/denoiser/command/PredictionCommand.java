package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.OutputType;
import org.denoiser.image.Planes;
import org.denoiser.image.Residence;
import org.denoiser.image.ResultPlace;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.Precision;
import org.denoiser.predict.DenoisingListener;
import org.denoiser.predict.ImageDenoiser;
import org.denoiser.predict.TileOptions;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** The keys of the commands that apply a model: how it is run. */
abstract class PredictionCommand extends DenoiserCommand {
    @Parameter(
            label = "Tile",
            description =
                    "Largest width and height of the tiles that images are cut into. Larger tiles need more memory; the default"
                            + " becomes smaller where there is little.",
            min = "16",
            max = "4096",
            style = "advanced",
            attrs = @Attr(name = "unit", value = "px"),
            persist = false)
    private int tile = 512;

    @Parameter(
            label = "Overlap",
            description =
                    "Least overlap of neighbouring tiles in pixels, at most half a tile. auto: as far as the network sees, at"
                            + " most 96.",
            choices = {"auto", "32", "64", "96"},
            style = "open,advanced",
            persist = false)
    private String overlap = "auto";

    @Parameter(
            label = "Range",
            description =
                    "Which values become 0 and 1 for the network: MIN-MAX in grey values, such as 0-4095, or auto, full,"
                            + " minmax, percentile. Empty: as the model was trained.",
            style = "advanced",
            required = false,
            persist = false)
    private String range = "";

    @Parameter(
            label = "Device",
            description = "auto: a GPU when there is one. cpu, gpu, gpu1...: that one. mps: the GPU of a Mac.",
            style = "open,advanced",
            choices = {"auto", "cpu", "gpu", "mps"},
            persist = false)
    private String device = "auto";

    @Parameter(
            label = "Precision",
            description =
                    "auto: bfloat16 where it is faster on this machine and changes the result by 0.5 % of its range at"
                            + " most, else float32.",
            style = "advanced",
            choices = {"auto", "float32", "bfloat16"},
            persist = false)
    private String precision = "auto";

    @Parameter(
            label = "Ensemble",
            description =
                    "In how many orientations the network sees the image, the results being averaged: 4 mirrors it, 8 turns it as well. A"
                            + " little better, and slower by as many times. Not for models of noise that has a direction.",
            style = "advanced",
            choices = {"1", "4", "8"},
            persist = false)
    private String ensemble = "1";

    @Parameter(
            label = "Virtual stacks",
            description =
                    "auto: a TIFF stack that does not fit into memory together with its result stays in its file, and the"
                            + " result goes to its own plane by plane. yes: every stack. no: none.",
            style = "advanced",
            choices = {"auto", "yes", "no"},
            persist = false)
    private String virtual = "auto";

    @Parameter(
            label = "Own pixel",
            description =
                    "Whether each pixel's own value is weighed into the result by the noise that is found, since a network that has"
                            + " learnt by hiding pixels only knows those around it. auto: for models that have learnt by noise2void.",
            style = "advanced",
            choices = {"auto", "yes", "no"},
            persist = false)
    private String own = "auto";

    /**
     * The package of a model. Wrong values of the keys above are told before it is read.
     *
     * @param model its name or file
     */
    final AppliedModel read(String model) throws IOException {
        locate(model);
        return AppliedModel.read(ModelFolders.find(model).toRealPath(), range);
    }

    /**
     * Tells apart all models with their range, and each from what it was before a change of its file. Wrong values of the keys above are told first.
     *
     * @param model its name or file
     */
    final String locate(String model) throws IOException {
        DeviceChoice.ofKey(device);
        tiles();
        if (!range.isEmpty()) ScalingRule.parse(range);
        Path file = ModelFolders.find(model).toRealPath();
        return file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file) + " " + range;
    }

    /** Loads its network, which the caller closes; it stays in memory for a while, for the next command of a macro. */
    final DenoisingNetwork open(AppliedModel trained, Progress progress) throws IOException {
        progress.status("Loading " + trained.name());
        return trained.open(DeviceChoice.ofKey(device), Precision.ofKey(precision));
    }

    final ImageDenoiser denoiser(AppliedModel trained, DenoisingNetwork network) {
        return trained.denoiser(network, trained.rule(), tiles())
                .weighing(weighs(trained))
                .marking(image -> mark(image, trained, network));
    }

    /** The values that the result depends on but for rounding, as a macro gives them. */
    final String values(AppliedModel trained) {
        return "range=" + trained.range() + " tile=" + tile + " overlap=" + overlap
                + (weighs(trained) ? " own=yes" : "") + (ensemble.equals("1") ? "" : " ensemble=" + ensemble);
    }

    final Residence residence() {
        return Residence.ofKey(virtual);
    }

    /**
     * What denoising tells a command's caller.
     *
     * @param work the status once the range of values is found
     */
    static DenoisingListener listener(Progress progress, String work) {
        return new DenoisingListener() {
            private boolean looking;

            @Override
            public void progress(long done, long total) {
                progress.checkCancelled();
                if (looking) progress.status(work);
                looking = false;
                progress.progress(done, total);
            }

            @Override
            public void looking(long read, long all, long total) {
                progress.checkCancelled();
                looking = true;
                progress.status("Finding the range of values, " + 100 * read / all + " %");
            }

            @Override
            public void saving(long written, long all) {
                progress.checkCancelled();
                progress.status("Writing the result, " + 100 * written / all + " %");
            }
        };
    }

    /**
     * Denoises to memory, or straight to a file where it has to.
     *
     * @param file where the user wants the result; null for none. It is there when this returns
     * @throws IllegalArgumentException before any work if the result fits neither
     */
    static ImagePlus denoise(
            ImageDenoiser denoiser,
            ImagePlus noisy,
            OutputType type,
            Path file,
            Residence residence,
            DenoisingListener listener)
            throws IOException {
        if (ResultPlace.isFile(Planes.of(noisy), type, file, residence)) {
            return denoiser.denoise(noisy, type, file, listener);
        }
        ImagePlus denoised = denoiser.denoise(noisy, type, listener);
        if (file != null) ImageFiles.save(denoised, file, listener::saving);
        return denoised;
    }

    /** What it is done with and where, for messages. */
    static String describe(AppliedModel trained, DenoisingNetwork network) {
        return trained.name() + " on " + network.deviceName() + ", "
                + network.precision().key();
    }

    /**
     * What noise an image shows, and whether the model has learnt it: lines for the report.
     *
     * @param where words to tell the image from others; may be empty
     */
    static String seen(ImagePlus noisy, AppliedModel trained, String where) {
        SeenNoise noise = SeenNoise.of(Planes.of(noisy));
        if (noise == null) return "";
        String doubt = trained.doubt(noise);
        return "\nNoise seen" + where + ": " + noise + "." + (doubt.isEmpty() ? "" : "\n" + doubt);
    }

    /** What happened on the way that the user should know, a line each; empty when nothing did. */
    static String notices(DenoisingNetwork network) {
        return network.notices().stream().map(notice -> "\n" + notice).collect(Collectors.joining());
    }

    /** Writes into a result what it was made with; saved in TIFF files too. */
    private void mark(ImagePlus result, AppliedModel trained, DenoisingNetwork network) {
        result.setProp("Denoiser model", trained.name());
        result.setProp("Denoiser device", network.deviceName());
        result.setProp("Denoiser precision", network.precision().key());
        if (!ensemble.equals("1")) result.setProp("Denoiser ensemble", ensemble);
    }

    final boolean weighs(AppliedModel trained) {
        return own.equals("yes") || own.equals("auto") && trained.hasHiddenPixels();
    }

    final TileOptions tiles() {
        TileOptions tiles = TileOptions.defaults().tile(tile).ensemble(Integer.parseInt(ensemble));
        if (overlap.equals("auto")) return tiles;
        if (!overlap.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException(
                    "overlap=" + overlap + ": auto or a whole number of pixels from 0 to half a tile is needed");
        }
        return tiles.overlap(Integer.parseInt(overlap));
    }
}
