package org.denoiser.legacy;

import java.util.ArrayList;
import java.util.List;

/** A table in aligned columns for a terminal. */
final class Columns {
    private static final String GAP = "  ";
    private static final int WIDTH = 100;
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

    /** The rows as lines; the last column is broken so that lines fit a terminal of 100 letters. */
    List<String> lines() {
        int last = rows.get(0).length - 1;
        int[] widths = new int[last];
        int indent = 0;
        for (int column = 0; column < last; column++) {
            for (String[] row : rows) widths[column] = Math.max(widths[column], row[column].length());
            indent += widths[column] + GAP.length();
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < last; column++)
                line.append(pad(row[column], widths[column])).append(GAP);
            for (String part : Wrap.lines(row[last], Math.max(NARROWEST_LAST_COLUMN, WIDTH - indent))) {
                lines.add(line.append(part).toString().stripTrailing());
                line = new StringBuilder(" ".repeat(indent));
            }
        }
        return lines;
    }

    private String pad(String cell, int width) {
        String blanks = " ".repeat(width - cell.length());
        return numbersRight && cell.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?|NaN|-?Infinity|-?∞")
                ? blanks + cell
                : cell + blanks;
    }
}
