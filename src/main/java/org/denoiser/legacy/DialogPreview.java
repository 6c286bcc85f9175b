package org.denoiser.legacy;

import ij.ImageListener;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.GenericDialog;
import java.awt.BorderLayout;
import java.awt.Checkbox;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Panel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.swing.Timer;
import org.denoiser.command.DenoisingPreview;
import org.denoiser.command.InputImages;
import org.denoiser.command.PreviewPart;
import org.denoiser.command.PreviewPictures;

/**
 * The preview in a dialog of Denoise Image. It looks at the dialog and at the image many times a second, and has another thread denoise
 * when something has changed. Made, filled and closed by the thread that shows the dialog; the rest is the event thread's.
 */
final class DialogPreview implements AutoCloseable {
    private static final String PREFERENCE = "denoiser.preview";
    private static final int MILLISECONDS = 50;
    /** A network that is being loaded cannot be stopped. */
    private static final long LONGEST_END = 10_000;

    /** In pixels, with the gap to the fields. */
    static final int LEAST_WIDTH = PreviewPart.SIDE + 25;

    private static final int BEYOND_FIELDS = 4;
    private static final int MANY_ROWS = 100;

    /** What is previewed. Immutable. */
    private static final class Request {
        private final PreviewPart part;
        private final Map<String, String> texts;

        private Request(PreviewPart part, Map<String, String> texts) {
            this.part = part;
            this.texts = texts;
        }

        private boolean equals(Request that) {
            return that != null && part.equals(that.part) && texts.equals(that.texts);
        }
    }

    private final DenoisingPreview denoising = new DenoisingPreview();
    private final LatestRequest<Request> thread = new LatestRequest<>("Denoiser preview", this::work);
    private final Timer timer = new Timer(MILLISECONDS, event -> look());
    private final ImageListener listener = new Versions();
    private GenericDialog dialog;
    private Supplier<Map<String, String>> texts;
    private Checkbox box;
    private PreviewPanel panel;
    private Panel place;
    private Request last;
    private int side = PreviewPart.SIDE;
    private ImagePlus image;
    private int slice;
    private long version;

    DialogPreview() {
        ImagePlus.addImageListener(listener);
    }

    /** Adds the check box after the fields. */
    void addBox(GenericDialog shown) {
        dialog = shown;
        dialog.setInsets(4, 20, 4);
        dialog.addCheckbox("Preview", Prefs.get(PREFERENCE, true));
        box = (Checkbox) dialog.getCheckboxes().lastElement();
        ToolTip.add(
                box,
                "<html>Shows what comes out, in the middle of the selection<br>or of what the image's window shows.</html>");
    }

    /**
     * Adds the preview at the right of all fields, and begins.
     *
     * @param values the texts of the dialog's fields, at any time until it is closed
     */
    void addPictures(Supplier<Map<String, String>> values) {
        texts = values;
        keepFieldsLeft((GridBagLayout) dialog.getLayout());
        // without it the fields do not know how large they are
        dialog.addNotify();
        int side = PreviewPanel.side(dialog.getPreferredSize().width, dialog.getGraphicsConfiguration());
        panel = new PreviewPanel(dialog.getBackground(), side, dialog::pack);
        place = new Panel(new BorderLayout());
        place.add(panel);
        place.setVisible(box.getState());
        GridBagConstraints cell = new GridBagConstraints();
        cell.gridx = BEYOND_FIELDS;
        cell.gridy = 0;
        cell.gridheight = MANY_ROWS;
        cell.anchor = GridBagConstraints.NORTH;
        cell.insets = new Insets(0, 5, 0, 0);
        dialog.add(place, cell);
        box.addItemListener(event -> switched());
        timer.start();
    }

    /** Rows that reach to the dialog's border end before the preview. */
    private void keepFieldsLeft(GridBagLayout layout) {
        for (Component part : dialog.getComponents()) {
            GridBagConstraints cell = layout.getConstraints(part);
            if (cell.gridwidth != GridBagConstraints.REMAINDER) continue;
            // the fields that have no column follow their labels
            cell.gridwidth = BEYOND_FIELDS - Math.abs(cell.gridx);
            layout.setConstraints(part, cell);
        }
    }

    private void switched() {
        place.setVisible(box.getState());
        last = null;
        dialog.pack();
        look();
    }

    /** Asks for a new preview if anything has changed. */
    private void look() {
        if (!box.getState() || !dialog.isShowing()) return;
        Map<String, String> values = texts.get();
        ImagePlus found = InputImages.find(values.get("input"));
        if (found == null || found.getProcessor() == null) {
            last = null;
            panel.showProblem("The preview is of open images, and this is none.");
            return;
        }
        if (found != image) version++;
        image = found;
        slice = found.getCurrentSlice();
        if (new Request(PreviewPart.of(found, version, side), values).equals(last)) return;
        // what is shown stays as it is until something else changes
        side = denoising.side();
        Request now = new Request(PreviewPart.of(found, version, side), values);
        last = now;
        thread.request(now);
    }

    private void work(Request request, BooleanSupplier outdated) {
        try {
            PreviewPictures pictures = denoising.pictures(request.part, request.texts, outdated);
            EventQueue.invokeLater(() -> panel.showPictures(pictures));
            if (outdated.getAsBoolean()) return;
            String noise = denoising.noise(request.part, request.texts);
            String words = (noise + " " + pictures.note()).trim();
            EventQueue.invokeLater(() -> panel.showWords(words));
        } catch (CancellationException e) {
            // the next request says what is wanted now
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            String sentence =
                    ErrorSentence.of(e instanceof IOException ? new UncheckedIOException((IOException) e) : e);
            if (!outdated.getAsBoolean()) EventQueue.invokeLater(() -> panel.showProblem(sentence));
        }
    }

    /** Ends the thread and waits for that, but not for ever. */
    @Override
    public void close() {
        timer.stop();
        Prefs.set(PREFERENCE, box.getState());
        ImagePlus.removeImageListener(listener);
        thread.close();
        thread.awaitEnd(LONGEST_END);
    }

    /** Counts the changes of the pixels; ImageJ tells of a change also when another slice is shown. */
    private final class Versions implements ImageListener {
        @Override
        public void imageOpened(ImagePlus opened) {}

        @Override
        public void imageClosed(ImagePlus closed) {
            EventQueue.invokeLater(() -> {
                if (closed == image) image = null;
            });
        }

        @Override
        public void imageUpdated(ImagePlus updated) {
            EventQueue.invokeLater(() -> {
                if (updated == image && updated.getCurrentSlice() == slice) version++;
            });
        }
    }
}
