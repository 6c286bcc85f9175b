package org.denoiser.command;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.denoiser.model.EpochRow;
import org.denoiser.model.TrainingRecord;

/** What came of the runs of a sweep, as a table and as a picture, which is drawn without a display. Immutable. */
final class SweepResults {
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final int LINE = 18;
    private static final int SWATCH = 24;
    private static final int GAP = 8;
    private static final String TEST = "test ";

    private final List<SweepRun> runs;

    /** @param runs at least one */
    SweepResults(List<SweepRun> runs) {
        this.runs = List.copyOf(runs);
    }

    /** A row a run; what a run does not have is empty. */
    ResultsTable table() {
        ResultsTable table = new ResultsTable();
        table.showRowNumbers(false);
        Set<String> headings = new LinkedHashSet<>();
        runs.forEach(run -> headings.addAll(cells(run).keySet()));
        headings.removeIf(heading -> runs.stream()
                .allMatch(run -> cells(run).getOrDefault(heading, "").isEmpty()));
        for (SweepRun run : runs) {
            table.addRow();
            Map<String, String> cells = cells(run);
            for (String heading : headings) table.addValue(heading, cells.getOrDefault(heading, ""));
        }
        return table;
    }

    private Map<String, String> cells(SweepRun run) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("Run", run.number());
        cells.putAll(run.varied());
        boolean trained = run.model() != null;
        cells.put(
                "Parameters",
                trained ? Integer.toString(run.model().architecture().parameterCount()) : "");
        TrainingRecord record = trained ? run.model().record() : null;
        EpochRow best = trained ? record.best().orElse(null) : null;
        cells.put("Seconds", trained ? String.format(Locale.ROOT, "%.1f", record.seconds()) : "");
        cells.put("Epochs", trained ? Integer.toString(record.epochs().size()) : "");
        cells.put("Kept epoch", best == null ? "" : Integer.toString(best.epoch()));
        put(cells, "Training loss", best, EpochRow::trainingLoss);
        put(cells, "Validation loss", best, EpochRow::validationLoss);
        put(cells, "MSE", best, row -> row.validation().mse());
        put(cells, "PSNR", best, EpochRow::validationPsnr);
        put(cells, "SSIM", best, row -> row.validation().ssim());
        put(cells, "Accuracy", best, row -> row.validation().accuracy());
        if (trained) {
            record.data().forEach((fact, value) -> {
                if (fact.startsWith(TEST)) cells.put(fact, value);
            });
        }
        cells.put("State", state(run));
        return cells;
    }

    private static String state(SweepRun run) {
        if (run.error() != null) return "failed: " + run.error();
        if (run.isDone()) return "done";
        return run.model() == null ? "not begun" : "stopped";
    }

    private static void put(
            Map<String, String> cells, String heading, EpochRow best, ToDoubleFunction<EpochRow> figure) {
        double value = best == null ? Double.NaN : figure.applyAsDouble(best);
        cells.put(heading, Double.isNaN(value) ? "" : number(value));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.2f" : "%.5f", value);
    }

    /** The table in aligned columns, with a line ending after each row. */
    String text() {
        ResultsTable table = table();
        String[] headings = table.getHeadings();
        StringBuilder text = new StringBuilder();
        int[] widths = new int[headings.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = headings[i].length();
            for (int row = 0; row < table.size(); row++) {
                widths[i] = Math.max(
                        widths[i], table.getStringValue(headings[i], row).length());
            }
        }
        for (int row = -1; row < table.size(); row++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row < 0 ? headings[i] : table.getStringValue(headings[i], row);
                line.append(String.format("%-" + widths[i] + "s  ", cell));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /**
     * Draws the validation loss of all runs over their epochs, or the PSNR if the losses are of several kinds, with the values of each
     * run at the right.
     *
     * @return an RGB image; null if no run has epochs
     */
    ImagePlus picture() {
        List<SweepRun> drawn = runs.stream()
                .filter(run ->
                        run.model() != null && !run.model().record().epochs().isEmpty())
                .collect(Collectors.toList());
        if (drawn.isEmpty()) return null;
        boolean comparable = drawn.stream()
                        .map(run ->
                                String.valueOf(run.model().record().options().get("loss")))
                        .distinct()
                        .count()
                == 1;
        ToDoubleFunction<EpochRow> figure = comparable ? EpochRow::validationLoss : EpochRow::validationPsnr;
        Plot plot = Curves.newPlot("Sweep", comparable ? "Validation loss" : "Validation PSNR (dB)");
        Curves.Limits limits = new Curves.Limits(comparable);
        double last = 1;
        for (SweepRun run : drawn) {
            List<EpochRow> rows = run.model().record().epochs();
            limits.add(Curves.column(rows, figure));
            last = Math.max(last, rows.get(rows.size() - 1).epoch());
        }
        limits.apply(plot, 1, last);
        for (SweepRun run : drawn) {
            List<EpochRow> rows = run.model().record().epochs();
            Curves.addCurve(plot, Curves.column(rows, EpochRow::epoch), Curves.column(rows, figure), color(run));
        }
        return new ImagePlus("Sweep", withLegend(Curves.image("Sweep", plot).getProcessor(), figure));
    }

    /** Colours as far from each other as there are runs, of about the same darkness. */
    private Color color(SweepRun run) {
        int index = runs.indexOf(run);
        return Color.getHSBColor((float) index / runs.size(), 0.9f, index % 2 == 0 ? 0.85f : 0.55f);
    }

    private ImageProcessor withLegend(ImageProcessor plot, ToDoubleFunction<EpochRow> figure) {
        String[] lines = runs.stream().map(run -> legend(run, figure)).toArray(String[]::new);
        plot.setFont(FONT);
        int text = Arrays.stream(lines).mapToInt(plot::getStringWidth).max().orElse(0);
        int left = plot.getWidth() + GAP;
        ImageProcessor paper = new ColorProcessor(
                left + SWATCH + 2 * GAP + text, Math.max(plot.getHeight(), 2 * GAP + LINE * lines.length));
        paper.setColor(Color.WHITE);
        paper.fill();
        paper.insert(plot, 0, 0);
        paper.setFont(FONT);
        paper.setAntialiasedText(true);
        for (int i = 0; i < lines.length; i++) {
            int bottom = 2 * GAP + LINE * (i + 1);
            paper.setColor(color(runs.get(i)));
            paper.setLineWidth(runs.get(i).model() == null ? 1 : 3);
            paper.drawLine(left, bottom - LINE / 2, left + SWATCH, bottom - LINE / 2);
            paper.setColor(Color.BLACK);
            paper.drawString(lines[i], left + SWATCH + GAP, bottom);
        }
        return paper;
    }

    private static String legend(SweepRun run, ToDoubleFunction<EpochRow> figure) {
        String words = run.number() + "  " + String.join(", ", run.varied().values());
        if (run.model() == null) return words + ": " + (run.error() == null ? "not begun" : "failed");
        return run.model()
                .record()
                .best()
                .map(best -> words + ": " + number(figure.applyAsDouble(best)))
                .orElse(words);
    }
}
