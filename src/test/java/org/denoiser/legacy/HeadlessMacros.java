package org.denoiser.legacy;

import ij.IJ;
import ij.Menus;
import ij.macro.Interpreter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Hashtable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs macros in plain ImageJ without a display, each in a thread of its own. ImageJ fills its table of commands from
 * {@code plugins.config} only together with its menus, so this does it.
 */
public final class HeadlessMacros {
    private static final Pattern ENTRY = Pattern.compile("[^,#]+,\\s*\"([^\"]+)\",\\s*(.+)");

    private HeadlessMacros() {}

    /** @param files macros; before and after the output of each, a line names it and what it returned */
    public static void main(String... files) throws Exception {
        registerCommands();
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

    private static void registerCommands() throws IOException, ReflectiveOperationException {
        Hashtable<String, String> commands = new Hashtable<>();
        commands.put("Smooth", "ij.plugin.filter.Filters(\"smooth\")");
        commands.put("Clear Results", "ij.plugin.filter.Analyzer(\"clear\")");
        Path config =
                Paths.get(HeadlessMacros.class.getResource("/plugins.config").getPath());
        for (String line : Files.readAllLines(config)) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) commands.put(entry.group(1), entry.group(2).trim());
        }
        Field table = Menus.class.getDeclaredField("pluginsTable");
        table.setAccessible(true);
        table.set(null, commands);
    }
}
