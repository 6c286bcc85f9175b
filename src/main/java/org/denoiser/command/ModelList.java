package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.denoiser.model.ForeignModelReader;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;

/** The installed models as a text, a line each. */
final class ModelList {
    private static final List<String> HEADINGS = List.of("Name", "Size", "Date", "Network", "Noise", "File");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneId.systemDefault());
    /** Longer words on noise are cut, since the file stands behind them. */
    private static final int LONGEST = 60;

    private ModelList() {}

    /**
     * Reads each package. One that is damaged is told as such in its line.
     *
     * @param models name to file
     * @return a line of headings and one for each model, in the order of their names
     */
    static String of(Map<String, Path> models, Progress progress) {
        if (models.isEmpty()) {
            return "No models are installed. New ones go to "
                    + ModelFolders.writable().toAbsolutePath();
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        Map<String, Path> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER.thenComparing(String::compareTo));
        sorted.putAll(models);
        for (Map.Entry<String, Path> model : sorted.entrySet()) {
            progress.checkCancelled();
            progress.progress(rows.size() - 1, sorted.size());
            rows.add(row(model.getKey(), model.getValue()));
        }
        return aligned(rows);
    }

    private static List<String> row(String name, Path file) {
        String place = file.toAbsolutePath().toString();
        String size = "";
        try {
            size = String.format(Locale.ROOT, "%.1f MB", Files.size(file) / 1e6);
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            if (ForeignModelReader.isForeign(file)) {
                String format = "bioimage.io " + ForeignModelReader.read(file).formatVersion();
                return List.of(name, size, DAY.format(changed), format, "not told", place);
            }
            ModelPackage model = ModelPackageReader.read(file);
            String network = model.architecture().preset().key()
                    + String.format(
                            Locale.ROOT,
                            ", %,d parameters",
                            model.architecture().parameterCount());
            String noise = model.noise().words();
            return List.of(name, size, DAY.format(model.created()), network, cut(noise), place);
        } catch (IOException e) {
            return List.of(name, size, "", "cannot be read", "", e.getMessage());
        }
    }

    private static String cut(String words) {
        return words.length() <= LONGEST
                ? words
                : words.substring(0, LONGEST - 3).stripTrailing() + "...";
    }

    private static String aligned(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int width = width(rows, column);
                boolean number = HEADINGS.get(column).equals("Size");
                line.append(String.format("%" + (number ? "" : "-") + width + "s  ", row.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }
}
