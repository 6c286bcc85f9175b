package org.denoiser.legacy;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;
import ij.gui.NonBlockingGenericDialog;
import java.awt.AWTEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.denoiser.command.DenoiseCommand;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;
import org.denoiser.command.TrainCommand;

/**
 * The dialog of a command, made from its keys. It reads the fields as they were typed, marks those that are wrong, and leaves ImageJ
 * nothing to record (ImageJ records what its own getters read).
 */
final class CommandDialog {
    /** How the dialog was left. */
    enum Answer {
        OK,
        CANCEL,
        ADVANCED
    }

    /** In a line over one column of fields. */
    private static final int LETTERS = 70;

    private final ParameterTable table;
    private final GenericDialog dialog;
    private final Map<String, String> texts;
    private final List<DialogField> fields = new ArrayList<>();
    private final MultiLineLabel problem;
    /** Null for commands that have none, and where no image is open. */
    private final DialogPreview preview;

    /**
     * @param texts key to text, for every key
     * @param error a sentence to show, the key it begins with being marked; or null
     * @param advanced whether to show the advanced keys too
     */
    CommandDialog(ParameterTable table, Map<String, String> texts, String error, boolean advanced) {
        this.table = table;
        this.texts = new LinkedHashMap<>(texts);
        boolean previews = table.commandClass() == DenoiseCommand.class && WindowManager.getImageCount() > 0;
        // one that lets the user go to the image, since the preview follows its selection and its slice
        dialog = previews ? new NonBlockingGenericDialog(table.title()) : new GenericDialog(table.title());
        dialog.setInsets(0, 0, 5);
        long shown = table.keys().stream()
                .filter(key -> advanced || !key.isAdvanced())
                .count();
        int columns = FieldColumns.wanted((int) shown);
        dialog.addMessage(Wrap.message(table.description(), LETTERS * (1 + columns) / 2));
        int firstPart = dialog.getComponentCount();
        boolean hidden = addFields(advanced);
        preview = previews ? new DialogPreview() : null;
        if (previews) preview.addBox(dialog);
        int end = dialog.getComponentCount();
        problem = addProblem();
        addNoiseSeen(columns);
        new FieldColumns(dialog, firstPart, end, previews ? DialogPreview.LEAST_WIDTH : 0).arrange();
        if (previews) preview.addPictures(this::current);
        if (hidden) dialog.enableYesNoCancel("OK", "Advanced...");
        dialog.addHelp(Help.html(table));
        if (error != null) showError(error);
        dialog.addDialogListener((source, event) -> check(event));
    }

    /** Returns whether there are more, which are hidden. */
    private boolean addFields(boolean advanced) {
        DialogFields maker = new DialogFields(dialog);
        boolean hidden = false;
        for (Key key : table.keys()) {
            if (key.isAdvanced() && !advanced) {
                hidden = true;
                continue;
            }
            int first = dialog.getComponentCount();
            Supplier<String> text = maker.add(key, texts.get(key.name()));
            fields.add(new DialogField(
                    key, text, Arrays.asList(dialog.getComponents()).subList(first, dialog.getComponentCount())));
        }
        return hidden;
    }

    /** What noise the open image shows, in the dialog that asks for which noise to train. */
    private void addNoiseSeen(int columns) {
        ImagePlus image = WindowManager.getCurrentImage();
        if (table.commandClass() != TrainCommand.class || image == null) return;
        // beside the words stands a button
        NoiseRow.add(dialog, image, texts.get("range"), LETTERS * (1 + columns) / 2 - 20, this::set);
    }

    private void set(Map<String, String> values) {
        texts.putAll(values);
        for (DialogField field : fields) {
            String value = values.get(field.key().name());
            if (value != null) field.set(value);
        }
        check(null);
    }

    /** The place for a sentence, which takes no room while there is none. */
    private MultiLineLabel addProblem() {
        dialog.setInsets(8, 0, 0);
        dialog.addMessage(" \n ", null, DialogField.ERROR);
        MultiLineLabel label = (MultiLineLabel) dialog.getMessage();
        label.setVisible(false);
        return label;
    }

    private void showError(String error) {
        problem.setText(Wrap.message(error));
        problem.setVisible(true);
        for (DialogField field : fields) field.mark(DialogRun.isAbout(field.key(), error));
    }

    /** Marks what is wrong; ImageJ disables its OK button while the answer is false. */
    private boolean check(AWTEvent event) {
        String first = null;
        for (DialogField field : fields) {
            String sentence = field.problem();
            field.mark(sentence != null);
            if (first == null) first = sentence;
        }
        boolean resized = (first != null) != problem.isVisible();
        if (first != null) problem.setText(Wrap.message(first));
        problem.setVisible(first != null);
        if (event != null && (resized || first != null)) {
            problem.invalidate();
            dialog.pack();
        }
        return first == null;
    }

    /** Every key with its text as it is now. */
    private Map<String, String> current() {
        Map<String, String> now = new LinkedHashMap<>(texts);
        for (DialogField field : fields) now.put(field.key().name(), field.text());
        return now;
    }

    /** Shows the dialog and waits for its end. */
    Answer show() {
        try {
            // Java forgets a thread whose modal dialog is closed before it waits for it; the event thread alone cannot
            // come too
            // late. What is not modal is no danger, and ImageJ's would block the event thread.
            if (dialog.isModal()) EventThread.await(dialog::showDialog);
            else dialog.showDialog();
        } finally {
            if (preview != null) preview.close();
        }
        texts.putAll(current());
        // one who ends a script by interrupting it has answered, too
        if (Thread.currentThread().isInterrupted()) dialog.dispose();
        if (isCancelled()) return Answer.CANCEL;
        return dialog.wasOKed() ? Answer.OK : Answer.ADVANCED;
    }

    private boolean isCancelled() {
        try {
            return dialog.wasCanceled() || Thread.currentThread().isInterrupted();
        } catch (RuntimeException e) {
            // in a macro's thread ImageJ throws to end the macro; the bridge ends it itself
            return true;
        }
    }

    /** Every key with its text as it was typed. */
    Map<String, String> texts() {
        return texts;
    }
}
