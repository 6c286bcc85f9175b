package org.denoiser.legacy;

import static org.denoiser.legacy.GuiDriver.await;
import static org.denoiser.legacy.GuiDriver.check;

import ij.IJ;
import ij.ImageJ;
import ij.gui.GenericDialog;
import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JFrame;
import javax.swing.JLabel;

/**
 * Trains in plain ImageJ with the training window as a user does: looks, stops, cancels, closes, at moments that differ from run to run.
 * Knows the plugin through ImageJ alone. Ends with status 0 if all was as it should be. The property {@code moments} says how often to
 * end a training at a random moment; where {@code screenshots} names a folder, pictures are left there.
 */
public final class TrainingDriver {
    private static final String COMMAND = "Train Denoiser...";
    private static final String SAVE = "Save Checkpoint Now";
    private static final String CANCEL = "Cancel";
    private static final String STOP = "Stop and Keep Best";
    private static final String SMALL =
            " filters=4 depth=2 patch=16 batch=2 steps=10 validation=4 precision=float32 device=cpu warmup=0 epochs=";

    private final Path folder;
    private final Random random = new Random();

    private TrainingDriver(Path folder) {
        this.folder = folder;
    }

    /** @param args the folder for the models */
    public static void main(String... args) {
        int status = 1;
        try {
            new TrainingDriver(Paths.get(args[0])).drive();
            status = 0;
        } catch (Exception | AssertionError e) {
            System.out.println(e);
        } finally {
            System.exit(status);
        }
    }

    private void drive() throws Exception {
        new ImageJ();
        IJ.createImage("one", "8-bit ramp", 96, 96, 1).show();
        IJ.createImage("two", "8-bit ramp", 96, 96, 1).show();
        EventWatch events = new EventWatch();
        stoppingKeepsTheBest();
        cancellingKeepsTheCheckpoint();
        closingAsks();
        nobodyIsAskedAfterTheEnd();
        theWindowOfAUserStays();
        twoTrainingsHaveTheirWindows();
        batchModeAndTheKeyOpenNone();
        for (int i = 0; i < Integer.getInteger("moments", 2); i++) endsAtARandomMoment(i);
        events.tell("all in all");
    }

    private void stoppingKeepsTheBest() throws Exception {
        Thread macro = train("one", "stopped", "1000");
        JFrame frame = frame("stopped");
        awaitText(frame, "Best epoch so far");
        awaitText(frame, "cpu, float32");
        awaitText(frame, "Patches of the validation images after step");
        press(frame, SAVE);
        awaitText(frame, "Checkpoint of step ");
        check(Files.exists(folder.resolve("stopped.zip.checkpoint")), "the checkpoint is there while it trains");
        screenshot(frame, "training");
        press(frame, STOP);
        macro.join();
        awaitClosed(frame);
        check(Files.exists(folder.resolve("stopped.zip")), "the model is there");
    }

    private void cancellingKeepsTheCheckpoint() throws Exception {
        Thread macro = train("one", "cancelled", "1000");
        JFrame frame = frame("cancelled");
        awaitText(frame, "Best epoch so far");
        press(frame, CANCEL);
        macro.join();
        awaitClosed(frame);
        check(!Files.exists(folder.resolve("cancelled.zip")), "there is no model");
        check(Files.exists(folder.resolve("cancelled.zip.checkpoint")), "there is a checkpoint");
    }

    private void closingAsks() throws Exception {
        Thread macro = train("one", "closed", "1000");
        JFrame frame = frame("closed");
        close(frame);
        Window question = question(frame);
        screenshot(frame, "question");
        press(question, "Go On Training");
        await(() -> !question.isShowing(), "the end of the question");
        check(frame.isShowing(), "training goes on");
        close(frame);
        press(question(frame), STOP);
        macro.join();
        awaitClosed(frame);
        check(Files.exists(folder.resolve("closed.zip")), "the model is there");
    }

    private void nobodyIsAskedAfterTheEnd() throws Exception {
        Thread macro = train("one", "ended", "1000");
        JFrame frame = frame("ended");
        close(frame);
        Window question = question(frame);
        press(frame, STOP);
        macro.join();
        awaitClosed(frame);
        check(!question.isShowing(), "the question is withdrawn");
    }

    private void theWindowOfAUserStays() throws Exception {
        String options = options("one", "stays", "2");
        for (String option : options.split(" ")) {
            String[] pair = option.split("=");
            ij.Prefs.set("denoiser.train." + pair[0], pair[1]);
        }
        IJ.selectWindow("one");
        IJ.doCommand(COMMAND);
        await(
                () -> GenericDialog.getInstance() != null
                        && GenericDialog.getInstance().isShowing(),
                "the dialog");
        GenericDialog dialog = GenericDialog.getInstance();
        Button ok = dialog.getButtons()[0];
        EventQueue.invokeLater(
                () -> dialog.actionPerformed(new ActionEvent(ok, ActionEvent.ACTION_PERFORMED, ok.getLabel())));
        JFrame frame = frame("stays");
        awaitText(frame, "All epochs were done. Saved ");
        check(frame.isShowing() && frame.getTitle().endsWith("(ended)"), "the window stays");
        screenshot(frame, "ended");
        press(frame, "Close");
        awaitClosed(frame);
    }

    private void twoTrainingsHaveTheirWindows() throws Exception {
        Thread first = new Thread(() -> IJ.run(COMMAND, options("one", "first", "1000")));
        Thread second = new Thread(() -> IJ.run(COMMAND, options("two", "second", "1000")));
        first.start();
        JFrame firstFrame = frame("first");
        second.start();
        JFrame secondFrame = frame("second");
        press(firstFrame, STOP);
        first.join();
        awaitClosed(firstFrame);
        check(secondFrame.isShowing(), "the other training goes on");
        awaitText(secondFrame, "Best epoch so far");
        press(secondFrame, STOP);
        second.join();
        awaitClosed(secondFrame);
    }

    private void batchModeAndTheKeyOpenNone() throws Exception {
        AtomicBoolean seen = new AtomicBoolean();
        Thread batch = macro("setBatchMode(true);\n" + line(options("one", "batch", "2")));
        while (batch.isAlive()) {
            seen.compareAndSet(false, frames().size() > 0);
            IJ.wait(5);
        }
        Thread key = macro(line(options("one", "key", "2") + " window=false"));
        while (key.isAlive()) {
            seen.compareAndSet(false, frames().size() > 0);
            IJ.wait(5);
        }
        check(!seen.get(), "no window in batch mode and with window=false");
        check(Files.exists(folder.resolve("batch.zip")) && Files.exists(folder.resolve("key.zip")), "both trained");
    }

    /** Stop, Cancel, the cross or the Escape key; then nothing is left of it. */
    private void endsAtARandomMoment(int number) throws Exception {
        String name = "random" + number;
        Thread macro = train("one", name, "1000");
        JFrame frame = frame(name);
        IJ.wait(random.nextInt(1500));
        int way = random.nextInt(4);
        if (way == 0) press(frame, STOP);
        if (way == 1) press(frame, CANCEL);
        if (way == 2) IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        if (way == 3) {
            close(frame);
            press(question(frame), random.nextBoolean() ? STOP : "Cancel Training");
        }
        macro.join();
        awaitClosed(frame);
        IJ.resetEscape();
        await(() -> leftOver().isEmpty(), "the end of " + leftOver());
        check(true, "nothing is left after way " + way);
    }

    /** Threads of the training; the pool of SciJava keeps some of its own for half a minute. */
    private static List<String> leftOver() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("Denoiser")
                        || thread.getKey().getName().startsWith("Run$_")
                        || Arrays.stream(thread.getValue())
                                .anyMatch(frame -> frame.getClassName().startsWith("org.denoiser.train")))
                .map(thread -> thread.getKey().getName())
                .collect(Collectors.toList());
    }

    private String options(String image, String name, String epochs) {
        return "input=" + image + " output=" + folder.resolve(name + ".zip") + SMALL + epochs;
    }

    private static String line(String options) {
        return "run(\"" + COMMAND + "\", \"" + options + "\");";
    }

    private Thread train(String image, String name, String epochs) {
        return macro(line(options(image, name, epochs)));
    }

    private static Thread macro(String text) {
        Thread thread = new Thread(() -> IJ.runMacro(text));
        thread.start();
        return thread;
    }

    private static List<JFrame> frames() {
        List<JFrame> frames = new ArrayList<>();
        for (Window window : Window.getWindows()) {
            if (window instanceof JFrame && window.isShowing()) frames.add((JFrame) window);
        }
        return frames;
    }

    private static JFrame frame(String name) {
        await(() -> find(name) != null, "the window of " + name);
        return find(name);
    }

    private static JFrame find(String name) {
        return frames().stream()
                .filter(frame -> frame.getTitle().startsWith("Training " + name))
                .findFirst()
                .orElse(null);
    }

    private static void awaitClosed(JFrame frame) {
        await(() -> !frame.isDisplayable(), "the end of the window");
    }

    private static void close(JFrame frame) {
        EventQueue.invokeLater(() -> frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING)));
    }

    private static Window question(JFrame frame) {
        await(() -> shownQuestion(frame) != null, "the question");
        return shownQuestion(frame);
    }

    private static Window shownQuestion(JFrame frame) {
        for (Window owned : frame.getOwnedWindows()) {
            if (owned.isShowing() && button(owned, "Go On Training") != null) return owned;
        }
        return null;
    }

    private static void press(Container container, String text) {
        // the words of a window may be there a moment before its buttons
        await(() -> isReady(button(container, text)), "a button " + text);
        EventQueue.invokeLater(button(container, text)::doClick);
    }

    private static boolean isReady(AbstractButton button) {
        return button != null && button.isEnabled();
    }

    private static AbstractButton button(Container container, String text) {
        for (Component part : container.getComponents()) {
            if (part instanceof AbstractButton && text.equals(((AbstractButton) part).getText())) {
                return (AbstractButton) part;
            }
            AbstractButton found = part instanceof Container ? button((Container) part, text) : null;
            if (found != null) return found;
        }
        return null;
    }

    private static void awaitText(Container container, String text) {
        await(() -> texts(container).contains(text), "'" + text + "' in " + texts(container));
        check(true, text);
    }

    private static String texts(Container container) {
        StringBuilder texts = new StringBuilder();
        for (Component part : container.getComponents()) {
            if (part instanceof JLabel) texts.append(((JLabel) part).getText()).append('\n');
            if (part instanceof Container) texts.append(texts((Container) part));
        }
        return texts.toString();
    }

    private static void screenshot(Window window, String name) throws Exception {
        String pictures = System.getProperty("screenshots");
        if (pictures == null) return;
        EventQueue.invokeAndWait(window::toFront);
        IJ.wait(1500);
        ImageIO.write(new Robot().createScreenCapture(window.getBounds()), "png", new File(pictures, name + ".png"));
    }
}
