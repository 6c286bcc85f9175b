package org.denoiser.legacy;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Font;
import java.awt.Frame;
import javax.swing.JDialog;
import javax.swing.JOptionPane;

/** Asks what shall become of a training whose window is closed. Used by the event thread. */
final class ClosingQuestion {
    /** What the user wants. */
    enum Answer {
        STOP("Stop and Keep Best"),
        CANCEL("Cancel Training"),
        GO_ON("Go On Training");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private final JOptionPane pane = new JOptionPane(
            "The training has not come to its end. What shall become of it?\n"
                    + "Cancelled, it leaves no model, but a checkpoint that 'resume' can go on from.",
            JOptionPane.QUESTION_MESSAGE,
            JOptionPane.DEFAULT_OPTION,
            null,
            Answer.values(),
            Answer.GO_ON);
    private final JDialog dialog;

    ClosingQuestion(Frame parent) {
        setFonts(pane, TrainingFrame.font());
        dialog = pane.createDialog(parent, parent.getTitle());
        // the other windows of ImageJ go on working meanwhile
        dialog.setModalityType(Dialog.ModalityType.DOCUMENT_MODAL);
    }

    static void setFonts(Container container, Font font) {
        for (Component part : container.getComponents()) {
            part.setFont(font);
            if (part instanceof Container) setFonts((Container) part, font);
        }
    }

    /** Waits for the answer, while events go on; without one, training goes on. */
    Answer ask() {
        dialog.setVisible(true);
        dialog.dispose();
        return pane.getValue() instanceof Answer ? (Answer) pane.getValue() : Answer.GO_ON;
    }

    /** Takes the question back. */
    void withdraw() {
        dialog.dispose();
    }
}
