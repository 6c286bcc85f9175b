package org.denoiser.legacy;

import static org.denoiser.legacy.GuiDriver.await;
import static org.denoiser.legacy.GuiDriver.check;

import ij.IJ;
import ij.ImageJ;
import ij.Prefs;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Label;
import java.awt.TextField;
import java.awt.event.ItemEvent;
import java.awt.event.ItemListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Calls commands from the menu of plain ImageJ with the Recorder open, fills in their dialogs and keeps what was recorded and what came
 * out. Knows the plugin through ImageJ alone. What to do with a command stands in a file of properties, see {@link RecordReplayTest}.
 */
public final class RecordingDriver {
    private RecordingDriver() {}

    /** @param files properties, a file for each command */
    public static void main(String... files) {
        int status = 1;
        try {
            new ImageJ();
            new Recorder();
            EventQueue.invokeAndWait(() -> {});
            for (String file : files) record(Paths.get(file));
            status = 0;
        } catch (Exception | AssertionError e) {
            System.out.println(e);
        } finally {
            System.exit(status);
        }
    }

    private static void record(Path file) throws Exception {
        Properties step = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            step.load(in);
        }
        String label = step.getProperty("label");
        IJ.runMacro(step.getProperty("before"));
        for (String name : step.stringPropertyNames()) {
            // what the dialog remembers needs no typing
            if (name.startsWith("denoiser.")) Prefs.set(name, step.getProperty(name));
        }
        int recorded = lines(label).size();
        GenericDialog last = GenericDialog.getInstance();
        IJ.doCommand(label);
        await(() -> shown(last) != null, "the dialog of " + label);
        GenericDialog dialog = shown(last);
        for (String name : step.stringPropertyNames()) {
            if (name.startsWith("field ")) fill(dialog, name.substring(6), step.getProperty(name));
        }
        GuiDriver.press(dialog, 0);
        String line = awaitLine(label, recorded);
        check(true, line);
        Files.writeString(Paths.get(step.getProperty("line")), line);
        String log = IJ.getLog();
        Files.writeString(Paths.get(step.getProperty("log")), log == null ? "" : log);
        IJ.runMacro(step.getProperty("after"));
        IJ.log("\\Clear");
    }

    /** The line that comes after some of the same label. */
    private static String awaitLine(String label, int before) {
        try {
            await(() -> lines(label).size() > before && commands().isEmpty(), "the Recorder line of " + label);
            return lines(label).get(before);
        } catch (AssertionError e) {
            GenericDialog dialog = GenericDialog.getInstance();
            String text = dialog == null ? "no dialog" : GuiDriver.text(dialog);
            throw new AssertionError(
                    e.getMessage() + " while " + commands() + " and " + text + " and " + IJ.getLog() + " and "
                            + Recorder.getInstance().getText(),
                    e);
        }
    }

    private static GenericDialog shown(GenericDialog last) {
        GenericDialog dialog = GenericDialog.getInstance();
        return dialog != null && dialog != last && dialog.isShowing() ? dialog : null;
    }

    /** ImageJ names the thread of a command after it, one that runs a macro otherwise, and renames that of this driver, too. */
    private static boolean isCommand(Thread thread) {
        String name = thread.getName();
        return thread != Thread.currentThread() && (name.startsWith("Run$_") || name.endsWith("..."));
    }

    private static List<String> lines(String label) {
        return Recorder.getInstance()
                .getText()
                .lines()
                .filter(line -> line.startsWith("run(\"" + label + "\""))
                .collect(Collectors.toList());
    }

    private static List<String> commands() {
        List<String> names = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (isCommand(thread)) names.add(thread.getName());
        }
        return names;
    }

    /** Chooses or types what belongs to the field that stands after a label. */
    private static void fill(GenericDialog dialog, String label, String text) throws Exception {
        boolean found = false;
        for (Component part : parts(dialog)) {
            if (part instanceof Label) {
                String words = ((Label) part).getText().trim();
                found = words.equals(label) || words.equals(label + " (optional)");
            } else if (found) {
                EventQueue.invokeAndWait(() -> set(part, text));
                return;
            }
        }
        throw new AssertionError("There is no field '" + label + "'");
    }

    /** Labels and fields in their order, those within panels too. */
    private static List<Component> parts(Container container) {
        List<Component> parts = new ArrayList<>();
        for (Component part : container.getComponents()) {
            if (part instanceof Label || part instanceof Choice || part instanceof TextField) parts.add(part);
            else if (part instanceof Container) parts.addAll(parts((Container) part));
        }
        return parts;
    }

    private static void set(Component field, String text) {
        if (field instanceof TextField) {
            ((TextField) field).setText(text);
            return;
        }
        Choice choice = (Choice) field;
        choice.select(text);
        check(choice.getSelectedItem().equals(text), text + " can be chosen");
        ItemEvent event = new ItemEvent(choice, ItemEvent.ITEM_STATE_CHANGED, text, ItemEvent.SELECTED);
        for (ItemListener listener : choice.getItemListeners()) listener.itemStateChanged(event);
    }
}
