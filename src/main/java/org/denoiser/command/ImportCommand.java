package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.denoiser.model.ForeignModel;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ForeignPackages;
import org.denoiser.model.ModelNames;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.model.ModelPackageWriter;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.predict.ForeignTest;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Puts a model of Denoiser or of another program among the installed ones. */
@Plugin(
        type = Command.class,
        name = "import",
        label = "Import Denoiser...",
        description = "Installs a model: a bioimage.io package with TorchScript weights, or a TorchScript file alone.")
public final class ImportCommand extends DenoiserCommand {
    static final String NO_RANGE = "none";

    @Parameter(
            label = "Model",
            description =
                    "A bioimage.io package (.zip or a folder), a description (.yaml) with its files beside it, or a"
                            + " TorchScript file (.pt) of one grey image in and one out.",
            style = "file,folder",
            persist = false)
    private String input = "";

    @Parameter(
            label = "Name",
            description = "What it is to be called here. Empty: as its description or file is called.",
            required = false,
            persist = false)
    private String name = "";

    @Parameter(
            label = "Overwrite",
            description = "Whether an installed model of the same name is replaced.",
            persist = false)
    private boolean overwrite = false;

    @Parameter(
            label = "Even untested",
            description =
                    "Whether a package is installed that has no test tensors, or does not give the result that they"
                            + " promise.",
            style = "advanced",
            persist = false)
    private boolean untested = false;

    @Parameter(
            label = "Range of a .pt",
            description =
                    "Which grey values become 0 and 1 for the network of a .pt file and back, as MIN-MAX such as 0-255;"
                            + " for one trained with a mean and a standard deviation MEAN-SUM of both. none: values are left as they are.",
            style = "advanced",
            persist = false)
    String range = "0-255";

    @Parameter(
            label = "Size step of a .pt",
            description = "Width and height must be multiples of this, for the network of a .pt file.",
            min = "1",
            max = "1024",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    int step = 16;

    @Parameter(
            label = "Only size of a .pt",
            description =
                    "The only width and height that the network of a .pt file takes; 0: all multiples of the step.",
            min = "0",
            max = "4096",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    int side = 0;

    @Parameter(
            label = "Halo of a .pt",
            description = "Pixels at the borders of a tile whose results are not used, for a .pt file; 0: 32.",
            min = "0",
            max = "512",
            attrs = @Attr(name = "unit", value = "px"),
            style = "advanced",
            persist = false)
    int halo = 0;

    @Parameter(
            label = "Description of a .pt",
            description = "What a .pt file is for.",
            style = "advanced",
            required = false,
            persist = false)
    String description = "";

    @Parameter(
            label = "Author of a .pt",
            description = "Who made a .pt file. Empty: nobody is named.",
            style = "advanced",
            required = false,
            persist = false)
    String author = "";

    @Parameter(
            label = "Licence of a .pt",
            description = "SPDX identifier of the licence of a .pt file, such as CC-BY-4.0. Empty: none is granted.",
            style = "advanced",
            required = false,
            persist = false)
    String licence = "";

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    @Override
    protected void execute(Progress progress) throws IOException {
        Path from = InputImages.path("input", input);
        if (!Files.exists(from)) {
            throw new IllegalArgumentException("input=" + input + ": there is no such file or folder");
        }
        if (from.toString().toLowerCase(Locale.ROOT).matches(".*\\.(pt|pth|torchscript)")) {
            importScript(from, progress);
        } else if (ForeignModelReader.isForeign(from)) {
            importForeign(from, progress);
        } else {
            importOwn(from);
        }
    }

    private void importScript(Path from, Progress progress) throws IOException {
        Path target = target(plain(from));
        progress.status("Running " + from.getFileName());
        Map<String, byte[]> files = ScriptImport.files(from, ModelFolders.nameOf(target), this);
        progress.checkCancelled();
        ForeignPackages.write(target, files);
        report = "Installed as " + ModelFolders.nameOf(target) + " in " + target
                + ". A test image came out in its own size.";
    }

    private void importForeign(Path from, Progress progress) throws IOException {
        ForeignModel model = ForeignModelReader.read(from);
        Path target = target(cleaned(model.describedName()));
        progress.status("Running the test of " + model.describedName());
        String told = test(model, from);
        progress.checkCancelled();
        Map<String, byte[]> files = ForeignModelReader.files(from);
        progress.checkCancelled();
        ForeignPackages.write(target, files);
        report = "Installed as " + ModelFolders.nameOf(target) + " in " + target + ". " + told;
    }

    private String test(ForeignModel model, Path from) {
        if (!model.hasTest()) {
            if (!untested) {
                throw new IllegalArgumentException(
                        "input=" + from + ": its test tensors lie elsewhere and nothing is fetched"
                                + " unasked; put them beside the description, or give untested=true");
            }
            return "It was not tested: its test tensors lie elsewhere.";
        }
        try (DenoisingNetwork network = DenoisingNetwork.open(model, DeviceChoice.ofKey("cpu"))) {
            ForeignTest test = ForeignTest.run(model, network);
            if (!test.isPassed() && !untested) {
                throw new IllegalArgumentException(
                        "input=" + from + ": the model does not give the result that its package"
                                + " promises for its test image: " + test + "; untested=true installs it all the same");
            }
            return "Its own test was run: " + test + "."
                    + (model.givesFractions() ? "\n" + AppliedModel.FRACTIONS : "");
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("input=" + from + ": " + e.getMessage(), e);
        }
    }

    private void importOwn(Path from) throws IOException {
        ModelPackage model = ModelPackageReader.read(from);
        Path target = target(model.name());
        String called = ModelFolders.nameOf(target);
        Files.createDirectories(target.toAbsolutePath().getParent());
        ModelPackageWriter.write(called.equals(model.name()) ? model : RenamedModel.named(model, called), target);
        report = "Installed as " + called + " in " + target + ".";
    }

    private Path target(String otherwise) {
        String wanted = name.isBlank() ? otherwise : name.strip();
        Path target = ModelFolders.forNew(ModelNames.check(wanted));
        if (Files.exists(target) && !overwrite) {
            throw new IllegalArgumentException(
                    "name=" + wanted + ": a model of this name is installed; give another name or" + " overwrite=true");
        }
        return target;
    }

    private static String plain(Path from) {
        return cleaned(from.getFileName().toString().replaceFirst("\\.[A-Za-z]+$", ""));
    }

    /** A text as near to it as a model's name can be. */
    private static String cleaned(String text) {
        String allowed = text.replaceAll("[^A-Za-z0-9 _()-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        String cut = allowed.substring(0, Math.min(60, allowed.length())).stripTrailing();
        return cut.isEmpty() ? "Imported" : cut;
    }
}
