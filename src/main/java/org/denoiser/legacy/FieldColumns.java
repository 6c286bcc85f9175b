package org.denoiser.legacy;

import ij.Prefs;
import ij.gui.GenericDialog;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts a dialog's fields into columns if they are many, and lets them scroll if they are too many for the screen even so, since ImageJ's
 * dialogs neither scroll nor end at the border of the screen.
 */
final class FieldColumns {
    private static final int MOST_ROWS = 18;
    private static final int MOST_COLUMNS = 3;
    /** Height of a row, of all that is no row, and of the buttons, in the fonts of ImageJ's dialogs. */
    private static final double ROW = 29;

    private static final double OTHERS = 75;
    private static final int BUTTONS = 60;
    private static final int GAP = 30;
    private static final int BORDERS = 30;

    private final GenericDialog dialog;
    private final GridBagLayout layout;
    private final List<Component> parts;
    private final List<Integer> rows;
    private final int beside;

    /**
     * @param first the index of the first component that belongs to a field
     * @param end that of the first one after them that does not
     * @param beside width of what will stand at their right; 0 for nothing
     */
    FieldColumns(GenericDialog dialog, int first, int end, int beside) {
        this.dialog = dialog;
        this.beside = beside;
        layout = (GridBagLayout) dialog.getLayout();
        parts = List.copyOf(Arrays.asList(dialog.getComponents()).subList(first, end));
        rows = parts.stream()
                .map(part -> layout.getConstraints(part).gridy)
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }

    /** How many columns so many rows are wanted in: one for few, else as many as the screen's height asks for. */
    static int wanted(int rows) {
        int fitting = Math.max(1, (int) ((screen().height - OTHERS) / ROW));
        if (rows <= Math.min(MOST_ROWS, fitting)) return 1;
        return Math.max(2, Math.min(MOST_COLUMNS, (rows + fitting - 1) / fitting));
    }

    /** Of the screen, in the fonts that the dialog has until it is shown. */
    private static Dimension screen() {
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        double scale = Math.max(1, Prefs.getGuiScale());
        return new Dimension((int) (screen.width / scale), (int) (screen.height / scale));
    }

    /** Rearranges the fields if they are many; called when all is in the dialog, before it is shown. */
    void arrange() {
        int columns = wanted(rows.size());
        if (columns == 1) return;
        // without it the fields do not know how large they are
        dialog.addNotify();
        // one column is long and scrolls, but leaves room for what stands beside it
        int least = beside > 0 ? 1 : 2;
        while (columns > least && width(columns) + beside > screen().width - BORDERS) columns--;
        int height = height(columns);
        for (Component part : parts) {
            GridBagConstraints cell = layout.getConstraints(part);
            int row = rows.indexOf(cell.gridy);
            boolean label = cell.gridx == 0;
            int column = row / height;
            if (column > 0 && label) cell.insets.left += GAP;
            cell.gridx = (label ? 0 : 1) + 2 * column;
            cell.gridy = rows.get(row % height);
            if (cell.gridwidth == GridBagConstraints.REMAINDER) cell.gridwidth = 1;
            layout.setConstraints(part, cell);
        }
        Dimension size = dialog.getPreferredSize();
        int excess = size.height + BUTTONS - screen().height;
        if (excess > 0) new FieldScroll(dialog, parts).shrink(excess);
        // only so that the buttons get the whole width
        dialog.addToSameRow();
    }

    private int height(int columns) {
        return (rows.size() + columns - 1) / columns;
    }

    private int width(int columns) {
        int sum = GAP * (columns - 1);
        for (int column = 0; column < columns; column++) {
            int labels = 0;
            int fields = 0;
            for (Component part : parts) {
                GridBagConstraints cell = layout.getConstraints(part);
                if (rows.indexOf(cell.gridy) / height(columns) != column) continue;
                int width = part.getPreferredSize().width + cell.insets.left + cell.insets.right;
                // a check box has no label and reaches into the fields' place
                if (cell.gridx != 0) fields = Math.max(fields, width);
                else if (cell.gridwidth == 1) labels = Math.max(labels, width);
            }
            sum += labels + fields;
        }
        return sum;
    }
}
