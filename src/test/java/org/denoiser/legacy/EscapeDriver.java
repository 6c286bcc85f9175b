package org.denoiser.legacy;

import static org.denoiser.legacy.GuiDriver.await;
import static org.denoiser.legacy.GuiDriver.check;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.swing.JLabel;

/**
 * Presses Escape in plain ImageJ while a macro denoises a large image. Knows the plugin through ImageJ alone. Ends with status 0 if all
 * was as it should be. The property {@code moments} says how often to press it, at moments that differ from run to run.
 */
public final class EscapeDriver {
    private static final int SIDE = 4096;

    private final Path folder;
    private final Robot robot;
    private final Random random = new Random();
    private final ImageJ window;

    private EscapeDriver(Path folder) throws Exception {
        this.folder = folder;
        window = new ImageJ();
        robot = new Robot();
        robot.setAutoDelay(20);
    }

    /** @param args an empty folder for results */
    public static void main(String... args) {
        int status = 1;
        try {
            new EscapeDriver(Paths.get(args[0])).drive();
            status = 0;
        } catch (Exception | AssertionError e) {
            System.out.println(e);
        } finally {
            System.exit(status);
        }
    }

    private void drive() throws Exception {
        IJ.createImage("small", "8-bit ramp", 64, 64, 1).show();
        // the first run loads the network, which stays
        check(macro("small", "once").endsWith("went on"), "a macro goes on after its command");
        IJ.selectWindow("small-denoised");
        IJ.run("Close");
        IJ.createImage("large", "8-bit ramp", SIDE, SIDE, 1).show();
        long before = memory();
        for (int i = 0; i < Integer.getInteger("moments", 1); i++) escapeEndsTheMacro(before);
        check(macro("small", "again").endsWith("went on"), "the next macro runs");
    }

    private void escapeEndsTheMacro(long before) throws Exception {
        String[] said = new String[1];
        Thread macro = new Thread(() -> said[0] = macro("large", "escaped"));
        macro.start();
        await(() -> status().contains("(Escape cancels)"), "the beginning");
        IJ.wait(500 + random.nextInt(3000));
        check(macro.isAlive(), "the image takes its time");
        clickOnTheStatusBar();
        long start = System.nanoTime();
        robot.keyPress(KeyEvent.VK_ESCAPE);
        robot.keyRelease(KeyEvent.VK_ESCAPE);
        macro.join(60_000);
        check(!macro.isAlive(), "the macro ends");
        System.out.println("Escape ends it after " + (System.nanoTime() - start) / 1_000_000 + " ms");
        check(said[0] == null || !said[0].endsWith("went on"), "nothing of the macro comes after");
        check(WindowManager.getImage("large-denoised") == null, "there is no result");
        check(files().isEmpty(), "there are no files but " + files());
        ImagePlus large = WindowManager.getImage("large");
        check(large.lock(), "the image is free");
        large.unlock();
        IJ.resetEscape();
        await(() -> threads().isEmpty(), "the end of " + threads());
        await(() -> memory() < before + (8 << 20), "the memory: " + before + " " + memory());
    }

    /** Runs a macro in this thread and gives what it returned. */
    private String macro(String image, String output) {
        String file = folder.resolve(output + ".tif").toString();
        String returned = IJ.runMacro("selectImage(\"" + image + "\");\n"
                + "run(\"Denoise Image...\", \"model=General device=cpu precision=float32 output=[" + file + "]\");\n"
                + "File.delete(\"" + file + "\");\nreturn \"went on\";");
        return "" + returned;
    }

    private static String status() {
        return ((JLabel) IJ.getInstance().getStatusBar().getComponent(0)).getText();
    }

    /** Clicks as often as a person would: without a window manager Java may be wrong about where a window is, and others lie over it. */
    private void clickOnTheStatusBar() throws Exception {
        for (int tries = 0; tries < 20 && !window.isFocused(); tries++) {
            Point place = new Point(100 + tries, 100);
            EventQueue.invokeAndWait(() -> {
                window.setLocation(place);
                window.toFront();
            });
            IJ.wait(100);
            Point corner = window.getStatusBar().getLocationOnScreen();
            robot.mouseMove(corner.x + 60, corner.y + 5);
            robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
            robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
            for (int moments = 0; moments < 25 && !window.isFocused(); moments++) IJ.wait(20);
        }
        check(window.isFocused(), "the window has the focus");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .map(Thread::getName)
                .filter(name -> name.startsWith("Run$_") || name.endsWith("..."))
                .collect(Collectors.toList());
    }

    /** Bytes of Java's memory that are in use, after a collection. */
    private static long memory() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
