package org.denoiser.legacy;

import java.awt.Choice;
import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.Label;
import java.awt.TextField;
import java.util.List;
import java.util.function.Supplier;
import org.denoiser.command.Key;

/** What belongs to one key in a dialog. Used by the event thread. */
final class DialogField {
    static final Color ERROR = new Color(0xB0, 0x00, 0x20);
    private static final Color WRONG = new Color(0xFF, 0xDD, 0xDD);

    private final Key key;
    private final Supplier<String> text;
    private final List<Component> parts;
    private boolean marked;

    /**
     * @param text gives what it says now
     * @param parts label and fields, in the dialog
     */
    DialogField(Key key, Supplier<String> text, List<Component> parts) {
        this.key = key;
        this.text = text;
        this.parts = List.copyOf(parts);
        String tip = ToolTip.of(key);
        for (Component part : parts) addTip(part, tip);
    }

    private static void addTip(Component part, String tip) {
        ToolTip.add(part, tip);
        if (!(part instanceof Container)) return;
        for (Component inner : ((Container) part).getComponents()) addTip(inner, tip);
    }

    Key key() {
        return key;
    }

    String text() {
        return text.get();
    }

    /** Types a value, or chooses it. */
    void set(String value) {
        for (Component part : parts) {
            if (part instanceof TextField) ((TextField) part).setText(value);
            if (part instanceof Choice) ((Choice) part).select(value);
        }
    }

    /** A sentence if what was typed is not allowed, else null; what is still empty is not wrong yet. */
    String problem() {
        if (text().isEmpty()) return null;
        try {
            key.parse(text());
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Shows in colour whether the value is wrong. */
    void mark(boolean wrong) {
        if (wrong == marked) return;
        marked = wrong;
        for (Component part : parts) mark(part, wrong);
    }

    private static void mark(Component part, boolean wrong) {
        if (part instanceof Label) part.setForeground(wrong ? ERROR : null);
        if (part instanceof TextField) part.setBackground(wrong ? WRONG : Color.WHITE);
        if (!(part instanceof Container)) return;
        for (Component inner : ((Container) part).getComponents()) mark(inner, wrong);
    }
}
