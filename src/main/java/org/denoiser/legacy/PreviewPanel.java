package org.denoiser.legacy;

import ij.Prefs;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GraphicsConfiguration;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import org.denoiser.command.PreviewPart;
import org.denoiser.command.PreviewPictures;

/**
 * Where a dialog shows its preview: the pictures, and sentences beneath, which get the room that the longest so far has needed. Used by the event
 * thread.
 */
final class PreviewPanel extends JPanel {
    private static final long serialVersionUID = 1;
    /** Of sentences, from the beginning. */
    private static final int LINES = 2;

    private static final int GAP = 6;
    /** Times that the pixels are enlarged on a screen without a scale. */
    private static final int LARGEST = 2;
    /** What a window needs beside fields and pictures; the second holds long sentences and the title. */
    private static final Dimension OTHERS = new Dimension(50, 140);

    private final SplitPreview split = new SplitPreview();
    private final JTextArea words = new JTextArea();
    private final int side;
    private final transient Runnable resized;

    /**
     * @param side width and height of the pictures
     * @param resized is called when it wants to be higher than it was
     */
    PreviewPanel(Color background, int side, Runnable resized) {
        super(new BorderLayout(0, GAP));
        this.side = side;
        this.resized = resized;
        setBackground(background);
        setBorder(BorderFactory.createEmptyBorder(0, 2 * GAP, 0, 0));
        Font font = TrainingFrame.font();
        split.setFont(font);
        split.setForeground(Color.DARK_GRAY);
        split.setPreferredSize(new Dimension(side, side));
        split.showText("The first preview is being made.");
        words.setFont(font);
        words.setBackground(background);
        words.setForeground(Color.BLACK);
        words.setEditable(false);
        words.setFocusable(false);
        words.setLineWrap(true);
        words.setWrapStyleWord(true);
        words.setBorder(null);
        words.setPreferredSize(
                new Dimension(side, LINES * words.getFontMetrics(font).getHeight()));
        add(split, BorderLayout.CENTER);
        add(words, BorderLayout.SOUTH);
    }

    /** The side of pictures beside so many columns of fields: the largest for which the screen has room. */
    static int side(int fieldsWidth, GraphicsConfiguration screen) {
        Rectangle bounds = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        double words = Math.max(1, Prefs.getGuiScale());
        double width = bounds.width - words * fieldsWidth - OTHERS.width;
        double height = bounds.height - words * OTHERS.height;
        return side(width, height, screen.getDefaultTransform().getScaleX());
    }

    /** For a screen of so many dots a pixel: of a whole number of dots for each pixel of the picture. */
    static int side(double width, double height, double dots) {
        double room = Math.min(LARGEST * PreviewPart.SIDE, Math.min(width, height));
        double fitting = Math.floor(room * dots / PreviewPart.SIDE);
        double least = Math.max(1, Math.floor(dots));
        return (int) Math.ceil(PreviewPart.SIDE * Math.max(least, fitting) / dots);
    }

    void showPictures(PreviewPictures pictures) {
        split.show(new PatchPictures(pictures.noisy(), pictures.denoised()));
    }

    void showWords(String text) {
        words.setText(text);
        Dimension had = words.getPreferredSize();
        words.setPreferredSize(null);
        // at the width that it has lines of
        words.setSize(side, Short.MAX_VALUE);
        int wanted = words.getPreferredSize().height;
        words.setPreferredSize(new Dimension(side, Math.max(had.height, wanted)));
        if (wanted > had.height) resized.run();
        else revalidate();
    }

    /** Shows a sentence instead of a preview. */
    void showProblem(String sentence) {
        split.showText("No preview");
        showWords(sentence);
    }

    SplitPreview split() {
        return split;
    }

    /** The sentences beneath. */
    String words() {
        return words.getText();
    }
}
