package org.denoiser.legacy;

import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Runs commands one after the other in one Java without a display, as the shell does. */
public final class HeadlessShell {
    private HeadlessShell() {}

    /** @param args a file with a command a line, its words separated by tabs; after the output of each a line tells its status */
    public static void main(String... args) throws Exception {
        Path commands = Paths.get(args[0]);
        for (String line : Files.readAllLines(commands)) {
            String[] words = line.split("\t");
            int status = new Shell(System.out, System.err).run(words);
            System.out.println("STATUS " + words[0] + " " + status);
        }
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("AWT-"))
                .count();
        System.out.println("WINDOWS " + Window.getWindows().length + " " + threads);
        System.exit(0);
    }
}
