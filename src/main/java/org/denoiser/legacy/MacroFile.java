package org.denoiser.legacy;

import ij.IJ;
import ij.Menus;
import ij.macro.Interpreter;
import java.awt.HeadlessException;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs a macro of ImageJ from a shell, without a display and without a Fiji. One at a time. */
final class MacroFile {
    /** What {@code IJ.runMacro} returns for most macros that have ended early. */
    private static final String ABORTED = "[aborted]";

    /** An entry of {@code IJ_Props.txt}: a label, perhaps with a shortcut, and a class, perhaps with an argument. */
    private static final Pattern OWN = Pattern.compile("\"([^\"\\[]+)(?:\\[[^\"]*)?\",\\s*([\\w.]+(?:\\(.*\\))?)\\s*");

    private static final Pattern PLUGIN = Pattern.compile("[^,#]+,\\s*\"([^\"]+)\",\\s*(.+)");

    /** Commands that ImageJ's menus name in their code, each before its class: those that macros use; some need a display, and say so. */
    private static final String[] IN_CODE = {
        "8-bit", "ij.plugin.Converter(\"8-bit\")",
        "16-bit", "ij.plugin.Converter(\"16-bit\")",
        "32-bit", "ij.plugin.Converter(\"32-bit\")",
        "RGB Color", "ij.plugin.Converter(\"RGB Color\")",
        "Analyze Particles...", "ij.plugin.filter.ParticleAnalyzer",
        "Clear", "ij.plugin.filter.Filler(\"clear\")",
        "Clear Outside", "ij.plugin.filter.Filler(\"outside\")",
        "Clear Results", "ij.plugin.filter.Analyzer(\"clear\")",
        "Close All", "ij.plugin.Commands(\"close-all\")",
        "Crop", "ij.plugin.Resizer(\"crop\")",
        "Duplicate...", "ij.plugin.Duplicator",
        "Enhance Contrast...", "ij.plugin.ContrastEnhancer",
        "Fill", "ij.plugin.filter.Filler(\"fill\")",
        "Find Edges", "ij.plugin.filter.Filters(\"edge\")",
        "Image Calculator...", "ij.plugin.ImageCalculator",
        "Invert", "ij.plugin.filter.Filters(\"invert\")",
        "Measure", "ij.plugin.filter.Analyzer",
        "Properties...", "ij.plugin.filter.ImageProperties",
        "Rename...", "ij.plugin.SimpleCommands(\"rename\")",
        "Save", "ij.plugin.Commands(\"save\")",
        "Scale...", "ij.plugin.Scaler",
        "Set Measurements...", "ij.plugin.filter.Analyzer(\"set\")",
        "Set Scale...", "ij.plugin.filter.ScaleDialog",
        "Sharpen", "ij.plugin.filter.Filters(\"sharpen\")",
        "Smooth", "ij.plugin.filter.Filters(\"smooth\")",
        "Subtract Background...", "ij.plugin.filter.BackgroundSubtracter",
    };

    private final Path file;

    /** @throws IllegalArgumentException if there is no such file */
    MacroFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("macro " + file + ": there is no such file");
        }
        this.file = file;
    }

    /**
     * Runs to the end in the calling thread.
     *
     * @param argument what the macro's {@code getArgument()} gives
     * @return whether the macro came to its end; if not, it has said why
     */
    boolean run(String argument) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
            registerCommands();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int ended = MacroEnd.count();
        return isRunToItsEnd(text, argument) && MacroEnd.count() == ended;
    }

    /** As {@code IJ.runMacro}, but that an error of the macro's own, for which ImageJ opens a window, is told as a sentence. */
    private boolean isRunToItsEnd(String text, String argument) {
        Interpreter interpreter = new Interpreter();
        boolean whole = false;
        try {
            whole = !ABORTED.equals(interpreter.run(text, argument));
        } catch (RuntimeException | Error e) {
            interpreter.abortMacro();
            if (!(e instanceof HeadlessException && interpreter.wasError())) IJ.handleException(e);
        }
        if (!interpreter.wasError()) return whole;
        // There is none where a command has told what is wrong.
        String message = interpreter.getErrorMessage();
        IJ.log("macro " + file + ", line " + interpreter.getLineNumber() + ": "
                + (message == null ? "ended" : message));
        return false;
    }

    /** Ends the macro that runs: its present command, or itself between two. */
    static void cancel() {
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        Interpreter.abort();
    }

    /** ImageJ fills its table of commands together with its menus only, which need a display. */
    static void registerCommands() throws IOException {
        Map<String, String> commands = new Hashtable<>();
        for (int i = 0; i < IN_CODE.length; i += 2) commands.put(IN_CODE[i], IN_CODE[i + 1]);
        Properties own = new Properties();
        try (InputStream in = IJ.class.getResourceAsStream("/IJ_Props.txt")) {
            own.load(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        }
        own.values().forEach(entry -> add(OWN.matcher((String) entry), commands));
        commands.replaceAll(ImageJ_Command::entry);
        try (InputStream in = MacroFile.class.getResourceAsStream("/plugins.config")) {
            String config = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : config.lines().collect(Collectors.toList())) add(PLUGIN.matcher(line), commands);
        }
        try {
            Field table = Menus.class.getDeclaredField("pluginsTable");
            table.setAccessible(true);
            table.set(null, commands);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of ImageJ cannot run macros without a display", e);
        }
    }

    private static void add(Matcher entry, Map<String, String> commands) {
        if (entry.matches()) commands.put(entry.group(1), entry.group(2).trim());
    }
}
