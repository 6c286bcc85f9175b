package org.denoiser.image;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs a class in a headless Java process of its own. */
final class Forked {
    private Forked() {}

    static final class Result {
        final String output;
        final int status;

        private Result(String output, int status) {
            this.output = output;
            this.status = status;
        }
    }

    static void assumeShell() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "There is no shell to limit file sizes with.");
    }

    /**
     * Runs the main method.
     *
     * @param prefix shell command to run before, in the same process; empty for none
     */
    static Result run(String prefix, Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (!prefix.isEmpty()) command.addAll(List.of("/bin/sh", "-c", prefix + "exec \"$0\" \"$@\""));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // without the files that the virtual machine itself writes
        command.addAll(List.of(
                "-Xmx512m", "-Djava.awt.headless=true", "-XX:-UsePerfData", "-cp", classPath(), main.getName()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(output, process.waitFor());
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace(";", File.pathSeparator);
    }
}
