package org.denoiser.legacy;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;
import java.awt.BorderLayout;
import java.awt.Button;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Panel;
import java.util.Map;
import java.util.function.Consumer;
import org.denoiser.command.NoiseProposal;

/** The part of a dialog of Train Denoiser that says what noise the open image shows, and offers to train for it. */
final class NoiseRow {
    private NoiseRow() {}

    /**
     * Adds the row, where there is noise; not for the event thread.
     *
     * @param range how training scales values, as its key says it
     * @param width in letters
     * @param chosen is given keys and values when the user wants them, by the event thread
     */
    static void add(
            GenericDialog dialog, ImagePlus image, String range, int width, Consumer<Map<String, String>> chosen) {
        NoiseProposal proposal = Glance.at(() -> NoiseProposal.of(image, range));
        if (proposal == null) return;
        Map<String, String> keys = proposal.keys();
        String words = "'" + image.getTitle() + "' shows " + proposal.seen() + ". " + advice(keys);
        Panel row = new Panel(new BorderLayout(10, 0));
        row.add(new MultiLineLabel(Wrap.message(words, width)), BorderLayout.CENTER);
        Button button = new Button("Use This Noise");
        button.addActionListener(event -> chosen.accept(keys));
        Panel place = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
        place.add(button);
        row.add(place, BorderLayout.EAST);
        dialog.addPanel(row, GridBagConstraints.WEST, new Insets(8, 0, 0, 0));
        GridBagLayout layout = (GridBagLayout) dialog.getLayout();
        GridBagConstraints cell = layout.getConstraints(row);
        cell.gridwidth = GridBagConstraints.REMAINDER;
        layout.setConstraints(row, cell);
    }

    private static String advice(Map<String, String> keys) {
        String cut = keys.containsKey("clip") ? ", clipped" : "";
        if (keys.get("noise").equals("microscope")) {
            return "Neighbouring pixels share it: learn from pairs, by noise2noise, or from clean images with noise microscope, level "
                    + keys.get("level") + cut + ".";
        }
        String read = keys.containsKey("read") ? ", read noise " + keys.get("read") : "";
        return "A model for images like it learns from them by noise2void, or from clean images with noise "
                + keys.get("noise") + ", level " + keys.get("level") + read + cut + ".";
    }
}
