package org.denoiser.legacy;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.PlugIn;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.denoiser.command.Commands;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;

/**
 * The one class that {@code plugins.config} names, with the shell name of a command as its argument. It takes the command's values
 * from the macro's options or from a dialog, runs the command and shows what comes out, all in the calling thread.
 */
public final class Denoiser_Plugin implements PlugIn {
    @Override
    public void run(String name) {
        String options = Macro.getOptions();
        boolean display = !GraphicsEnvironment.isHeadless();
        if (display && EventQueue.isDispatchThread()) {
            // a command takes its time, and so would the whole user interface
            new Thread(() -> run(name), "Denoiser " + name).start();
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        // SciJava finds classes through it, and plain ImageJ's does not know the plugins folder
        thread.setContextClassLoader(Denoiser_Plugin.class.getClassLoader());
        try {
            ParameterTable table = Commands.named(name);
            if (options != null || !display) runWithOptions(table, options == null ? "" : options);
            else new DialogRun(table).run();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private static void runWithOptions(ParameterTable table, String options) {
        try {
            // ImageJ forgets the key when a macro starts, but not when a script does
            if (MacroEnd.macro() == null) IJ.resetEscape();
            Map<String, String> texts = MacroOptions.parse(options, Denoiser_Plugin::variable);
            replaceNumberVariables(table, texts);
            new MenuRun(table, true).run(table.parse(texts));
        } catch (CancellationException e) {
            MacroEnd.quietly();
        } catch (RuntimeException | Error e) {
            MacroEnd.because(e);
        }
    }

    private static String variable(String name) {
        Interpreter macro = MacroEnd.macro();
        return macro == null ? null : macro.getVariableAsString(name);
    }

    /** ImageJ also takes a variable without its ampersand where a number is expected. */
    private static void replaceNumberVariables(ParameterTable table, Map<String, String> texts) {
        for (Key key : table.keys()) {
            boolean number = key.kind() == Key.Kind.NUMBER || key.kind() == Key.Kind.INTEGER;
            if (!number) continue;
            texts.computeIfPresent(key.name(), (name, text) -> {
                String held = text.matches("[A-Za-z_][A-Za-z0-9_]*") ? variable(text) : null;
                return held == null ? text : held;
            });
        }
    }
}
