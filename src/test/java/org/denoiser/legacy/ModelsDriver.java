package org.denoiser.legacy;

import static org.denoiser.legacy.GuiDriver.await;
import static org.denoiser.legacy.GuiDriver.check;

import ij.IJ;
import ij.ImageJ;
import ij.gui.GenericDialog;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import javax.swing.JButton;
import javax.swing.JDialog;

/**
 * Deletes a model in plain ImageJ as a user does, who first thinks better of it. Knows the plugin through ImageJ alone. Ends with status 0 if
 * all was as it should be.
 */
public final class ModelsDriver {
    private static final String COMMAND = "Manage Denoisers...";

    private ModelsDriver() {}

    /** @param args the file of an installed model, and its name */
    public static void main(String... args) {
        int status = 1;
        try {
            new ImageJ();
            deletesAModel(Paths.get(args[0]), args[1]);
            status = 0;
        } catch (Exception | AssertionError e) {
            System.out.println(e);
        } finally {
            System.exit(status);
        }
    }

    private static void deletesAModel(Path file, String name) throws Exception {
        IJ.doCommand(COMMAND);
        GenericDialog first = dialog(null);
        check(choice(first, 0).getSelectedItem().equals("list"), "nothing happens to models by default");
        choose(first, 0, "delete");
        choose(first, 1, name);
        GuiDriver.press(first, 0);
        press(question(), "Keep");
        GenericDialog second = dialog(first);
        check(Files.exists(file), "the model is still there");
        check(choice(second, 0).getSelectedItem().equals("delete"), "the dialog is back as it was");
        check(choice(second, 1).getSelectedItem().equals(name), "the model is chosen");
        GuiDriver.press(second, 0);
        press(question(), "Delete");
        await(() -> !Files.exists(file), "the end of the model");
        await(() -> String.valueOf(IJ.getLog()).contains(name + " is deleted"), "a line in the log");
        IJ.run(COMMAND, "action=folder");
        check(IJ.getLog().contains(file.getParent().toString()), "the folder stands in the log");
    }

    private static GenericDialog dialog(GenericDialog last) {
        await(
                () -> {
                    GenericDialog dialog = GenericDialog.getInstance();
                    return dialog != null && dialog != last && dialog.isShowing();
                },
                "a dialog");
        return GenericDialog.getInstance();
    }

    private static Choice choice(GenericDialog dialog, int index) {
        return (Choice) dialog.getChoices().get(index);
    }

    private static void choose(GenericDialog dialog, int index, String item) throws Exception {
        EventQueue.invokeAndWait(() -> choice(dialog, index).select(item));
        check(choice(dialog, index).getSelectedItem().equals(item), item + " can be chosen");
    }

    private static JDialog question() {
        await(() -> shownQuestion() != null, "the question");
        return shownQuestion();
    }

    private static JDialog shownQuestion() {
        for (Window window : Window.getWindows()) {
            if (window instanceof JDialog && window.isShowing()) return (JDialog) window;
        }
        return null;
    }

    private static void press(JDialog question, String text) {
        JButton button = button(question, text);
        check(button != null, "there is a button " + text);
        EventQueue.invokeLater(button::doClick);
        await(() -> !question.isShowing(), "the end of the question");
    }

    private static JButton button(Container container, String text) {
        for (Component part : container.getComponents()) {
            if (part instanceof JButton && ((JButton) part).getText().equals(text)) return (JButton) part;
            JButton found = part instanceof Container ? button((Container) part, text) : null;
            if (found != null) return found;
        }
        return null;
    }
}
