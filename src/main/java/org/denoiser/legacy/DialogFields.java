package org.denoiser.legacy;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.io.OpenDialog;
import ij.io.SaveDialog;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Panel;
import java.awt.TextField;
import java.util.List;
import java.util.Vector;
import java.util.function.Supplier;
import org.denoiser.command.Key;

/** Adds the field of a key to ImageJ's dialog. */
final class DialogFields {
    private static final int TEXT_COLUMNS = 20;
    private static final int PATH_COLUMNS = 28;

    private final GenericDialog dialog;

    DialogFields(GenericDialog dialog) {
        this.dialog = dialog;
    }

    /**
     * Adds a field.
     *
     * @param text what it shows at first
     * @return gives its text, also after the dialog was closed
     */
    Supplier<String> add(Key key, String text) {
        switch (key.kind()) {
            case FLAG:
                return addFlag(key, text);
            case INTEGER:
            case NUMBER:
                return addNumber(key, text);
            case CHOICE:
                return addChoice(key, text);
            case IMAGE:
                return addImage(key, text);
            case FILE:
            case FOLDER:
            case SAVE:
                return addPath(key, text);
            default:
                return addText(key.label(), text, TEXT_COLUMNS)::getText;
        }
    }

    private Supplier<String> addFlag(Key key, String text) {
        dialog.setInsets(4, 20, 4);
        dialog.addCheckbox(key.label(), Boolean.parseBoolean(text));
        Checkbox box = (Checkbox) last(dialog.getCheckboxes());
        return () -> String.valueOf(box.getState());
    }

    private Supplier<String> addNumber(Key key, String text) {
        String range = key.allowed().isEmpty() ? "" : "(" + key.allowed() + ")";
        dialog.addNumericField(key.label(), Double.NaN, 0, 8, (key.unit() + " " + range).trim());
        TextField field = (TextField) last(dialog.getNumericFields());
        field.setText(text);
        return field::getText;
    }

    private TextField addText(String label, String text, int columns) {
        dialog.addStringField(label, text, columns);
        return (TextField) last(dialog.getStringFields());
    }

    private Supplier<String> addChoice(Key key, String text) {
        ChoiceField field = new ChoiceField(dialog, key.label());
        if (!key.isRequired()) field.add("(none)", "");
        for (String choice : key.choices()) field.add(choice, choice);
        if (key.isFileChoice()) field.addBrowser("File...", () -> chooseFile(key.label()));
        return field.finish(text);
    }

    private Supplier<String> addImage(Key key, String text) {
        ChoiceField field = new ChoiceField(dialog, key.label());
        ImagePlus active = WindowManager.getCurrentImage();
        List<String> titles = List.of(WindowManager.getImageTitles());
        if (key.isActiveImage()) field.add(active == null ? "(no image open)" : active.getTitle(), "");
        else if (!key.isRequired()) field.add("(none)", "");
        for (String title : titles) {
            if (!key.isActiveImage() || !title.equals(active.getTitle())) field.add(title, title);
        }
        field.addBrowser("File...", () -> chooseFile(key.label()));
        if (key.takesFolder()) field.addBrowser("Folder...", () -> chooseFolder(key.label()));
        Supplier<String> chosen = field.finish(text.isEmpty() && key.isRequired() ? otherThan(active, titles) : text);
        return key.isActiveImage() && active != null ? () -> name(chosen.get(), active) : chosen;
    }

    /** An image that was the active one when the dialog showed its title is meant although another may be active now. */
    private static String name(String text, ImagePlus active) {
        return text.isEmpty() && WindowManager.getCurrentImage() != active ? active.getTitle() : text;
    }

    private static String otherThan(ImagePlus active, List<String> titles) {
        return titles.stream()
                .filter(title -> active == null || !title.equals(active.getTitle()))
                .findFirst()
                .orElse("");
    }

    private Supplier<String> addPath(Key key, String text) {
        TextField field = addText(key.label() + (key.isRequired() ? "" : " (optional)"), text, PATH_COLUMNS);
        Button button = new Button("Browse...");
        button.addActionListener(event -> {
            String path = choosePath(key);
            if (path != null) field.setText(path);
        });
        // one cell of the dialog's grid for both, since its rows end with the text field
        GridBagLayout layout = (GridBagLayout) dialog.getLayout();
        GridBagConstraints cell = layout.getConstraints(field);
        Panel panel = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
        panel.add(field);
        panel.add(button);
        layout.setConstraints(panel, cell);
        dialog.add(panel);
        return field::getText;
    }

    private static String choosePath(Key key) {
        if (key.kind() == Key.Kind.FOLDER) return chooseFolder(key.label());
        if (key.kind() == Key.Kind.FILE) return chooseFile(key.label());
        SaveDialog chooser = new SaveDialog(key.label(), "", null);
        return chooser.getFileName() == null ? null : chooser.getDirectory() + chooser.getFileName();
    }

    private static String chooseFile(String title) {
        OpenDialog chooser = new OpenDialog(title, null);
        return chooser.getFileName() == null ? null : chooser.getDirectory() + chooser.getFileName();
    }

    private static String chooseFolder(String title) {
        return IJ.getDir(title);
    }

    private static Object last(Vector<?> fields) {
        return fields.lastElement();
    }
}
