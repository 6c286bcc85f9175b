package org.denoiser.legacy;

import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.KeyStroke;

/**
 * Patches, noisy at the left of a border and denoised at its right; the border, at the same place in all of them, follows the mouse or
 * the arrow keys. Used by the event thread.
 */
final class SplitPreview extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int GAP = 6;
    private static final int SMALLEST = 48;
    private static final float SMALLER = 0.8f;
    private static final double KEY_STEP = 0.05;
    private static final Color BORDER = new Color(0xFF, 0xC1, 0x07);
    private static final Color SHADE = new Color(0, 0, 0, 0xA0);

    private transient PatchPictures pictures;
    private double border = 0.5;
    private String waiting = "The first preview is being made.";

    SplitPreview() {
        setFocusable(true);
        setToolTipText("Noisy at the left of the border, denoised at its right: drag the border.");
        setCursor(Cursor.getPredefinedCursor(Cursor.E_RESIZE_CURSOR));
        MouseAdapter mouse = new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                requestFocusInWindow();
                moveTo(event.getX(), event.getY());
            }

            @Override
            public void mouseDragged(MouseEvent event) {
                moveTo(event.getX(), event.getY());
            }
        };
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
        bind("LEFT", -KEY_STEP);
        bind("RIGHT", KEY_STEP);
    }

    private void bind(String key, double step) {
        getInputMap().put(KeyStroke.getKeyStroke(key), key);
        getActionMap().put(key, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent event) {
                setBorderAt(border + step);
            }
        });
    }

    void show(PatchPictures value) {
        if (value == pictures) return;
        pictures = value;
        repaint();
    }

    /** Shows a text in place of pictures. */
    void showText(String text) {
        waiting = text;
        pictures = null;
        repaint();
    }

    /** Where the border is, from 0 at the left to 1 at the right. */
    double borderAt() {
        return border;
    }

    private void setBorderAt(double value) {
        border = Math.max(0, Math.min(1, value));
        repaint();
    }

    private void moveTo(int x, int y) {
        if (pictures == null) return;
        Rectangle nearest = null;
        for (Rectangle cell : cells()) {
            if (nearest == null || distance(cell, x, y) < distance(nearest, x, y)) nearest = cell;
        }
        setBorderAt((x - nearest.getX()) / nearest.width);
    }

    private static double distance(Rectangle cell, int x, int y) {
        return Math.hypot(x - cell.getCenterX(), y - cell.getCenterY());
    }

    /** Places of the pictures: squares as large as fit, in as many rows as make them largest; a single one keeps its shape. */
    List<Rectangle> cells() {
        int count = pictures.count();
        if (count == 1) return List.of(single(pictures.noisy(0)));
        int best = 0;
        int columns = count;
        for (int tried = 1; tried <= count; tried++) {
            int rows = (count + tried - 1) / tried;
            int side = Math.min((getWidth() + GAP) / tried, (getHeight() + GAP) / rows) - GAP;
            if (side > best) {
                best = side;
                columns = tried;
            }
        }
        int rows = (count + columns - 1) / columns;
        int left = (getWidth() - columns * (best + GAP) + GAP) / 2;
        int top = (getHeight() - rows * (best + GAP) + GAP) / 2;
        List<Rectangle> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(new Rectangle(left + i % columns * (best + GAP), top + i / columns * (best + GAP), best, best));
        }
        return cells;
    }

    /** In the middle and as large as fits, enlarged to whole numbers of the screen's dots, so that all pixels have one size. */
    private Rectangle single(BufferedImage picture) {
        GraphicsConfiguration screen = getGraphicsConfiguration();
        double dots = screen == null ? 1 : screen.getDefaultTransform().getScaleX();
        double zoom = Math.min((double) getWidth() / picture.getWidth(), (double) getHeight() / picture.getHeight());
        if (zoom * dots > 1) zoom = Math.floor(zoom * dots) / dots;
        int width = Math.max(1, (int) (zoom * picture.getWidth()));
        int height = Math.max(1, (int) (zoom * picture.getHeight()));
        return new Rectangle((getWidth() - width) / 2, (getHeight() - height) / 2, width, height);
    }

    @Override
    public Dimension getPreferredSize() {
        return isPreferredSizeSet() ? super.getPreferredSize() : new Dimension(600, 150);
    }

    @Override
    public Dimension getMinimumSize() {
        return new Dimension(SMALLEST, SMALLEST);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        if (pictures == null) {
            FontMetrics metrics = g.getFontMetrics();
            g.setColor(getForeground());
            g.drawString(waiting, (getWidth() - metrics.stringWidth(waiting)) / 2, getHeight() / 2);
        } else {
            List<Rectangle> cells = cells();
            for (int i = 0; i < cells.size(); i++) paintPatch(g, cells.get(i), i);
        }
        g.dispose();
    }

    private void paintPatch(Graphics2D g, Rectangle cell, int patch) {
        int side = pictures.noisy(patch).getWidth();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                cell.width * g.getTransform().getScaleX() > side
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        int at = cell.x + (int) Math.round(border * cell.width);
        Graphics2D left = (Graphics2D) g.create(cell.x, cell.y, at - cell.x, cell.height);
        left.drawImage(pictures.noisy(patch), 0, 0, cell.width, cell.height, null);
        left.dispose();
        Graphics2D right = (Graphics2D) g.create(at, cell.y, cell.x + cell.width - at, cell.height);
        right.drawImage(pictures.denoised(patch), cell.x - at, 0, cell.width, cell.height, null);
        right.dispose();
        paintLabels(g, cell, at);
        g.setColor(BORDER);
        g.fillRect(Math.min(at - 1, cell.x + cell.width - 2), cell.y, 2, cell.height);
    }

    /** Names the halves where there is room for it. */
    private void paintLabels(Graphics2D g, Rectangle cell, int at) {
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(getFont().deriveFont(SMALLER * getFont().getSize2D()));
        int noisy = g.getFontMetrics().stringWidth("noisy") + 6;
        int denoised = g.getFontMetrics().stringWidth("denoised") + 6;
        if (noisy <= at - cell.x) paintLabel(g, "noisy", cell.x, cell.y + cell.height);
        int room = cell.x + cell.width - at;
        if (denoised <= room) paintLabel(g, "denoised", cell.x + cell.width - denoised, cell.y + cell.height);
    }

    private static void paintLabel(Graphics2D g, String text, int left, int bottom) {
        FontMetrics metrics = g.getFontMetrics();
        g.setColor(SHADE);
        g.fillRect(left, bottom - metrics.getHeight() - 2, metrics.stringWidth(text) + 6, metrics.getHeight() + 2);
        g.setColor(Color.WHITE);
        g.drawString(text, left + 3, bottom - 2 - metrics.getDescent());
    }
}
