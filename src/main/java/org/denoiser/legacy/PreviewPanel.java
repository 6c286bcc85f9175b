package org.denoiser.legacy;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import org.denoiser.command.PreviewPart;
import org.denoiser.command.PreviewPictures;

/** Where a dialog shows its preview: the pictures, and sentences beneath. Used by the event thread. */
final class PreviewPanel extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int LINES = 5;
    private static final int NARROW_LINES = 9;
    private static final int GAP = 6;
    /** Width and height of a screen that has room for pixels of double size. */
    private static final int LARGE_WIDTH = 1250;

    private static final int LARGE_HEIGHT = 850;

    private final SplitPreview split = new SplitPreview();
    private final JTextArea words = new JTextArea();

    PreviewPanel(Color background) {
        super(new BorderLayout(0, GAP));
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        boolean large = screen.width >= LARGE_WIDTH && screen.height >= LARGE_HEIGHT;
        int side = PreviewPart.SIDE * (large ? 2 : 1);
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
        FontMetrics metrics = words.getFontMetrics(font);
        words.setPreferredSize(new Dimension(side, (large ? LINES : NARROW_LINES) * metrics.getHeight()));
        add(split, BorderLayout.CENTER);
        add(words, BorderLayout.SOUTH);
    }

    void showPictures(PreviewPictures pictures) {
        split.show(new PatchPictures(pictures.noisy(), pictures.denoised()));
    }

    void showWords(String text) {
        words.setText(text);
    }

    /** Shows a sentence instead of a preview. */
    void showProblem(String sentence) {
        split.showText("No preview");
        words.setText(sentence);
    }

    SplitPreview split() {
        return split;
    }

    /** The sentences beneath. */
    String words() {
        return words.getText();
    }
}
