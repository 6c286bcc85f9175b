package org.denoiser.legacy;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;
import java.awt.Button;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.awt.Panel;
import java.util.Map;
import java.util.function.Consumer;
import org.denoiser.command.NoiseProposal;

/**
 * The part of a dialog of Train Denoiser that says what noise the open image shows, and offers to train for it. It appears once that has been
 * found out, which another thread does; where there is no noise it never does.
 */
final class NoiseRow {
    private final GenericDialog dialog;
    private final Consumer<Map<String, String>> chosen;
    private final MultiLineLabel words;
    private final Button button = new Button("Use This Noise");
    private final Panel place = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));

    /** @param chosen is given keys and values when the user wants them, by the event thread */
    NoiseRow(GenericDialog dialog, Consumer<Map<String, String>> chosen) {
        this.dialog = dialog;
        this.chosen = chosen;
        dialog.setInsets(8, 0, 0);
        dialog.addMessage(" \n ");
        words = (MultiLineLabel) dialog.getMessage();
        words.setVisible(false);
        place.add(button);
        place.setVisible(false);
        dialog.addPanel(place);
    }

    /** Begins to look. */
    void look(ImagePlus image, String range) {
        Thread thread = new Thread(() -> find(image, range), "Denoiser noise seen");
        thread.setDaemon(true);
        thread.start();
    }

    private void find(ImagePlus image, String range) {
        try {
            NoiseProposal proposal = NoiseProposal.of(image, range);
            if (proposal != null) EventQueue.invokeLater(() -> show(image.getTitle(), proposal));
        } catch (RuntimeException | OutOfMemoryError e) {
            // what cannot be read now is told of when it is to be learnt from
            return;
        }
    }

    private void show(String title, NoiseProposal proposal) {
        Map<String, String> keys = proposal.keys();
        words.setText(Wrap.message("'" + title + "' shows " + proposal.seen() + ". " + advice(keys)));
        words.setVisible(true);
        words.invalidate();
        place.setVisible(!keys.isEmpty());
        button.addActionListener(event -> chosen.accept(keys));
        if (dialog.isDisplayable()) dialog.pack();
    }

    private static String advice(Map<String, String> keys) {
        if (keys.isEmpty()) {
            return "Neighbouring pixels share it, as in none of the kinds of noise here: learn from pairs, or by noise2noise.";
        }
        String read = keys.containsKey("read") ? ", read noise " + keys.get("read") : "";
        return "A model for images like it learns from them by noise2void, or from clean images with noise "
                + keys.get("noise") + ", level " + keys.get("level") + read + ".";
    }
}
