package org.denoiser.legacy;

import static org.denoiser.legacy.GuiDriver.await;
import static org.denoiser.legacy.GuiDriver.check;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.swing.JTextArea;

/**
 * Denoises in plain ImageJ with the preview as a user does: looks, drags, types, selects, ends it at moments that differ from run to run.
 * Knows the plugin through ImageJ alone. Ends with status 0 if all was as it should be. The property {@code moments} says how often to
 * end at a random moment; where {@code screenshots} names a folder, pictures are left there.
 */
public final class PreviewDriver {
    private static final String COMMAND = "Denoise Image...";
    private static final int OK = 0;
    private static final int CANCEL = 1;

    private final Random random = new Random();
    private final ImagePlus image;
    private final Robot robot;
    private GenericDialog dialog;

    private PreviewDriver(String file) throws Exception {
        new ImageJ();
        robot = new Robot();
        robot.setAutoDelay(20);
        image = IJ.openImage(file);
        image.show();
    }

    /** @param args a noisy image */
    public static void main(String... args) {
        int status = 1;
        try {
            new PreviewDriver(args[0]).drive();
            status = 0;
        } catch (Exception | AssertionError e) {
            System.out.println(e);
        } finally {
            System.exit(status);
        }
    }

    private void drive() throws Exception {
        new Recorder();
        EventWatch events = new EventWatch();
        itShowsThePreviewAndTheNoise();
        theMouseDragsTheBorder();
        itFollowsStrengthAndSelection();
        wrongValuesAreMarked();
        theResultIsRecordedWithoutThePreview();
        theImageThatWasShownIsMeant();
        for (int i = 0; i < Integer.getInteger("moments", 3); i++) endsAtARandomMoment();
        itBeginsWithAModelThatHasLearntTheNoise();
        otherDialogsHaveNone();
        IJ.run(image, "Invert", "");
        check(image.lock(), "the image can be worked with");
        image.unlock();
        events.tell("all in all");
    }

    private void begin() throws Exception {
        begin(COMMAND);
    }

    private void begin(String command) throws Exception {
        awaitNothingLeft();
        IJ.doCommand(command);
        GenericDialog last = dialog;
        await(
                () -> {
                    dialog = GenericDialog.getInstance();
                    return dialog != null && dialog != last && dialog.isShowing();
                },
                "the dialog");
        // the Recorder may lie over it, and without a window manager Java may be wrong about where it was put
        EventQueue.invokeAndWait(() -> dialog.setLocation(100, 120));
        EventQueue.invokeAndWait(dialog::toFront);
    }

    private void itShowsThePreviewAndTheNoise() throws Exception {
        begin();
        await(() -> words().contains("Noise seen: "), "what noise is seen");
        // the window has become still, and so is the picture of it
        IJ.wait(500);
        screenshot("denoise");
        long start = System.nanoTime();
        int[] before = right();
        type(0, "0.9");
        await(() -> !Arrays.equals(before, right()), "another preview");
        System.out.println("A preview takes " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    /** Drags as often as a person would: until the dialog lies on top, another window gets the mouse. */
    private void theMouseDragsTheBorder() throws Exception {
        BufferedImage before = robot.createScreenCapture(split());
        int quarter = before.getWidth() / 4;
        check(!isBorder(before, quarter), "the border is elsewhere");
        boolean dragged = false;
        for (int tries = 0; tries < 20 && !dragged; tries++) {
            EventQueue.invokeAndWait(dialog::toFront);
            IJ.wait(100);
            drag(split());
            for (int moments = 0; moments < 25 && !dragged; moments++) {
                IJ.wait(20);
                dragged = isBorder(robot.createScreenCapture(split()), quarter);
            }
        }
        check(dragged, "the border is at a quarter");
    }

    /** From the middle to a quarter of the width. */
    private void drag(Rectangle place) {
        int middle = place.y + place.height / 2;
        robot.mouseMove(place.x + place.width / 2, middle);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseMove(place.x + place.width / 3, middle);
        robot.mouseMove(place.x + place.width / 4, middle);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    }

    /** Whether a column is orange. */
    private static boolean isBorder(BufferedImage picture, int x) {
        int rgb = picture.getRGB(x, picture.getHeight() / 2);
        return (rgb >> 16 & 0xFF) > 200 && (rgb & 0xFF) < 60;
    }

    private void itFollowsStrengthAndSelection() throws Exception {
        int[] strong = right();
        type(0, "0");
        await(() -> !Arrays.equals(strong, right()), "a preview without any effect");
        type(0, "0.5");
        int[] middle = right();
        image.setRoi(10, 10, 50, 50);
        await(() -> !Arrays.equals(middle, right()), "a preview of the selection");
        image.deleteRoi();
        await(() -> !Arrays.equals(strong, right()), "a preview of the middle");
    }

    private void wrongValuesAreMarked() throws Exception {
        type(0, "5");
        await(() -> !dialog.getButtons()[OK].isEnabled(), "the OK button to be disabled");
        await(() -> words().startsWith("strength=5: "), "the sentence in place of the preview");
        type(0, "0.5");
        await(() -> dialog.getButtons()[OK].isEnabled(), "the OK button to be enabled");
        await(() -> words().contains("Noise seen: "), "the preview to be back");
        check(model().getSelectedItem().equals("General"), "the model is chosen");
    }

    private void theResultIsRecordedWithoutThePreview() {
        GuiDriver.press(dialog, OK);
        await(() -> WindowManager.getImage("maize-noisy-denoised") != null, "the result");
        await(() -> recorded().contains("run(\"" + COMMAND), "the Recorder line");
        String line = recorded()
                .lines()
                .filter(text -> text.startsWith("run(\"" + COMMAND))
                .findFirst()
                .orElseThrow();
        check(line.contains("strength=0.5 ") && !line.contains("review"), "the line " + line);
        ImagePlus first = WindowManager.getImage("maize-noisy-denoised");
        first.setTitle("first");
        IJ.runMacro("selectImage(\"" + image.getTitle() + "\");\n" + line);
        ImagePlus second = WindowManager.getImage("maize-noisy-denoised");
        check(
                Arrays.equals((byte[]) first.getProcessor().getPixels(), (byte[])
                        second.getProcessor().getPixels()),
                "the replay gives the same pixels");
        second.close();
    }

    private void theImageThatWasShownIsMeant() throws Exception {
        IJ.selectWindow(image.getID());
        begin();
        IJ.selectWindow("first");
        GuiDriver.press(dialog, OK);
        await(() -> WindowManager.getImage("maize-noisy-denoised") != null, "the result of the first image");
        WindowManager.getImage("maize-noisy-denoised").close();
        await(() -> recorded().contains("input=" + image.getTitle()), "its title in the Recorder");
        IJ.selectWindow(image.getID());
    }

    private void endsAtARandomMoment() throws Exception {
        begin();
        IJ.wait(random.nextInt(1500));
        if (random.nextBoolean()) type(0, "0." + (1 + random.nextInt(9)));
        IJ.wait(random.nextInt(300));
        int way = random.nextInt(4);
        if (way == 0) GuiDriver.press(dialog, CANCEL);
        if (way == 1) {
            dialog.getToolkit().getSystemEventQueue().postEvent(new WindowEvent(dialog, WindowEvent.WINDOW_CLOSING));
        }
        if (way == 2) {
            Component field = (Component) dialog.getNumericFields().get(0);
            EventQueue.invokeLater(() -> field.dispatchEvent(new KeyEvent(
                    field, KeyEvent.KEY_PRESSED, System.currentTimeMillis(), 0, KeyEvent.VK_ESCAPE, '\u001b')));
        }
        if (way == 3) GuiDriver.press(dialog, OK);
        await(() -> !dialog.isShowing(), "the end of the dialog");
        awaitNothingLeft();
        IJ.resetEscape();
        if (WindowManager.getImage("maize-noisy-denoised") != null) {
            WindowManager.getImage("maize-noisy-denoised").close();
        }
        IJ.selectWindow(image.getID());
        check(true, "nothing is left after way " + way);
    }

    /** Blurred, its noise is correlated; what was proposed for other images and accepted is no choice. */
    private void itBeginsWithAModelThatHasLearntTheNoise() throws Exception {
        ImagePlus soft = image.duplicate();
        IJ.run(soft, "Gaussian Blur...", "sigma=0.7");
        soft.show();
        begin();
        check(model().getSelectedItem().equals("Fluorescence"), "the model " + model().getSelectedItem());
        EventQueue.invokeAndWait(() -> model().select("Electron"));
        GuiDriver.press(dialog, OK);
        await(() -> recorded().contains("model=Electron "), "the model that was chosen");
        begin();
        check(model().getSelectedItem().equals("Electron"), "the model of the last time " + model().getSelectedItem());
        GuiDriver.press(dialog, CANCEL);
        await(() -> !dialog.isShowing(), "the end of the dialog");
        awaitNothingLeft();
        soft.changes = false;
        soft.close();
        IJ.selectWindow(image.getID());
    }

    private Choice model() {
        return (Choice) dialog.getChoices().get(1);
    }

    private void otherDialogsHaveNone() throws Exception {
        begin("Train Denoiser...");
        check(find(dialog, "SplitPreview") == null, "no preview of a training");
        screenshot("train");
        GuiDriver.press(dialog, CANCEL);
        await(() -> !dialog.isShowing(), "the end of the dialog");
        awaitNothingLeft();
    }

    /** Waits for the end of {@link #leftOver}, and tells where those stand that do not end. */
    private static void awaitNothingLeft() {
        try {
            await(() -> leftOver().isEmpty(), "the end of all threads");
        } catch (AssertionError e) {
            StringBuilder where = new StringBuilder(e.getMessage());
            Thread.getAllStackTraces().forEach((thread, frames) -> {
                if (leftOver().contains(thread.getName())) where.append(thread).append(Arrays.toString(frames));
            });
            throw new AssertionError(where.toString(), e);
        }
    }

    /** Threads of ours and of commands; the one that closes idle networks ends a minute after the last. */
    private static List<String> leftOver() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .map(Thread::getName)
                .filter(name -> name.matches("(Denoiser preview|denoiser-|Run\\$_).*|.*\\.\\.\\."))
                .collect(Collectors.toList());
    }

    private void type(int index, String text) throws Exception {
        EventQueue.invokeAndWait(() -> ((TextField) dialog.getNumericFields().get(index)).setText(text));
    }

    private static String recorded() {
        return Recorder.getInstance().getText();
    }

    /** The sentences beneath the preview. */
    private String words() {
        JTextArea area = (JTextArea) find(dialog, "JTextArea");
        return area == null ? "" : area.getText();
    }

    private Rectangle split() {
        Component split = find(dialog, "SplitPreview");
        Point corner = split.getLocationOnScreen();
        return new Rectangle(corner.x, corner.y, split.getWidth(), split.getHeight());
    }

    /** The pixels at the right of the border. */
    private int[] right() {
        Rectangle place = split();
        int half = place.width / 2 - 10;
        BufferedImage picture =
                robot.createScreenCapture(new Rectangle(place.x + place.width / 2 + 10, place.y, half, place.height));
        return picture.getRGB(0, 0, half, place.height, null, 0, half);
    }

    private static Component find(Container container, String name) {
        for (Component part : container.getComponents()) {
            if (part.getClass().getSimpleName().equals(name)) return part;
            Component found = part instanceof Container ? find((Container) part, name) : null;
            if (found != null) return found;
        }
        return null;
    }

    private void screenshot(String name) throws Exception {
        String folder = System.getProperty("screenshots");
        if (folder == null) return;
        EventQueue.invokeAndWait(dialog::toFront);
        IJ.wait(500);
        ImageIO.write(robot.createScreenCapture(dialog.getBounds()), "png", new File(folder, name + ".png"));
    }
}
