package org.denoiser.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** By how much work makes a process grow that should leave nothing behind: in a Java of its own, whose heap has a fixed size. */
public final class MemoryGrowth {
    private static final Path STATUS = Paths.get("/proc/self/status");
    private static final int WARM_UP = 3;

    private MemoryGrowth() {}

    /** What the process does: the work a few times before, then so many times, between which it prints its growth in megabytes. */
    public static void print(int times, Runnable work) {
        long before = 0;
        for (int i = 0; i < WARM_UP + times; i++) {
            if (i == WARM_UP) before = residentMegabytes();
            work.run();
        }
        System.out.print(residentMegabytes() - before);
    }

    private static long residentMegabytes() {
        System.gc();
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no VmRSS in " + STATUS);
    }

    /** Runs a class whose main method calls {@link #print}; gives the megabytes. */
    public static long of(Class<?> main, Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(STATUS), "the size of a process is read from /proc, which is not here");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Paths.get(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "-Xms128m",
                        "-Xmx128m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        main.getName())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertTrue(ended, main + " did not end");
        assertEquals(0, process.exitValue(), Files.readString(err, StandardCharsets.UTF_8));
        return Long.parseLong(Files.readString(out, StandardCharsets.UTF_8));
    }
}
