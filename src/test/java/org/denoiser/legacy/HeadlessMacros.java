package org.denoiser.legacy;

import ij.IJ;
import ij.macro.Interpreter;
import java.awt.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/**
 * Runs macros in plain ImageJ without a display, each in a thread of its own.
 */
public final class HeadlessMacros {
    private HeadlessMacros() {}

    /** @param files macros; before and after the output of each, a line names it and what it returned */
    public static void main(String... files) throws Exception {
        MacroFile.registerCommands();
        for (String file : files) {
            String macro = Files.readString(Paths.get(file), StandardCharsets.UTF_8);
            Thread thread = new Thread(() -> {
                System.out.println("BEGIN " + Paths.get(file).getFileName());
                String returned = IJ.runMacro(macro);
                System.out.println("END " + returned);
            });
            thread.start();
            thread.join();
        }
        runScript();
        countWindows();
        System.exit(0);
    }

    /** What a script in another language does, in batch mode. */
    private static void runScript() {
        System.out.println("BEGIN script");
        Interpreter.batchMode = true;
        try {
            IJ.run("Add Noise to Image...", "levle=4");
            System.out.println("went on");
        } catch (RuntimeException e) {
            System.out.println("END " + e.getMessage());
        }
    }

    /** What a display would have shown. */
    private static void countWindows() {
        System.out.println("BEGIN windows");
        System.out.println(Window.getWindows().length + " windows");
    }
}
