package org.denoiser.legacy;

import ij.gui.GenericDialog;
import java.awt.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A popup menu whose items show one text and mean another, and whose last items may browse for a path. */
final class ChoiceField {
    private static final int WIDEST = 50;

    private final GenericDialog dialog;
    private final String label;
    private final List<String> shown = new ArrayList<>();
    private final List<String> meant = new ArrayList<>();
    private final Map<String, Supplier<String>> browsers = new LinkedHashMap<>();
    private Choice choice;
    private int selected;

    ChoiceField(GenericDialog dialog, String label) {
        this.dialog = dialog;
        this.label = label;
    }

    void add(String show, String mean) {
        shown.add(show);
        meant.add(mean);
    }

    /** Adds an item after all others that asks for a path, which becomes an item itself; the path is null if the user gives none. */
    void addBrowser(String show, Supplier<String> path) {
        browsers.put(show, path);
    }

    /**
     * Adds the menu to the dialog.
     *
     * @param text the meaning to select at first; one that no item has gets an item of its own, empty selects the first item
     * @return gives the meaning of the selected item, also after the dialog was closed
     */
    Supplier<String> finish(String text) {
        if (shown.isEmpty()) add("(choose)", "");
        if (!text.isEmpty() && !meant.contains(text)) add(shorten(text), text);
        List<String> items = new ArrayList<>(shown);
        items.addAll(browsers.keySet());
        selected = Math.max(0, meant.indexOf(text));
        dialog.addChoice(label, items.toArray(new String[0]), null);
        choice = (Choice) dialog.getChoices().lastElement();
        choice.select(selected);
        if (!browsers.isEmpty()) choice.addItemListener(event -> itemSelected());
        return () -> meant.get(Math.min(selectedIndex(), meant.size() - 1));
    }

    private int selectedIndex() {
        int index = choice.getSelectedIndex();
        return index < meant.size() ? index : selected;
    }

    private void itemSelected() {
        int index = choice.getSelectedIndex();
        if (index >= meant.size()) {
            String path = browsers.get(choice.getSelectedItem()).get();
            if (path != null) selected = insert(path);
            choice.select(selected);
            dialog.pack();
        } else {
            selected = index;
        }
    }

    private int insert(String path) {
        int index = meant.indexOf(path);
        if (index >= 0) return index;
        choice.insert(shorten(path), meant.size());
        add(shorten(path), path);
        return meant.size() - 1;
    }

    /** The end of a long path: the dialog is as wide as its widest item. */
    private static String shorten(String path) {
        return path.length() <= WIDEST ? path : "..." + path.substring(path.length() - WIDEST);
    }
}
