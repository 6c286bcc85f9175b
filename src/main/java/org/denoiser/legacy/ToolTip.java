package org.denoiser.legacy;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.HierarchyEvent;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import javax.swing.JToolTip;
import javax.swing.Popup;
import javax.swing.PopupFactory;
import javax.swing.Timer;
import org.denoiser.command.Key;

/** A tool tip for the fields of ImageJ's dialogs, which have none of their own. Used by the event thread. */
final class ToolTip {
    private static final int DELAY = 700;
    private static final int LONGEST = 15_000;
    private static final int BELOW = 8;
    private static final int WIDTH = 60;

    private final Component owner;
    private final String text;
    private final Timer opening = new Timer(DELAY, event -> open());
    private final Timer closing = new Timer(LONGEST, event -> close());
    private Popup popup;

    private ToolTip(Component owner, String text) {
        this.owner = owner;
        this.text = text;
        opening.setRepeats(false);
        closing.setRepeats(false);
    }

    /** What a key's tip says: what it does, what is allowed, and its name in macros. */
    static String of(Key key) {
        String allowed = (key.allowed() + " " + key.unit()).trim();
        StringBuilder text = new StringBuilder("<html>");
        text.append(html(key.description().isEmpty() ? key.label() : key.description()));
        if (!allowed.isEmpty() && key.kind() != Key.Kind.FLAG)
            text.append("<br><i>").append(html(allowed)).append("</i>");
        return text.append("<br>In macros: <b>")
                .append(key.name())
                .append("</b></html>")
                .toString();
    }

    private static String html(String text) {
        String joined = String.join("\n", Wrap.lines(text, WIDTH));
        return joined.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>");
    }

    /** Shows a text while the mouse rests on a component. */
    static void add(Component component, String text) {
        ToolTip tip = new ToolTip(component, text);
        component.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseEntered(MouseEvent event) {
                tip.opening.restart();
            }

            @Override
            public void mouseExited(MouseEvent event) {
                tip.close();
            }

            @Override
            public void mousePressed(MouseEvent event) {
                tip.close();
            }
        });
        component.addKeyListener(new KeyAdapter() {
            @Override
            public void keyPressed(KeyEvent event) {
                tip.close();
            }
        });
        component.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent event) {
                tip.close();
            }
        });
        component.addHierarchyListener(event -> {
            boolean shown = (event.getChangeFlags() & HierarchyEvent.SHOWING_CHANGED) != 0;
            if (shown && !component.isShowing()) tip.close();
        });
    }

    private void open() {
        if (!owner.isShowing() || popup != null) return;
        JToolTip tip = new JToolTip();
        tip.setTipText(text);
        tip.setFont(TrainingFrame.font());
        Dimension size = tip.getPreferredSize();
        Point corner = owner.getLocationOnScreen();
        Rectangle screen = owner.getGraphicsConfiguration().getBounds();
        int left = Math.max(screen.x, Math.min(corner.x, screen.x + screen.width - size.width));
        int below = corner.y + owner.getHeight() + BELOW;
        boolean fits = below + size.height <= screen.y + screen.height;
        int top = fits ? below : Math.max(screen.y, corner.y - size.height - BELOW);
        popup = PopupFactory.getSharedInstance().getPopup(owner, tip, left, top);
        popup.show();
        closing.restart();
    }

    private void close() {
        opening.stop();
        closing.stop();
        if (popup == null) return;
        popup.hide();
        popup = null;
    }
}
