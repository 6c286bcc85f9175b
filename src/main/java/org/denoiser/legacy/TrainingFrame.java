package org.denoiser.legacy;

import ij.IJ;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GUI;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Locale;
import java.util.Objects;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JSplitPane;
import javax.swing.KeyStroke;
import javax.swing.Timer;
import javax.swing.WindowConstants;

/** What the user sees of a {@link TrainingWindow}. Used by the event thread. */
final class TrainingFrame extends JFrame {
    private static final long serialVersionUID = 1;
    private static final int MILLISECONDS = 300;
    private static final int WIDTH = 760;
    private static final int HEIGHT = 680;
    private static final int MARGIN = 10;
    private static int opened;

    private final transient TrainingWindow window;
    private final transient TrainingLog log;
    private final ChartView curves;
    private final JLabel progress = new JLabel(" ");
    private final JLabel left = new JLabel(" ");
    private final JLabel best = new JLabel(" ");
    private final JLabel place = new JLabel(" ");
    private final JProgressBar bar = new JProgressBar(0, 1000);
    private final JCheckBox logarithmic = new JCheckBox("Logarithmic loss", true);
    private final JLabel previewTitle = new JLabel(" ");
    private final SplitPreview preview = new SplitPreview();
    private final JLabel note = new JLabel(" ");
    private final Box buttons = Box.createHorizontalBox();
    private final JButton save = new JButton("Save Checkpoint Now");
    private final JButton cancel = new JButton("Cancel");
    private final JButton stop = new JButton("Stop and Keep Best");
    private final JButton close = new JButton("Close");
    private final Timer timer = new Timer(MILLISECONDS, event -> update());
    private long shown = -1;
    private transient ClosingQuestion question;

    TrainingFrame(TrainingWindow window, TrainingLog log, TrainingChart chart) {
        this.window = window;
        this.log = log;
        this.curves = new ChartView(chart);
        TrainingLog.View view = log.view();
        setTitle("Training " + view.start.name());
        Image icon = IJ.getInstance() == null ? null : IJ.getInstance().getIconImage();
        if (icon != null) setIconImage(icon);
        setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        place.setText(view.start.device() + ", " + view.start.precision());
        JPanel content = new JPanel(new BorderLayout(MARGIN, MARGIN));
        content.setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
        content.add(head(), BorderLayout.NORTH);
        content.add(middle(), BorderLayout.CENTER);
        content.add(foot(), BorderLayout.SOUTH);
        setContentPane(content);
        setFonts(content, font());
        listen();
        update();
        place();
    }

    /** The font of labels in the size that ImageJ's user wants. */
    static Font font() {
        Font font = new JLabel().getFont().deriveFont(Font.PLAIN);
        return font.deriveFont((float) (font.getSize2D() * Prefs.getGuiScale()));
    }

    private static void setFonts(Container container, Font font) {
        for (Component part : container.getComponents()) {
            part.setFont(font);
            if (part instanceof Container) setFonts((Container) part, font);
        }
    }

    private JComponent head() {
        bar.setStringPainted(true);
        Box head = Box.createVerticalBox();
        head.add(row(progress, left));
        head.add(Box.createVerticalStrut(MARGIN / 2));
        head.add(bar);
        head.add(Box.createVerticalStrut(MARGIN / 2));
        head.add(row(best, place));
        return head;
    }

    private static JComponent row(JComponent first, JComponent second) {
        JPanel row = new JPanel(new BorderLayout(MARGIN, 0));
        row.add(first, BorderLayout.CENTER);
        row.add(second, BorderLayout.EAST);
        return row;
    }

    private JComponent middle() {
        curves.setMinimumSize(new Dimension(200, 120));
        curves.setPreferredSize(new Dimension(WIDTH, HEIGHT / 2));
        logarithmic.addActionListener(event -> {
            shown = -1;
            update();
        });
        JPanel upper = new JPanel(new BorderLayout(0, 2));
        upper.add(curves, BorderLayout.CENTER);
        upper.add(logarithmic, BorderLayout.SOUTH);
        JPanel lower = new JPanel(new BorderLayout(0, 4));
        lower.add(previewTitle, BorderLayout.NORTH);
        lower.add(preview, BorderLayout.CENTER);
        JSplitPane both = new JSplitPane(JSplitPane.VERTICAL_SPLIT, true, upper, lower);
        both.setResizeWeight(0.7);
        both.setBorder(BorderFactory.createEmptyBorder());
        return both;
    }

    private JComponent foot() {
        save.setToolTipText(
                "Writes the checkpoint from which the key 'resume' goes on, without waiting for the next one.");
        cancel.setToolTipText(
                "Ends training without a model. The checkpoint stays, so that 'resume' can go on from it.");
        stop.setToolTipText("Ends training and saves the model with the weights of the best epoch so far.");
        setButtons(save, cancel, stop);
        Box foot = Box.createVerticalBox();
        foot.add(row(note, new JLabel()));
        foot.add(Box.createVerticalStrut(MARGIN / 2));
        foot.add(buttons);
        return foot;
    }

    private void setButtons(JButton... some) {
        buttons.removeAll();
        buttons.add(Box.createHorizontalGlue());
        for (JButton button : some) {
            buttons.add(Box.createHorizontalStrut(MARGIN));
            buttons.add(button);
        }
        buttons.revalidate();
        buttons.repaint();
    }

    private void listen() {
        save.addActionListener(event -> window.saveCheckpoint());
        cancel.addActionListener(event -> cancelTraining());
        stop.addActionListener(event -> stopTraining());
        close.addActionListener(event -> dispose());
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                askOrClose();
            }

            @Override
            public void windowIconified(WindowEvent event) {
                window.setWatched(false);
            }

            @Override
            public void windowDeiconified(WindowEvent event) {
                window.setWatched(true);
            }
        });
        String key = "close";
        getRootPane().getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke("ESCAPE"), key);
        getRootPane().getActionMap().put(key, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent event) {
                askOrClose();
            }
        });
    }

    /** In the middle of the screen, each a little beside the one before, never larger than the screen. */
    private void place() {
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        double scale = Math.max(1, Prefs.getGuiScale());
        setSize(Math.min(screen.width, (int) (WIDTH * scale)), Math.min(screen.height, (int) (HEIGHT * scale)));
        GUI.centerOnImageJScreen(this);
        int shift = 24 * (opened++ % 5);
        setLocation(
                Math.max(screen.x, Math.min(getX() + shift, screen.x + screen.width - getWidth())),
                Math.max(screen.y, Math.min(getY() + shift, screen.y + screen.height - getHeight())));
    }

    @Override
    public void setVisible(boolean visible) {
        if (visible) {
            window.setWatched(true);
            timer.start();
            WindowManager.addWindow(this);
        }
        super.setVisible(visible);
        // not a button, which the space key of somebody who types elsewhere would press
        if (visible) preview.requestFocusInWindow();
    }

    private void update() {
        long changes = log.changes();
        if (changes == shown) return;
        shown = changes;
        TrainingLog.View view = log.view();
        progress.setText(TrainingWords.progress(view));
        left.setText(TrainingWords.left(view));
        best.setText(TrainingWords.best(view));
        bar.setValue((int) (1000 * view.step / view.start.allSteps()));
        bar.setString(String.format(Locale.ROOT, "%d %%", 100 * view.step / view.start.allSteps()));
        if (!view.note.isEmpty() && !Objects.equals(view.note, note.getText())) {
            note.setText(view.note);
            note.setToolTipText(view.note);
        }
        curves.show(view, logarithmic.isSelected());
        previewTitle.setText(TrainingWords.preview(view));
        preview.show(view.pictures);
    }

    private void askOrClose() {
        if (log.isEnded()) {
            dispose();
            return;
        }
        if (question != null) return;
        question = new ClosingQuestion(this);
        ClosingQuestion.Answer answer = question.ask();
        question = null;
        if (answer == ClosingQuestion.Answer.GO_ON || log.isEnded()) return;
        window.closeAtEnd();
        if (answer == ClosingQuestion.Answer.STOP) stopTraining();
        else cancelTraining();
    }

    private void stopTraining() {
        window.stop();
        disableButtons();
    }

    private void cancelTraining() {
        window.cancel();
        disableButtons();
    }

    private void disableButtons() {
        for (JButton button : new JButton[] {save, cancel, stop}) button.setEnabled(false);
        update();
    }

    /** The training is over and the window stays. */
    void ended() {
        if (question != null) question.withdraw();
        timer.stop();
        window.setWatched(false);
        setTitle(getTitle() + " (ended)");
        update();
        close.setFont(font());
        setButtons(close);
    }

    @Override
    public void dispose() {
        if (question != null) question.withdraw();
        timer.stop();
        curves.close();
        window.setWatched(false);
        WindowManager.removeWindow(this);
        super.dispose();
    }
}
