package org.denoiser.legacy;

import ij.gui.GenericDialog;
import java.awt.Color;
import java.awt.Label;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;

/**
 * The dialog of a command, made from its keys. It reads the fields as they were typed, checks nothing, and leaves ImageJ nothing
 * to record (ImageJ records what its own getters read).
 */
final class CommandDialog {
    /** How the dialog was left. */
    enum Answer {
        OK,
        CANCEL,
        ADVANCED
    }

    private static final Color ERROR = new Color(0xB0, 0x00, 0x20);

    private final ParameterTable table;
    private final GenericDialog dialog;
    private final Map<String, String> texts;
    private final Map<String, Supplier<String>> fields = new LinkedHashMap<>();

    /**
     * @param texts key to text, for every key
     * @param error a sentence to show, the key it begins with being marked; or null
     * @param advanced whether to show the advanced keys too
     */
    CommandDialog(ParameterTable table, Map<String, String> texts, String error, boolean advanced) {
        this.table = table;
        this.texts = new LinkedHashMap<>(texts);
        dialog = new GenericDialog(table.title());
        dialog.setInsets(0, 0, 5);
        dialog.addMessage(Wrap.message(table.description()));
        if (error != null) addError(error);
        DialogFields maker = new DialogFields(dialog);
        int firstPart = dialog.getComponentCount();
        boolean hidden = false;
        for (Key key : table.keys()) {
            if (key.isAdvanced() && !advanced) {
                hidden = true;
                continue;
            }
            fields.put(key.name(), maker.add(key, texts.get(key.name())));
            if (DialogRun.isAbout(key, error)) markLabel();
        }
        TwoColumns.arrange(dialog, firstPart);
        if (hidden) dialog.enableYesNoCancel("OK", "Advanced...");
        dialog.addHelp(Help.html(table));
    }

    private void addError(String error) {
        dialog.setInsets(0, 0, 5);
        dialog.addMessage(Wrap.message(error), null, ERROR);
    }

    private void markLabel() {
        Label label = dialog.getLabel();
        if (label != null) label.setForeground(ERROR);
    }

    /** Shows the dialog and waits for its end. */
    Answer show() {
        dialog.showDialog();
        fields.forEach((name, field) -> texts.put(name, field.get()));
        if (isCancelled()) return Answer.CANCEL;
        return dialog.wasOKed() ? Answer.OK : Answer.ADVANCED;
    }

    private boolean isCancelled() {
        try {
            return dialog.wasCanceled();
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
