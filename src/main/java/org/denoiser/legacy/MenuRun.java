package org.denoiser.legacy;

import ij.IJ;
import ij.ImagePlus;
import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.denoiser.command.CommandRunner;
import org.denoiser.command.InputImages;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;
import org.denoiser.command.Progress;
import org.denoiser.command.TrainingObserver;

/** One run of a command on ImageJ's open images, with progress in the status bar and the outputs shown. */
final class MenuRun {
    private final ParameterTable table;
    private final boolean byMacro;
    private final List<ImagePlus> locked = new ArrayList<>();

    /** @param byMacro whether a macro or script calls, rather than a user */
    MenuRun(ParameterTable table, boolean byMacro) {
        this.table = table;
        this.byMacro = byMacro;
    }

    /**
     * Runs in the calling thread, whose active image is the input if none is named.
     *
     * @throws IllegalArgumentException if a value is wrong or an image is in use
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     * @throws CancellationException if the user pressed Escape
     */
    void run(Map<String, Object> values) {
        String title = table.title();
        long start = System.nanoTime();
        try {
            Map<String, Object> inputs = withImages(values);
            Map<String, Object> outputs =
                    new CommandRunner(Contexts.get()).run(table.commandClass(), inputs, progress(title));
            Outputs.show(outputs);
            IJ.showStatus(String.format("%s: %.1f seconds", title, (System.nanoTime() - start) / 1e9));
        } catch (CancellationException e) {
            IJ.showStatus(title + ": cancelled");
            throw e;
        } finally {
            IJ.showProgress(1.0);
            locked.forEach(ImagePlus::unlock);
        }
    }

    /** Without a display there is no status bar; then progress goes where that of a shell goes. */
    private Progress progress(String title) {
        if (!GraphicsEnvironment.isHeadless()) return new EscapeProgress(title, this::trainingObserver);
        ShellProgress shell = new ShellProgress(System.err, false, System::nanoTime);
        shell.start(table.name());
        return shell;
    }

    /** A macro in batch mode opens no windows; the window of another closes by itself, as nobody may be there to close it. */
    private TrainingObserver trainingObserver() {
        return Interpreter.isBatchMode() ? TrainingObserver.NONE : new TrainingWindow(!byMacro);
    }

    private Map<String, Object> withImages(Map<String, Object> values) {
        Map<String, Object> inputs = new HashMap<>(values);
        for (Key key : table.keys()) {
            if (key.kind() != Key.Kind.IMAGE) continue;
            String text = (String) values.get(key.name());
            if (text.isEmpty() && !key.isActiveImage()) continue;
            ImagePlus image = InputImages.find(text);
            if (image == null && text.isEmpty()) throw InputImages.noImage(key.name());
            if (image == null) continue;
            lock(key, image);
            inputs.put(key.name(), "");
            inputs.put(key.imageField(), image);
        }
        return inputs;
    }

    /** A locked image keeps its pixels although its window is closed, and no other command changes them meanwhile. */
    private void lock(Key key, ImagePlus image) {
        if (!image.lock()) {
            throw new IllegalArgumentException(
                    key.name() + ": the image '" + image.getTitle() + "' is in use by another command");
        }
        locked.add(image);
    }
}
