package org.denoiser.legacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java of its own, with what it printed and its exit status. */
final class JavaProcess {
    private static final int SECONDS = 600;

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private int status;
    private String out;
    private String err;

    /** @param folder an empty folder: the home of the process and the place of its output */
    JavaProcess(Path folder) {
        this.folder = folder;
        command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
        with("-XX:TieredStopAtLevel=1", "-Duser.home=" + folder, "-Djava.util.prefs.userRoot=" + folder);
    }

    /** The class path of the tests, which Surefire hides behind a jar of its own. */
    static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        return surefire != null ? surefire : System.getProperty("java.class.path");
    }

    JavaProcess with(String... words) {
        command.addAll(Arrays.asList(words));
        return this;
    }

    JavaProcess environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs and waits; fails if it does not end. */
    JavaProcess run() {
        return run(null);
    }

    /** Asks the process to end, as Ctrl-C and a system that shuts down do, once it has printed this. */
    JavaProcess runUntil(String words) {
        return run(words);
    }

    private JavaProcess run(String words) {
        try {
            Path outFile = Files.createTempFile(folder, "out", ".txt");
            Path errFile = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(outFile.toFile())
                    .redirectError(errFile.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (words != null) {
                awaitWords(process, errFile, words);
                process.destroy();
            }
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) process.destroyForcibly().waitFor();
            out = Files.readString(outFile, StandardCharsets.UTF_8);
            err = Files.readString(errFile, StandardCharsets.UTF_8);
            if (!ended) throw new AssertionError("The process did not end: " + command + "\n" + out + err);
            status = process.exitValue();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void awaitWords(Process process, Path file, String words) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Files.readString(file, StandardCharsets.UTF_8).contains(words) && System.nanoTime() < end) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) return;
        }
    }

    int status() {
        return status;
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }
}
