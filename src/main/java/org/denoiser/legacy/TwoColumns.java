package org.denoiser.legacy;

import ij.gui.GenericDialog;
import java.awt.Component;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts the second half of a dialog's fields beside the first half, since ImageJ's dialogs neither scroll nor end at the border of the
 * screen.
 */
final class TwoColumns {
    private static final int MOST_ROWS = 18;
    private static final int GAP = 30;

    private TwoColumns() {}

    /**
     * Rearranges the fields if they are many; called before the dialog is shown.
     *
     * @param first the index of the first component that belongs to a field
     */
    static void arrange(GenericDialog dialog, int first) {
        GridBagLayout layout = (GridBagLayout) dialog.getLayout();
        List<Component> parts = Arrays.asList(dialog.getComponents()).subList(first, dialog.getComponentCount());
        List<Integer> rows = parts.stream()
                .map(part -> layout.getConstraints(part).gridy)
                .distinct()
                .sorted()
                .collect(Collectors.toList());
        if (rows.size() <= MOST_ROWS) return;
        int left = (rows.size() + 1) / 2;
        for (Component part : parts) {
            GridBagConstraints cell = layout.getConstraints(part);
            int row = rows.indexOf(cell.gridy);
            boolean label = cell.gridx == 0;
            if (row >= left && label) cell.insets.left += GAP;
            cell.gridx = (label ? 0 : 1) + (row >= left ? 2 : 0);
            cell.gridy = rows.get(row % left);
            if (cell.gridwidth == GridBagConstraints.REMAINDER) cell.gridwidth = 1;
            layout.setConstraints(part, cell);
        }
        // only so that the buttons get the whole width
        dialog.addToSameRow();
    }
}
