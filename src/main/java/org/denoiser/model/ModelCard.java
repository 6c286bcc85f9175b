package org.denoiser.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.denoiser.architecture.Architecture;
import org.denoiser.torchscript.TensorType;

/**
 * The model card, {@code README.md}: what a person wants to know before using a model. Everything in it stands in the package
 * elsewhere in a form for programs.
 */
final class ModelCard {
    /** How the names of the figures of a test begin in the record of a training. */
    private static final String TEST = "test ";

    private static final String NOISY_TEST = "noisy test ";

    private final ModelPackage model;
    private final TrainingRecord record;
    private final StringBuilder text = new StringBuilder();

    private ModelCard(ModelPackage model) {
        this.model = model;
        this.record = model.record();
    }

    static String of(ModelPackage model) {
        ModelCard card = new ModelCard(model);
        card.purpose();
        card.figures();
        card.test();
        card.training();
        card.data();
        card.limits();
        card.validation();
        card.command();
        card.otherPrograms();
        return card.text.toString();
    }

    private void purpose() {
        text.append("# ").append(model.name()).append("\n\n");
        paragraph(model.description());
        paragraph("![Left: with noise, right: what the model makes of it](" + EntryNames.COVER + ")");
        heading("What it is for");
        paragraph("It takes off this noise: " + model.noise().words() + ".");
        table("Figure", "Value", numbers(model.noise().figures()));
    }

    private void figures() {
        heading("Figures");
        if (record.epochs().isEmpty()) {
            paragraph("No epoch was recorded.");
            return;
        }
        List<EpochRow> rows = new ArrayList<>(List.of(record.epochs().get(0)));
        record.best().ifPresent(rows::add);
        rows.add(record.epochs().get(record.epochs().size() - 1));
        Map<String, ToDoubleFunction<EpochRow>> columns = columns(rows);
        text.append("| Epoch | ").append(String.join(" | ", columns.keySet())).append(" |\n|---|");
        text.append("---|".repeat(columns.size())).append('\n');
        for (EpochRow row : rows.stream().distinct().collect(Collectors.toList())) {
            text.append("| ").append(row.epoch()).append(row.epoch() == record.bestEpoch() ? " (kept)" : "");
            columns.values().forEach(column -> text.append(" | ").append(figure(column.applyAsDouble(row))));
            text.append(" |\n");
        }
        text.append('\n');
        paragraph(
                "They are of the data it was trained and validated on; all epochs are in " + EntryNames.TRAINING + ".");
    }

    /** What the training's test on images of their own has found, if there was one. */
    private void test() {
        Map<String, String> found = data(true);
        if (!found.isEmpty()) {
            paragraph("On images that it was neither trained nor chosen by:");
            table("Figure", "Value", found);
        }
    }

    private Map<String, String> data(boolean ofTheTest) {
        Map<String, String> found = new LinkedHashMap<>(record.data());
        found.keySet().removeIf(name -> (name.startsWith(TEST) || name.startsWith(NOISY_TEST)) != ofTheTest);
        return found;
    }

    /** The figures of an epoch; those that none of the rows has are left out. */
    private static Map<String, ToDoubleFunction<EpochRow>> columns(List<EpochRow> rows) {
        Map<String, ToDoubleFunction<EpochRow>> columns = new LinkedHashMap<>();
        columns.put("Training loss", EpochRow::trainingLoss);
        columns.put("Validation loss", EpochRow::validationLoss);
        columns.put("MSE", row -> row.validation().mse());
        columns.put("PSNR (dB)", EpochRow::validationPsnr);
        columns.put("SSIM", row -> row.validation().ssim());
        columns.put("Accuracy", row -> row.validation().accuracy());
        columns.values().removeIf(column -> rows.stream().allMatch(row -> Double.isNaN(column.applyAsDouble(row))));
        return columns;
    }

    private void training() {
        heading("How it was trained");
        paragraph("The network is " + model.architecture() + ", with "
                + model.architecture().parameterCount() + " parameters; its result depends on pixels up to "
                + model.architecture().receptiveRadius() + " pixels away"
                + (model.architecture().takesVolumes()
                        ? ", in planes up to " + model.architecture().depthRadius() + " planes away"
                        : "")
                + ". Made on " + model.created()
                + " with Denoiser "
                + model.denoiserVersion() + " from seed " + record.seed()
                + (record.seconds() > 0 ? " in " + Decimal.of(record.seconds()) + " seconds" : "")
                + ". It ended because: "
                + record.ending() + (record.ending().endsWith(".") ? "" : "."));
        table("Option", "Value", record.options());
        table("Software", "Version", record.software());
    }

    private void data() {
        heading("Data and licence");
        table("Training data", "", data(false));
        for (Credit credit : model.credits()) {
            text.append("- ").append(credit).append('\n');
        }
        if (!model.credits().isEmpty()) {
            text.append('\n');
        }
        paragraph(
                model.licence() == null
                        ? "No licence is granted here; ask the authors before passing the model on."
                        : "The weights are licensed under [" + model.licence() + "](https://spdx.org/licenses/"
                                + model.licence() + ".html).");
        if (!model.authors().isEmpty()) {
            paragraph("Authors: "
                    + model.authors().stream().map(Author::toString).collect(Collectors.joining("; ")) + ".");
        }
        for (Citation citation : model.citations()) {
            text.append("- Cite: ").append(citation).append('\n');
        }
        if (!model.citations().isEmpty()) {
            text.append('\n');
        }
    }

    private void limits() {
        heading("Limits");
        paragraph(
                "A network restores what resembles its training data. On other kinds of images and other noise it may leave"
                        + " noise, blur, or invent structure; intensities that are to be measured need a check against images"
                        + " without noise.");
        for (String limit : limitsOf(model)) {
            text.append("- ").append(limit).append('\n');
        }
        text.append('\n');
    }

    private static List<String> limitsOf(ModelPackage model) {
        List<String> limits = new ArrayList<>();
        Architecture network = model.architecture();
        limits.add("It knows this noise: " + model.noise().words()
                + ". Of stronger noise some is left, and where there is less, fine structure may go with it.");
        limits.add(
                "noise2void".equals(model.record().options().get("learn"))
                        ? "It has learnt by hiding pixels, so that noise which neighbouring pixels share counts as structure and stays."
                        : "Noise that neighbouring pixels share, as in interpolated, demosaicked or JPEG images and from some cameras, is"
                                + " another kind of noise unless the words above name it.");
        limits.add(
                network.channels() == 1
                        ? "It has never seen channels together: each channel, and each of red, green and blue, is denoised by itself."
                        : "It takes " + network.channels()
                                + " channels together, in the order in which they were when it was trained.");
        if (network.fixedSide() > 0) {
            limits.add("It takes images " + network.sizes() + " and no others.");
        }
        if (network.takesVolumes()) {
            limits.add(
                    "It takes stacks, and expects about the spacing of planes that those had which it has learnt from.");
        }
        return limits;
    }

    private void validation() {
        heading("Validation");
        paragraph(
                "Take images of your own kind of which there is a version with little noise (long exposure, or the mean of"
                        + " many), denoise their noisy version, and compare PSNR and SSIM before and after. The command `evaluate` of"
                        + " Denoiser does that. " + EntryNames.TEST_INPUT + " and " + EntryNames.TEST_OUTPUT
                        + " only show whether a program runs the model rightly.");
    }

    private void command() {
        if (model.recipe() == null) {
            return;
        }
        heading("The command that made it");
        // Indented code needs no fence that the command itself could hold.
        model.recipe().lines().forEach(line -> text.append("    ").append(line).append('\n'));
        text.append('\n');
    }

    private void otherPrograms() {
        heading("In other programs");
        paragraph("This package is a bioimage.io model, format " + DescriptionWriter.FORMAT + "; " + EntryNames.WEIGHTS
                + " is TorchScript that takes and gives (batch, channel, "
                + (model.architecture().takesVolumes() ? "z, " : "") + "y, x) in float32"
                + (model.storedAs() == TensorType.FLOAT32 ? "" : " and holds its weights as float16")
                + ". Outside of Denoiser, "
                + model.exchangeScaling() + ".");
    }

    private void heading(String title) {
        text.append("## ").append(title).append("\n\n");
    }

    private void paragraph(String words) {
        text.append(words).append("\n\n");
    }

    private void table(String left, String right, Map<String, String> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("| ").append(left).append(" | ").append(right).append(" |\n|---|---|\n");
        rows.forEach((key, value) -> text.append("| ")
                .append(cell(key))
                .append(" | ")
                .append(cell(value))
                .append(" |\n"));
        text.append('\n');
    }

    private static String cell(String words) {
        return words.replace("|", "\\|").replace('\n', ' ');
    }

    private static Map<String, String> numbers(Map<String, Double> figures) {
        Map<String, String> texts = new LinkedHashMap<>();
        figures.forEach((key, value) -> texts.put(key, Decimal.exact(value)));
        return texts;
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : Decimal.of(value);
    }
}
