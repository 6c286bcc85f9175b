package org.denoiser.legacy;

import ij.Prefs;
import ij.gui.GenericDialog;
import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts a dialog's fields into columns if they are many, since ImageJ's dialogs neither scroll nor end at the border of the screen.
 */
final class FieldColumns {
    private static final int MOST_ROWS = 18;
    private static final int MOST_COLUMNS = 3;
    /** Height of a row, and of all that is no row, in the fonts of ImageJ's dialogs. */
    private static final double ROW = 29;

    private static final double OTHERS = 75;
    private static final int GAP = 30;

    private FieldColumns() {}

    /**
     * Rearranges the fields if they are many; called before the dialog is shown.
     *
     * @param first the index of the first component that belongs to a field
     * @param end that of the first one after them that does not
     */
    static void arrange(GenericDialog dialog, int first, int end) {
        GridBagLayout layout = (GridBagLayout) dialog.getLayout();
        List<Component> parts = Arrays.asList(dialog.getComponents()).subList(first, end);
        List<Integer> rows = parts.stream()
                .map(part -> layout.getConstraints(part).gridy)
                .distinct()
                .sorted()
                .collect(Collectors.toList());
        int columns = columns(rows.size());
        if (columns == 1) return;
        int height = (rows.size() + columns - 1) / columns;
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
        // only so that the buttons get the whole width
        dialog.addToSameRow();
    }

    /** One for few fields, else as many as the screen's height asks for. */
    private static int columns(int rows) {
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        int fitting = Math.max(1, (int) ((screen.height / Math.max(1, Prefs.getGuiScale()) - OTHERS) / ROW));
        if (rows <= Math.min(MOST_ROWS, fitting)) return 1;
        return Math.max(2, Math.min(MOST_COLUMNS, (rows + fitting - 1) / fitting));
    }
}
