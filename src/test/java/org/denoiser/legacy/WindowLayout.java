package org.denoiser.legacy;

import ij.gui.MultiLineLabel;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.Label;
import java.awt.Rectangle;
import java.awt.ScrollPane;
import java.awt.TextField;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.text.BadLocationException;

/**
 * Looks for what cannot be seen as a whole in a window: windows beyond the screen, parts beyond their place, words cut off; and for windows that
 * end far below all that they hold.
 */
final class WindowLayout {
    private static final List<Class<?>> WORDS = List.of(
            Label.class,
            MultiLineLabel.class,
            TextField.class,
            Checkbox.class,
            Choice.class,
            Button.class,
            JLabel.class,
            AbstractButton.class);

    /** Pixels under the last part of a window: its border and two lines that may come. */
    private static final int MOST_EMPTY = 56;

    private final String name;
    private final List<String> complaints = new ArrayList<>();

    private WindowLayout(String name) {
        this.name = name;
    }

    /** What is wrong with a window, by the event thread: a line each. */
    static List<String> complaints(Window window, String name) {
        WindowLayout layout = new WindowLayout(name);
        Rectangle screen = window.getGraphicsConfiguration().getBounds();
        if (window.getWidth() > screen.width || window.getHeight() > screen.height) {
            layout.complain(window, "is larger than the screen " + screen.getSize());
        }
        layout.look(window);
        int empty = window.getHeight() - window.getInsets().bottom - layout.lowest(window, 0);
        if (empty > MOST_EMPTY) layout.complain(window, "ends " + empty + " pixels below all that it holds");
        return layout.complaints;
    }

    private void look(Container container) {
        Insets insets = container.getInsets();
        Rectangle inside = new Rectangle(
                insets.left,
                insets.top,
                container.getWidth() - insets.left - insets.right,
                container.getHeight() - insets.top - insets.bottom);
        for (Component part : container.getComponents()) {
            if (!part.isVisible()) continue;
            boolean empty = part.getBounds().isEmpty();
            boolean scrolls = container instanceof ScrollPane;
            if (!empty && !scrolls && !inside.contains(part.getBounds())) complain(part, "leaves its place " + inside);
            if (WORDS.stream().anyMatch(kind -> kind.isInstance(part))) requireWhole(part);
            else if (part instanceof JTextArea) requireLastLine((JTextArea) part);
            else if (part instanceof Container) look((Container) part);
        }
        requireNoOverlap(container);
    }

    /** The lower end of what can be seen, in the window's pixels. */
    private int lowest(Container container, int top) {
        int lowest = 0;
        for (Component part : container.getComponents()) {
            if (!part.isVisible()) continue;
            int y = top + part.getY();
            boolean holds = part instanceof Container && ((Container) part).getComponentCount() > 0;
            boolean text = part instanceof JTextArea;
            int end = text ? y + bottom((JTextArea) part) : holds ? lowest((Container) part, y) : y + part.getHeight();
            lowest = Math.max(lowest, end);
        }
        return lowest;
    }

    private void requireWhole(Component part) {
        Dimension wanted = part.getPreferredSize();
        if (part.getWidth() < wanted.width || part.getHeight() < wanted.height) complain(part, "wants " + wanted);
    }

    private void requireLastLine(JTextArea text) {
        if (bottom(text) > text.getHeight()) complain(text, "has words down to " + bottom(text));
    }

    /** Of the words. */
    private static int bottom(JTextArea text) {
        try {
            return (int)
                    Math.ceil(text.modelToView2D(text.getDocument().getLength()).getMaxY());
        } catch (BadLocationException e) {
            throw new AssertionError(e);
        }
    }

    private void requireNoOverlap(Container container) {
        Component[] parts = container.getComponents();
        for (int i = 0; i < parts.length; i++) {
            for (int j = 0; j < i; j++) {
                boolean visible = parts[i].isVisible() && parts[j].isVisible();
                if (visible && parts[i].getBounds().intersects(parts[j].getBounds())) {
                    complain(parts[i], "overlaps " + parts[j]);
                }
            }
        }
    }

    private void complain(Component part, String what) {
        complaints.add(name + ": " + part + " " + what);
    }
}
