package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.model.Author;
import org.denoiser.model.Citation;
import org.denoiser.model.Credit;
import org.denoiser.model.EpochRow;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.TrainingRecord;

/** What there is to know of a model, as a text for people. Used once. */
final class ModelReport {
    private static final int WIDTH = 100;
    private static final int NARROWEST = 40;

    private final StringBuilder text = new StringBuilder();

    private ModelReport() {}

    /**
     * @param place where the package lies, a zip or a folder
     * @param side width and height of the input in the table of the layers
     * @return lines without a line ending after the last
     * @throws IOException if the package's size cannot be told
     */
    static String of(ModelPackage model, Path place, int side) throws IOException {
        ModelReport report = new ModelReport();
        report.text.append(model.name()).append('\n');
        report.text
                .append(String.join("\n", lines(model.description().strip(), WIDTH)))
                .append("\n\n");
        report.facts(facts(model, place));
        report.text.append('\n').append(model.architecture()).append('\n');
        report.text.append(LayerTable.of(model.architecture(), side, side)).append("\n\n");
        report.training(model.record());
        if (model.recipe() != null) {
            report.text.append("\nMade by\n  ").append(model.recipe().strip()).append('\n');
        }
        return report.text.toString().stripTrailing();
    }

    private static Map<String, String> facts(ModelPackage model, Path place) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Noise", model.noise().words());
        model.noise().figures().forEach((name, value) -> facts.put("  " + name, number(value)));
        facts.put(
                "Range", model.scaling() + ", learnt from " + model.trainedOn().name() + " images");
        facts.put("Licence", model.licence() == null ? "none granted" : model.licence());
        List<String> authors = model.authors().stream().map(Author::name).collect(Collectors.toList());
        facts.put("By", authors.isEmpty() ? "nobody named" : String.join(", ", authors));
        facts.put("Made", model.created() + ", Denoiser " + model.denoiserVersion());
        putAll(facts, "Images", model.credits().stream().map(Credit::toString));
        putAll(facts, "Cite", model.citations().stream().map(Citation::toString));
        facts.put("Lies in", place.toAbsolutePath().normalize().toString());
        facts.put(
                "Size",
                String.format(
                        Locale.ROOT,
                        "%.1f MB, weights in %s",
                        bytes(place) / 1e6,
                        model.storedAs().key()));
        if (!model.attachments().isEmpty()) {
            facts.put("Attached", String.join(", ", model.attachments()));
        }
        return facts;
    }

    /** Each text on a line of its own, the first one beside the heading. */
    private static void putAll(Map<String, String> facts, String heading, Stream<String> texts) {
        List<String> lines = texts.collect(Collectors.toCollection(ArrayList::new));
        if (!lines.isEmpty()) {
            facts.put(heading, String.join("\n", lines));
        }
    }

    private static long bytes(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return Files.size(place);
        }
        long sum = 0;
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.collect(Collectors.toList())) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    private void training(TrainingRecord record) {
        text.append("Training: ").append(record.epochs().size()).append(" epochs");
        if (record.seconds() > 0) {
            text.append(" in ").append(Training.duration(record.seconds()));
        }
        text.append(", seed ")
                .append(record.seed())
                .append(": ")
                .append(record.ending())
                .append('\n');
        record.best().ifPresent(this::best);
        section("Data", record.data());
        section("Options", record.options());
        section("Software", record.software());
    }

    private void best(EpochRow best) {
        text.append("Kept epoch ").append(best.epoch()).append(" (step ").append(best.step());
        text.append("): training loss ").append(number(best.trainingLoss()));
        figure(", validation loss ", best.validationLoss(), "");
        figure(", MSE ", best.validation().mse(), "");
        figure(", PSNR ", best.validationPsnr(), " dB");
        figure(", SSIM ", best.validation().ssim(), "");
        figure(", accuracy ", best.validation().accuracy(), "");
        text.append('\n');
    }

    private void figure(String words, double value, String unit) {
        if (Double.isFinite(value)) text.append(words).append(number(value)).append(unit);
    }

    private void section(String heading, Map<String, String> facts) {
        if (facts.isEmpty()) {
            return;
        }
        text.append('\n').append(heading).append('\n');
        Map<String, String> indented = new LinkedHashMap<>();
        facts.forEach((key, value) -> indented.put("  " + key, value));
        facts(indented);
    }

    /** Keys at the left, values in a column of their own. */
    private void facts(Map<String, String> facts) {
        int widest = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        facts.forEach((key, value) -> {
            String first = key;
            for (String line : lines(value, Math.max(NARROWEST, WIDTH - widest))) {
                String row = String.format(Locale.ROOT, "%-" + widest + "s  %s", first, line);
                text.append(row.stripTrailing()).append('\n');
                first = "";
            }
        });
    }

    /** The lines of a text, broken at blanks where they are longer than a width. */
    private static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R", -1)) {
            String rest = paragraph;
            int blank = rest.lastIndexOf(' ', width);
            while (rest.length() > width && blank > 0) {
                lines.add(rest.substring(0, blank));
                rest = rest.substring(blank + 1);
                blank = rest.lastIndexOf(' ', width);
            }
            lines.add(rest);
        }
        return lines;
    }

    private static String number(double value) {
        if (Double.isNaN(value)) return "not taken";
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.5g", value);
    }
}
