package org.denoiser.legacy;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;
import ij.plugin.frame.Recorder;
import java.awt.Button;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Label;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.ItemEvent;
import java.awt.event.ItemListener;
import java.io.File;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/**
 * Uses the plugin's dialog in plain ImageJ as a user would: opens it, types, presses its buttons, and looks at what comes of it.
 * Knows the plugin through ImageJ alone, which loads it from its plugins folder. Ends with status 0 if all was as it should be.
 */
public final class GuiDriver {
    private static final int OK = 0;
    private static final int CANCEL = 1;
    private static final int LEVEL = 0;
    private static final String COMMAND = "Add Noise to Image...";

    private GenericDialog last;

    private GuiDriver() {}

    /** Runs all steps, saying each. */
    public static void main(String... args) throws Exception {
        int status = 1;
        try {
            new GuiDriver().drive();
            status = 0;
        } catch (Exception | AssertionError e) {
            System.out.println(e);
        } finally {
            System.exit(status);
        }
    }

    private void drive() throws Exception {
        new ImageJ();
        IJ.createImage("ramp", "8-bit ramp", 40, 30, 1).show();
        new Recorder();
        EventQueue.invokeAndWait(() -> {});
        aWrongValueIsTypedAndMended();
        theRecordedLineReplays();
        aComparisonReplays();
        aModelIsDescribed();
        theValueIsRemembered();
        anErrorEndsTheMacro();
    }

    private void aWrongValueIsTypedAndMended() throws Exception {
        IJ.doCommand(COMMAND);
        GenericDialog dialog = nextDialog();
        check(number(dialog, LEVEL).getText().equals("25"), "the default stands in the dialog");
        type(dialog, LEVEL, "abc");
        EventQueue.invokeAndWait(() -> {});
        check(
                text(dialog).contains("level=abc: a number of at least 0 is needed"),
                "the error stands in " + text(dialog));
        check(!dialog.getButtons()[OK].isEnabled(), "the OK button waits");
        check(number(dialog, LEVEL).getText().equals("abc"), "what was typed is kept");
        type(dialog, LEVEL, "12.5");
        EventQueue.invokeAndWait(() -> {});
        check(!text(dialog).contains("level=abc"), "the error goes");
        check(dialog.getButtons()[OK].isEnabled(), "the OK button is back");
        press(dialog, OK);
        await(() -> WindowManager.getImage("ramp-noisy") != null, "the noisy image");
        await(() -> recorded().contains("run("), "the Recorder line");
    }

    private void theRecordedLineReplays() {
        String line = "run(\"" + COMMAND
                + "\", \"input=[] noise=gaussian level=12.5 read=2 blur=0 seed=1 type=same clip=false output=[]\");";
        check(recorded().lines().filter(l -> l.contains("run(")).count() == 1, "one line in " + recorded());
        check(recorded().contains(line), "this line in " + recorded());
        ImagePlus first = WindowManager.getImage("ramp-noisy");
        first.setTitle("first");
        IJ.runMacro("selectImage(\"ramp\");\n" + line + "\nrename(\"second\");");
        ImagePlus second = WindowManager.getImage("second");
        check(
                Arrays.equals((byte[]) first.getProcessor().getPixels(), (byte[])
                        second.getProcessor().getPixels()),
                "the replay gives the same pixels");
        check(recorded().lines().filter(l -> l.contains("run(")).count() == 1, "the replay records nothing");
    }

    private void theValueIsRemembered() throws Exception {
        IJ.doCommand(COMMAND);
        GenericDialog dialog = nextDialog();
        check(number(dialog, LEVEL).getText().equals("12.5"), "the last value stands in the dialog");
        int images = WindowManager.getImageCount();
        press(dialog, CANCEL);
        await(() -> !dialog.isShowing(), "the end of the dialog");
        check(WindowManager.getImageCount() == images, "nothing is done after Cancel");
    }

    private void aComparisonReplays() throws Exception {
        begin("Compare Denoising...");
        GenericDialog dialog = nextDialog();
        select(dialog, 0, "ramp");
        select(dialog, 1, "first");
        select(dialog, 2, "second");
        type(dialog, 0, "3");
        type(dialog, 1, "12");
        screenshot(dialog, "compare");
        press(dialog, OK);
        await(() -> WindowManager.getImage("Comparison") != null, "the montage");
        String line = recordedLine("Compare Denoising...");
        check(line.contains("reference=ramp noisy=first denoised=second count=3 patch=12"), "the line " + line);
        ImagePlus first = WindowManager.getImage("Comparison");
        screenshot(first.getWindow(), "comparison");
        first.setTitle("recorded");
        IJ.runMacro(line);
        int[] replayed =
                (int[]) WindowManager.getImage("Comparison").getProcessor().getPixels();
        check(Arrays.equals((int[]) first.getProcessor().getPixels(), replayed), "the replay gives the same montage");
    }

    private void aModelIsDescribed() throws Exception {
        IJ.log("\\Clear");
        begin("Denoiser Info...");
        GenericDialog dialog = nextDialog();
        screenshot(dialog, "info");
        press(dialog, OK);
        await(() -> WindowManager.getImage("Training of General") != null, "the curves");
        String line = recordedLine("Denoiser Info...");
        check(line.contains("model=General preset=none"), "the line " + line);
        screenshot(WindowManager.getImage("Training of General").getWindow(), "curves");
        screenshot(WindowManager.getWindow("Log"), "log");
        String told = IJ.getLog();
        check(told.contains("Total parameters: 4,166,144"), "the layers are told");
        IJ.log("\\Clear");
        IJ.runMacro(line);
        check(told.equals(IJ.getLog()), "the replay tells the same");
    }

    /** Calls a command once the one before has come to its end, whose line ImageJ would else take for that of this one. */
    private static void begin(String command) {
        await(
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread != Thread.currentThread()
                                && thread.getName().startsWith("Run$_")),
                "the end of the last command");
        IJ.doCommand(command);
    }

    private String recordedLine(String label) {
        String start = "run(\"" + label + "\"";
        await(() -> recorded().contains(start), "the Recorder line of " + label);
        check(recorded().lines().filter(l -> l.startsWith(start)).count() == 1, "one line of it in " + recorded());
        return recorded().lines().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
    }

    /** Selects an item of a popup menu as a user does. */
    private static void select(GenericDialog dialog, int index, String item) throws Exception {
        Choice choice = (Choice) dialog.getChoices().get(index);
        EventQueue.invokeAndWait(() -> {
            choice.select(item);
            ItemEvent event = new ItemEvent(choice, ItemEvent.ITEM_STATE_CHANGED, item, ItemEvent.SELECTED);
            for (ItemListener listener : choice.getItemListeners()) listener.itemStateChanged(event);
        });
        check(choice.getSelectedItem().equals(item), item + " can be chosen");
    }

    /** Leaves a picture of the screen for people to look at, where the property {@code screenshots} names a folder. */
    private static void screenshot(Window window, String name) throws Exception {
        String folder = System.getProperty("screenshots");
        if (folder == null) return;
        EventQueue.invokeAndWait(window::toFront);
        IJ.wait(1000);
        Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        ImageIO.write(new Robot().createScreenCapture(screen), "png", new File(folder, name + ".png"));
    }

    private void anErrorEndsTheMacro() throws Exception {
        Thread macro = new Thread(() ->
                IJ.runMacro("run(\"" + COMMAND + "\", \"levle=3\");\nnewImage(\"went on\", \"8-bit\", 9, 9, 1);"));
        macro.start();
        GenericDialog dialog = nextDialog();
        check(text(dialog).contains("Unknown key 'levle' of 'noise'"), "the error stands in " + text(dialog));
        // ImageJ shows it by the macro's thread, of which Java would forget that it waits
        await(() -> isWaiting(macro), "the dialog to be shown in full");
        check(text(dialog).contains("in line 1"), "the line stands in " + text(dialog));
        press(dialog, OK);
        macro.join();
        check(WindowManager.getImage("went on") == null, "the macro ends");
    }

    private static boolean isWaiting(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.awt.WaitDispatchSupport"));
    }

    private static String recorded() {
        return Recorder.getInstance().getText();
    }

    private GenericDialog nextDialog() {
        await(
                () -> {
                    GenericDialog dialog = GenericDialog.getInstance();
                    return dialog != null && dialog != last && dialog.isShowing();
                },
                "a dialog");
        last = GenericDialog.getInstance();
        return last;
    }

    private static TextField number(GenericDialog dialog, int index) {
        return (TextField) dialog.getNumericFields().get(index);
    }

    private static void type(GenericDialog dialog, int index, String text) throws Exception {
        EventQueue.invokeAndWait(() -> number(dialog, index).setText(text));
    }

    static void press(GenericDialog dialog, int index) {
        Button button = dialog.getButtons()[index];
        ActionEvent event = new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getLabel());
        EventQueue.invokeLater(() -> dialog.actionPerformed(event));
    }

    static String text(Container container) {
        StringBuilder text = new StringBuilder();
        for (Component part : container.getComponents()) {
            if (!part.isVisible()) continue;
            if (part instanceof Label) text.append(((Label) part).getText()).append('\n');
            else if (part instanceof MultiLineLabel) text.append(lines(part)).append('\n');
        }
        return text.toString();
    }

    /** ImageJ's label of several lines keeps them to itself. */
    private static String lines(Component label) {
        try {
            Field field = MultiLineLabel.class.getDeclaredField("lines");
            field.setAccessible(true);
            return String.join(" ", (String[]) field.get(label));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("Waited in vain for " + what);
            IJ.wait(20);
        }
    }

    static void check(boolean condition, String what) {
        if (!condition) throw new AssertionError("Not so: " + what);
        System.out.println("So it is: " + what.lines().findFirst().orElse(""));
    }
}
