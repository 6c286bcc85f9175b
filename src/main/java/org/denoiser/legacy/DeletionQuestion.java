package org.denoiser.legacy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.swing.JDialog;
import javax.swing.JOptionPane;
import org.denoiser.command.ModelsCommand;
import org.denoiser.command.ParameterTable;

/** Asks a user who is about to delete something whether this is meant. Macros are never asked. */
final class DeletionQuestion {
    private static final String DELETE = "Delete";
    private static final String KEEP = "Keep";

    private DeletionQuestion() {}

    /**
     * Waits for the answer where there is something to ask; not for the event thread.
     *
     * @param values of the command's dialog
     */
    static boolean isMeant(ParameterTable table, Map<String, Object> values) {
        if (table.commandClass() != ModelsCommand.class) return true;
        String question = ModelsCommand.question(values);
        if (question == null) return true;
        AtomicBoolean meant = new AtomicBoolean();
        EventThread.await(() -> meant.set(ask(table.title(), question)));
        return meant.get();
    }

    private static boolean ask(String title, String question) {
        JOptionPane pane = new JOptionPane(
                question,
                JOptionPane.WARNING_MESSAGE,
                JOptionPane.DEFAULT_OPTION,
                null,
                new String[] {DELETE, KEEP},
                KEEP);
        ClosingQuestion.setFonts(pane, TrainingFrame.font());
        JDialog dialog = pane.createDialog(null, title);
        dialog.setVisible(true);
        dialog.dispose();
        return DELETE.equals(pane.getValue());
    }
}
