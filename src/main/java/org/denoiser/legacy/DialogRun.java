package org.denoiser.legacy;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.denoiser.command.DenoiseCommand;
import org.denoiser.command.Key;
import org.denoiser.command.ModelProposal;
import org.denoiser.command.ParameterTable;

/** A command called by a user: asks for its values until they do, runs it and records it. */
final class DialogRun {
    private static final String MODEL = "model";

    private final ParameterTable table;
    private Map<String, String> texts;
    /** The model that the dialog began with, until the user has ever chosen one; null for other commands, and after that. */
    private String proposed;

    private String error;
    private boolean advanced;

    DialogRun(ParameterTable table) {
        this.table = table;
        this.texts = Remembered.load(table);
        ImagePlus image = WindowManager.getCurrentImage();
        boolean proposes = table.commandClass() == DenoiseCommand.class && image != null;
        if (!proposes || Remembered.has(table, MODEL)) return;
        String usual = texts.get(MODEL);
        String fitting = Glance.at(() -> ModelProposal.of(image, usual));
        proposed = fitting == null ? usual : fitting;
        texts.put(MODEL, proposed);
    }

    /** Ends when the command has run, or when the user has enough. */
    void run() {
        boolean again = true;
        while (again) {
            CommandDialog dialog = new CommandDialog(table, texts, error, advanced);
            CommandDialog.Answer answer = dialog.show();
            texts = dialog.texts();
            error = null;
            if (answer == CommandDialog.Answer.CANCEL) MacroEnd.quietly();
            if (answer == CommandDialog.Answer.ADVANCED) advanced = true;
            else again = answer == CommandDialog.Answer.OK && !runOnce();
        }
    }

    /** Returns whether there is nothing that the user could mend in the dialog. */
    private boolean runOnce() {
        try {
            IJ.resetEscape();
            Map<String, Object> values = table.parse(texts);
            if (!DeletionQuestion.isMeant(table, values)) return false;
            Remembered.save(table, chosen());
            new MenuRun(table, false).run(values);
            Recording.record(table, table.print(values));
        } catch (CancellationException e) {
            MacroEnd.quietly();
        } catch (IllegalArgumentException | UncheckedIOException | OutOfMemoryError e) {
            error = ErrorSentence.of(e);
            advanced |= table.keys().stream().anyMatch(key -> key.isAdvanced() && isAbout(key, error));
            return false;
        } catch (RuntimeException | Error e) {
            MacroEnd.because(e);
        }
        return true;
    }

    /** What is remembered: of a model that was only proposed nothing, so that the next image has a proposal of its own. */
    private Map<String, String> chosen() {
        Map<String, String> chosen = new HashMap<>(texts);
        if (proposed != null && proposed.equals(chosen.get(MODEL))) chosen.remove(MODEL);
        return chosen;
    }

    /** Whether an error is about a key: then it begins with it. */
    static boolean isAbout(Key key, String error) {
        return error != null && (error.startsWith(key.name() + "=") || error.startsWith(key.name() + ":"));
    }
}
