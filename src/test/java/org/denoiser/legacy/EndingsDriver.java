package org.denoiser.legacy;

import static org.denoiser.legacy.GuiDriver.await;
import static org.denoiser.legacy.GuiDriver.check;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import javax.swing.JButton;
import javax.swing.JFrame;

/**
 * Ends trainings and denoising in plain ImageJ at random moments, by buttons, windows and the Escape key, and looks what is left of them: no
 * thread, no file that is half written, no memory. Knows the plugin through ImageJ alone. Ends with status 0 if all was as it should be. The
 * properties {@code moments} and {@code seed} say how often and which.
 */
public final class EndingsDriver {
    /** In a Java that has loaded all that it needs; what one ending leaves would add up to more. */
    private static final long MOST_MEGABYTES = 24;

    private static final String TRAIN =
            "filters=8 depth=2 patch=32 batch=4 steps=20 epochs=500 validation=16 precision=float32 device=cpu"
                    + " warmup=0 noise=gaussian level=25";

    private final String file;
    private final Path folder;
    private final Random random;
    private ImagePlus image;

    private EndingsDriver(String file, Path folder, long seed) {
        this.file = file;
        this.folder = folder;
        this.random = new Random(seed);
    }

    /** @param args a noisy image and an empty folder */
    public static void main(String... args) {
        int status = 1;
        long seed = Long.getLong("seed", System.nanoTime() & 0xFFFF);
        System.out.println("Seed " + seed);
        try {
            new ImageJ();
            new EndingsDriver(args[0], Paths.get(args[1]), seed).drive(Integer.getInteger("moments", 5));
            status = 0;
        } catch (Exception | AssertionError e) {
            System.out.println(e);
        } finally {
            System.exit(status);
        }
    }

    private void drive(int moments) throws Exception {
        open();
        for (int kind = 0; kind < 3; kind++) end(kind, 0);
        long before = megabytes();
        for (int i = 0; i < moments; i++) {
            end(i % 3, i + 1);
            if (i % 10 == 9) System.out.println("After " + (i + 1) + ": " + megabytes() + " MB, " + resident());
        }
        long after = megabytes();
        System.out.println("Heap " + before + " MB before, " + after + " MB after " + moments + "; " + resident());
        check(after - before < MOST_MEGABYTES, "no memory is kept");
        isUsable();
    }

    private void open() {
        image = IJ.openImage(file);
        image.show();
    }

    private void end(int kind, int number) throws Exception {
        if (!image.isVisible()) open();
        int id = image.getID();
        String line = kind == 0
                ? "run(\"Denoise Image...\", \"model=General tile=128 device=cpu precision=float32\");"
                : kind == 1
                        ? "run(\"Denoise This Image...\", \"noise=auto\");"
                        : "run(\"Train Denoiser...\", \"output=" + folder.resolve("m" + number + ".zip") + " " + TRAIN
                                + "\");";
        Thread macro = new Thread(() -> IJ.runMacro("selectImage(" + id + ");\n" + line), "Macro " + number);
        macro.start();
        IJ.wait(random.nextInt(kind == 2 ? 4000 : 2500));
        String way = kind == 2 ? endTraining() : endDenoising();
        for (int second = 0; second < 60 && macro.isAlive(); second += 3) {
            macro.join(3000);
            // a key that was pressed before the command began has no effect, and users press it again
            if (macro.isAlive() && way.contains("Escape")) IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        }
        if (macro.isAlive()) tellWhere(macro);
        check(!macro.isAlive(), "ending " + number + " of kind " + kind + " by " + way + " ends the macro");
        IJ.resetEscape();
        awaitNothingLeft(number);
        for (int other : ids()) if (other != id) close(WindowManager.getImage(other));
        check(!image.isLocked(), "the image is free");
    }

    private static void tellWhere(Thread macro) {
        System.out.println(
                String.join("\n", Arrays.toString(macro.getStackTrace()).split(", ")));
        for (Window window : Window.getWindows()) if (window.isShowing()) System.out.println(window);
    }

    private String endDenoising() throws Exception {
        if (random.nextInt(4) == 0) {
            close(image);
            IJ.setKeyDown(KeyEvent.VK_ESCAPE);
            return "closing the image and Escape";
        }
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        return "Escape";
    }

    private static void close(ImagePlus some) throws Exception {
        if (some == null || some.getWindow() == null) return;
        some.changes = false;
        EventQueue.invokeAndWait(() -> some.getWindow().close());
    }

    /** By the Escape key, a button of the window, or its cross; before the window is there by the key. */
    private String endTraining() throws Exception {
        JFrame frame = frame();
        int way = frame == null ? 0 : random.nextInt(4);
        if (way == 0) {
            IJ.setKeyDown(KeyEvent.VK_ESCAPE);
            return "Escape";
        }
        if (way == 1 || way == 2) {
            String words = way == 1 ? "Cancel" : "Stop and Keep Best";
            JButton button = button(frame, words);
            if (button != null) EventQueue.invokeLater(button::doClick);
            return words;
        }
        EventQueue.invokeLater(() -> frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING)));
        await(() -> question(frame) != null || !frame.isDisplayable(), "the question");
        Window question = question(frame);
        String words = random.nextBoolean() ? "Cancel Training" : "Stop and Keep Best";
        if (question != null) EventQueue.invokeLater(button(question, words)::doClick);
        return "the cross and " + words;
    }

    private void awaitNothingLeft(int number) throws Exception {
        await(() -> leftOver().isEmpty(), "the end of the threads of ending " + number + ": " + leftOver());
        await(() -> frame() == null, "the end of the training window");
        try (var files = Files.walk(folder)) {
            List<Path> parts =
                    files.filter(path -> path.toString().endsWith(".part")).collect(Collectors.toList());
            check(parts.isEmpty(), "no half-written file is left");
        }
    }

    /** Threads of ours and of commands; the one that closes idle networks ends a minute after the last. */
    private static List<String> leftOver() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey() != Thread.currentThread())
                .filter(thread -> thread.getKey().getName().matches("(?i)(denois|Run\\$_).*|.*\\.\\.\\.")
                        || Arrays.stream(thread.getValue()).anyMatch(frame -> frame.getClassName()
                                .matches("org.denoiser.(train|predict|single|command).*")))
                .map(thread -> thread.getKey().getName())
                .filter(name -> !name.equals("Denoiser closes idle networks"))
                .collect(Collectors.toList());
    }

    private static int[] ids() {
        int[] ids = WindowManager.getIDList();
        return ids == null ? new int[0] : ids;
    }

    /** The heap that is in use, once what is of no use is gone. */
    private static long megabytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            IJ.wait(100);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least >> 20;
    }

    /** What the process has of the machine's memory, where the system tells. */
    private static String resident() throws Exception {
        Path status = Paths.get("/proc/self/status");
        if (!Files.exists(status)) return "";
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("Threads"))
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }

    private void isUsable() throws Exception {
        if (!image.isVisible()) open();
        IJ.run(image, "Invert", "");
        IJ.run(image, "Denoise Image...", "model=General roi=all device=cpu precision=float32");
        await(() -> WindowManager.getImage(image.getTitle().replace(".tif", "") + "-denoised") != null, "a result");
        check(image.lock(), "the image can be worked with");
        image.unlock();
    }

    private static JFrame frame() {
        for (Window window : Window.getWindows()) {
            if (window instanceof JFrame && window.isShowing()) return (JFrame) window;
        }
        return null;
    }

    private static Window question(JFrame frame) {
        for (Window owned : frame.getOwnedWindows()) {
            if (owned.isShowing() && button(owned, "Go On Training") != null) return owned;
        }
        return null;
    }

    private static JButton button(Container container, String text) {
        for (Component part : container.getComponents()) {
            if (part instanceof JButton && text.equals(((JButton) part).getText())) return (JButton) part;
            JButton found = part instanceof Container ? button((Container) part, text) : null;
            if (found != null) return found;
        }
        return null;
    }
}
