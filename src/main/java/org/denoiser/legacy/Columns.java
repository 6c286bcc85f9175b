package org.denoiser.legacy;

import java.util.ArrayList;
import java.util.List;

/** A table in aligned columns for a terminal. */
final class Columns {
    private static final String GAP = "  ";
    private static final int WIDTH = 100;
    private static final int WIDEST_COLUMN = 32;
    private static final int NARROWEST_LAST_COLUMN = 30;

    private final List<String[]> rows = new ArrayList<>();
    private final boolean numbersRight;

    /** @param numbersRight whether cells that are numbers stand at the right of their column */
    Columns(boolean numbersRight) {
        this.numbersRight = numbersRight;
    }

    /** Adds a row; all rows have as many cells. */
    Columns row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** The rows as lines; cells are broken so that lines fit a terminal of 100 letters, if the first columns let them. */
    List<String> lines() {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        int indent = 0;
        for (int column = 0; column < columns - 1; column++) {
            for (String[] row : rows) widths[column] = Math.max(widths[column], row[column].length());
            if (column > 0) widths[column] = Math.min(widths[column], WIDEST_COLUMN);
            indent += widths[column] + GAP.length();
        }
        widths[columns - 1] = Math.max(NARROWEST_LAST_COLUMN, WIDTH - indent);
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) addLines(row, widths, lines);
        return lines;
    }

    private void addLines(String[] row, int[] widths, List<String> lines) {
        List<List<String>> cells = new ArrayList<>();
        int height = 1;
        for (int column = 0; column < row.length; column++) {
            // the first column may begin with blanks and is never broken
            List<String> parts = column == 0 ? List.of(row[0]) : Wrap.lines(row[column], widths[column]);
            cells.add(parts);
            height = Math.max(height, parts.size());
        }
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                List<String> parts = cells.get(column);
                line.append(pad(i < parts.size() ? parts.get(i) : "", widths[column]))
                        .append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
    }

    private String pad(String cell, int width) {
        String blanks = " ".repeat(Math.max(0, width - cell.length()));
        return numbersRight && cell.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?|NaN|-?Infinity|-?∞")
                ? blanks + cell
                : cell + blanks;
    }
}
