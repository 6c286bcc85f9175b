package org.denoiser.command;

import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.image.SafeFile;

/** Tables as comma-separated values after RFC 4180, in UTF-8, with all digits. */
final class TableFile {
    private TableFile() {}

    /**
     * Saves a table; an existing file is replaced once the new one is complete.
     *
     * @throws IOException with one sentence if the file cannot be written
     */
    static void save(ResultsTable table, Path file) throws IOException {
        new SafeFile(file).write(out -> out.write(bytes(table)));
    }

    /** Saves a text in the same way. */
    static void save(String text, Path file) throws IOException {
        new SafeFile(file).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The content of the file that {@link #save} writes. */
    static byte[] bytes(ResultsTable table) {
        return (String.join("\n", lines(table)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(ResultsTable table) {
        List<String> lines = new ArrayList<>();
        lines.add(Stream.of(table.getHeadings()).map(TableFile::quote).collect(Collectors.joining(",")));
        for (int row = 0; row < table.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (String column : table.getHeadings()) cells.add(quote(cell(table, column, row)));
            lines.add(String.join(",", cells));
        }
        return lines;
    }

    private static String cell(ResultsTable table, String column, int row) {
        double value = table.getValue(column, row);
        if (Double.isNaN(value)) return table.getStringValue(column, row);
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** A line of a table. */
    static String line(List<String> cells) {
        return cells.stream().map(TableFile::quote).collect(Collectors.joining(","));
    }

    /**
     * The lines of a table as {@link #line} writes them, each in its cells. A last line that was cut off, be it within a letter, is left
     * out.
     *
     * @throws IOException when the file cannot be read
     */
    static List<List<String>> read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
            if (doubled) {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        return rows;
    }

    static String quote(String cell) {
        return cell.matches("(?s).*[,\"\r\n].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
