package org.denoiser.legacy;

import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.image.BufferedImage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.swing.JComponent;

/**
 * Shows the curves of a training. They are drawn in a thread of its own and in memory, since drawing thousands of lines on the screen
 * was seen to hold up the event thread for a second. Used by the event thread.
 */
final class ChartView extends JComponent {
    private static final long serialVersionUID = 1;

    private final transient TrainingChart chart;
    private final transient ExecutorService painter = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "Denoiser training curves");
        thread.setDaemon(true);
        return thread;
    });
    private transient TrainingLog.View view;
    private boolean logarithmic;
    private transient BufferedImage picture;
    private boolean painting;
    private boolean again;

    /** @param chart used by nobody else any more */
    ChartView(TrainingChart chart) {
        this.chart = chart;
        addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                request();
            }
        });
    }

    /** Shows this state soon. */
    void show(TrainingLog.View newView, boolean newLogarithmic) {
        view = newView;
        logarithmic = newLogarithmic;
        request();
    }

    /** Ends the thread. */
    void close() {
        painter.shutdownNow();
    }

    private void request() {
        again = painting;
        if (painting || view == null || getWidth() == 0 || getHeight() == 0 || painter.isShutdown()) return;
        painting = true;
        TrainingLog.View shown = view;
        boolean log = logarithmic;
        Dimension size = getSize();
        double scale = getGraphicsConfiguration().getDefaultTransform().getScaleX();
        painter.execute(() -> {
            BufferedImage[] done = new BufferedImage[1];
            try {
                done[0] = chart.picture(shown, log, size, scale);
            } finally {
                EventQueue.invokeLater(() -> painted(done[0]));
            }
        });
    }

    private void painted(BufferedImage done) {
        painting = false;
        if (done != null) picture = done;
        repaint();
        if (again) request();
    }

    @Override
    protected void paintComponent(Graphics g) {
        if (picture != null) g.drawImage(picture, 0, 0, getWidth(), getHeight(), null);
    }
}
