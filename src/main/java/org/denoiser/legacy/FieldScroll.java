package org.denoiser.legacy;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Panel;
import java.awt.Point;
import java.awt.ScrollPane;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.List;

/** The fields of a dialog in a place of their own that scrolls. Used before the dialog is shown, then by the event thread. */
final class FieldScroll {
    private static final int STEP = 29;
    private static final int LEAST = 5 * STEP;
    /** Room for a scroll bar and the frame. */
    private static final int BAR = 24;

    private final ScrollPane scroll = new ScrollPane(ScrollPane.SCROLLBARS_AS_NEEDED);
    private final Panel fields = new Panel(new GridBagLayout());
    private final Panel place = new Panel(new BorderLayout());

    /** @param parts of the dialog, which has a {@link GridBagLayout} and is displayable */
    FieldScroll(Dialog dialog, List<Component> parts) {
        GridBagLayout layout = (GridBagLayout) dialog.getLayout();
        GridBagConstraints cell = layout.getConstraints(parts.get(0));
        int index = dialog.getComponentZOrder(parts.get(0));
        for (Component part : parts) {
            GridBagConstraints constraints = layout.getConstraints(part);
            dialog.remove(part);
            fields.add(part, constraints);
            follow(part);
        }
        scroll.add(fields);
        scroll.getVAdjustable().setUnitIncrement(STEP);
        place.add(scroll);
        cell.gridx = 0;
        cell.gridwidth = GridBagConstraints.REMAINDER;
        cell.anchor = GridBagConstraints.WEST;
        cell.insets.set(5, 0, 0, 0);
        // where they were, so that the keyboard comes to them first
        dialog.add(place, cell, index);
    }

    /** Makes the dialog lower than it was with all fields in sight. */
    void shrink(int pixels) {
        Dimension whole = fields.getPreferredSize();
        scroll.setPreferredSize(new Dimension(whole.width + BAR, Math.max(LEAST, whole.height - pixels - BAR)));
    }

    /** The keyboard's user sees the field that the keyboard goes to. */
    private void follow(Component part) {
        part.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                int top = part.getY();
                for (Container up = part.getParent(); up != fields && up != null; up = up.getParent()) top += up.getY();
                Point seen = scroll.getScrollPosition();
                int height = scroll.getViewportSize().height;
                int bottom = top + part.getHeight();
                int wanted = top < seen.y ? top - STEP : bottom > seen.y + height ? bottom + STEP - height : seen.y;
                if (wanted != seen.y) scroll.setScrollPosition(seen.x, Math.max(0, wanted));
            }
        });
        if (!(part instanceof Container)) return;
        for (Component inner : ((Container) part).getComponents()) follow(inner);
    }
}
