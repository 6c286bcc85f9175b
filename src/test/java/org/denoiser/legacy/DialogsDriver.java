package org.denoiser.legacy;

import static org.denoiser.legacy.GuiDriver.await;
import static org.denoiser.legacy.GuiDriver.check;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import java.awt.Button;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Image;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JTextArea;

/**
 * Opens the dialogs of the menu in plain ImageJ, with a noisy image open, at first and with all fields, and the training window, and looks
 * whether all of them can be read. Knows the plugin through ImageJ alone. Ends with status 0 if all was as it should be. Where
 * {@code screenshots} names a folder, pictures are left there.
 */
public final class DialogsDriver {
    private static final int OK = 0;
    private static final int CANCEL = 1;
    private static final int ADVANCED = 2;

    private final Robot robot = new Robot();
    private final EventWatch events = new EventWatch();
    private final List<String> complaints = new ArrayList<>();
    private GenericDialog dialog;

    private DialogsDriver() throws Exception {}

    /** @param args a noisy image, options of a training that takes a while, and the labels of commands of the menu */
    public static void main(String... args) {
        int status = 1;
        try {
            new ImageJ();
            IJ.openImage(args[0]).show();
            DialogsDriver driver = new DialogsDriver();
            for (String label : Arrays.asList(args).subList(2, args.length)) driver.lookAt(label);
            driver.lookAtATraining(args[1]);
            driver.complaints.forEach(System.out::println);
            status = driver.complaints.isEmpty() ? 0 : 1;
        } catch (Exception | AssertionError e) {
            System.out.println(e);
        } finally {
            System.exit(status);
        }
    }

    private void lookAt(String label) throws Exception {
        String name = label.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        awaitEnds();
        events.tell("before " + label);
        IJ.doCommand(label);
        awaitDialog(label);
        lookAt(dialog, name);
        events.tell(label);
        if (label.equals("Train Denoiser...")) useTheNoise();
        if (label.equals("Manage Denoisers...")) lookAtADeletion(label);
        if (dialog.getNumericFields() != null) lookAtAWrongValue(name);
        Button more = dialog.getButtons()[ADVANCED];
        if (more != null) {
            GuiDriver.press(dialog, ADVANCED);
            awaitDialog(label);
            lookAt(dialog, name + "-advanced");
            events.tell(label + " advanced");
        }
        GuiDriver.press(dialog, CANCEL);
        await(() -> !dialog.isShowing(), "the end of the dialog");
        if (label.equals("Denoise Image...")) lookAtChannels(label, name);
    }

    /** The sentence about a value makes the dialog larger. */
    private void lookAtAWrongValue(String name) throws Exception {
        TextField field = (TextField) dialog.getNumericFields().get(0);
        String before = field.getText();
        EventQueue.invokeAndWait(() -> field.setText("abc"));
        await(() -> GuiDriver.text(dialog).contains("=abc: "), "the sentence");
        lookAt(dialog, name + "-wrong");
        EventQueue.invokeAndWait(() -> field.setText(before));
        await(() -> !GuiDriver.text(dialog).contains("=abc: "), "the end of the sentence");
    }

    /** Asks, lets the user think better of it and shows the dialog again. */
    private void lookAtADeletion(String label) throws Exception {
        EventQueue.invokeAndWait(() -> {
            ((Choice) dialog.getChoices().get(0)).select("delete");
            ((Choice) dialog.getChoices().get(1)).select("General");
        });
        GuiDriver.press(dialog, OK);
        await(() -> question() != null, "the question");
        Window question = question();
        lookAt(question, "delete");
        EventQueue.invokeLater(button(question, "Keep")::doClick);
        awaitDialog(label);
    }

    private static Window question() {
        for (Window window : Window.getWindows()) {
            if (window instanceof JDialog && window.isShowing()) return window;
        }
        return null;
    }

    /** The preview of a wide image of two channels in colour. */
    private void lookAtChannels(String label, String name) throws Exception {
        ImagePlus noisy = WindowManager.getCurrentImage();
        IJ.runMacro("run(\"Duplicate...\", \"title=one\"); run(\"Duplicate...\", \"title=two\"); run(\"Invert\");"
                + "run(\"Merge Channels...\", \"c1=one c2=two create\"); makeRectangle(20, 20, 30, 30);");
        ImagePlus channels = WindowManager.getCurrentImage();
        check(channels.getNChannels() == 2, "an image of two channels");
        awaitEnds();
        IJ.doCommand(label);
        awaitDialog(label);
        lookAt(dialog, name + "-channels");
        GuiDriver.press(dialog, CANCEL);
        await(() -> !dialog.isShowing(), "the end of the dialog");
        channels.changes = false;
        EventQueue.invokeAndWait(channels::close);
        IJ.selectWindow(noisy.getID());
    }

    private void awaitDialog(String label) {
        GenericDialog last = dialog;
        await(
                () -> {
                    dialog = GenericDialog.getInstance();
                    return dialog != null && dialog != last && dialog.isShowing();
                },
                "the dialog of " + label);
        // what comes into the dialog once it is open
        if (label.equals("Denoise Image...")) await(() -> words(dialog).contains("Noise seen: "), "the preview");
        if (label.equals("Train Denoiser...")) await(() -> shownButton(dialog, "Use This Noise") != null, "the noise");
    }

    /** The button sets the noise level of the image; the dialog that comes next has it, too. */
    private void useTheNoise() throws Exception {
        TextField level = (TextField) dialog.getStringFields().get(0);
        String before = level.getText();
        Button use = shownButton(dialog, "Use This Noise");
        ActionEvent event = new ActionEvent(use, ActionEvent.ACTION_PERFORMED, use.getLabel());
        EventQueue.invokeAndWait(() -> use.dispatchEvent(event));
        check(level.getText().matches("\\d+-\\d+") && !level.getText().equals(before), "a level: " + level.getText());
    }

    private void lookAtATraining(String options) throws Exception {
        Thread macro = new Thread(() -> IJ.runMacro("run(\"Train Denoiser...\", \"" + options + "\");"));
        macro.start();
        await(() -> frame() != null, "the training window");
        JFrame frame = frame();
        int epoch = Integer.getInteger("epoch", 2);
        await(() -> epoch(frame) >= epoch && words(frame).contains("Patches of the validation"), "an epoch");
        lookAt(frame, "training");
        events.tell("training window");
        EventQueue.invokeLater(() -> frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING)));
        await(() -> frame.getOwnedWindows().length > 0 && frame.getOwnedWindows()[0].isShowing(), "the question");
        Window question = frame.getOwnedWindows()[0];
        lookAt(question, "question");
        JButton cancel = button(question, "Cancel Training");
        EventQueue.invokeLater(cancel::doClick);
        macro.join();
        events.tell("end of the training");
    }

    private void lookAt(Window window, String name) throws Exception {
        // a tip of the field under it shall not be in the way
        robot.mouseMove(screen(window).width - 1, screen(window).height - 1);
        String folder = System.getProperty("screenshots");
        if (folder != null) settle(window);
        List<String> found = complaints(window, name);
        // nobody tells when a window that has been shown or made larger has got its size
        for (int i = 0; i < 50 && !found.isEmpty(); i++) {
            IJ.wait(40);
            found = complaints(window, name);
        }
        complaints.addAll(found);
        if (folder == null) return;
        Rectangle place = window.getBounds();
        if (window instanceof JFrame) place = ((JFrame) window).getRootPane().getBounds();
        List<Image> sizes = robot.createMultiResolutionScreenCapture(place).getResolutionVariants();
        File file = new File(folder, System.getProperty("prefix", "") + name + ".png");
        check(ImageIO.write((BufferedImage) sizes.get(sizes.size() - 1), "png", file), file + " is written");
    }

    /** Without a window manager nobody tells when the window is drawn, and where. */
    private static void settle(Window window) throws Exception {
        IJ.wait(400);
        EventQueue.invokeAndWait(() -> window.setLocation(1, 1));
        EventQueue.invokeAndWait(() -> window.setLocation(0, 0));
        EventQueue.invokeAndWait(window::toFront);
        IJ.wait(400);
    }

    private static List<String> complaints(Window window, String name) throws Exception {
        List<String> found = new ArrayList<>();
        EventQueue.invokeAndWait(() -> found.addAll(WindowLayout.complaints(window, name)));
        return found;
    }

    private static int epoch(JFrame frame) {
        Matcher epoch = Pattern.compile("Epoch (\\d+) of ").matcher(words(frame));
        return epoch.find() ? Integer.parseInt(epoch.group(1)) : 0;
    }

    private static Rectangle screen(Window window) {
        return window.getGraphicsConfiguration().getBounds();
    }

    private static void awaitEnds() {
        await(
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread != Thread.currentThread()
                                && thread.getName().startsWith("Run$_")),
                "the end of the last command");
    }

    private static JFrame frame() {
        for (Window window : Window.getWindows()) {
            if (window instanceof JFrame && window.isShowing()) return (JFrame) window;
        }
        return null;
    }

    private static Button shownButton(Container container, String text) {
        for (Component part : container.getComponents()) {
            boolean found = part instanceof Button && ((Button) part).getLabel().equals(text) && part.isShowing();
            if (found) return (Button) part;
            Button inner = part instanceof Container ? shownButton((Container) part, text) : null;
            if (inner != null) return inner;
        }
        return null;
    }

    private static JButton button(Container container, String text) {
        for (Component part : container.getComponents()) {
            if (part instanceof JButton && ((JButton) part).getText().equals(text)) return (JButton) part;
            JButton found = part instanceof Container ? button((Container) part, text) : null;
            if (found != null) return found;
        }
        return null;
    }

    /** What the Swing parts say. */
    private static String words(Container container) {
        StringBuilder words = new StringBuilder();
        for (Component part : container.getComponents()) {
            if (part instanceof JLabel) words.append(((JLabel) part).getText()).append('\n');
            if (part instanceof JTextArea)
                words.append(((JTextArea) part).getText()).append('\n');
            if (part instanceof Container) words.append(words((Container) part));
        }
        return words.toString();
    }
}
