package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings give their native memory back. */
class TrainingMemoryTest {
    private static final Path STATUS = Paths.get("/proc/self/status");
    private static final int WARM_UP = 3;
    private static final int COUNTED = 10;
    /** The state of one training that stays behind is 8 MB, and its network 2 MB; ten of them are twice this. */
    private static final long MOST_GROWTH = 48;

    /** Runs trainings and prints by how many megabytes the process grew. Its own process, whose Java heap has a fixed size. */
    public static void main(String[] arguments) throws IOException {
        Architecture architecture = Architecture.of(Preset.UNET, Map.of("depth", "3", "filters", "32"));
        TrainingOptions options =
                Trainings.options(architecture).epochs(2).steps(2).batch(1).validation(1);
        long before = 0;
        for (int training = 0; training < WARM_UP + COUNTED; training++) {
            if (training == WARM_UP) before = residentMegabytes();
            Trainings.train(options);
        }
        System.out.print(residentMegabytes() - before);
        System.exit(0);
    }

    private static long residentMegabytes() throws IOException {
        System.gc();
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        }
        throw new IOException("no VmRSS in " + STATUS);
    }

    @TempDir
    Path folder;

    @Test
    void tenTrainingsLeaveTheProcessAsLargeAsItWas() throws IOException, InterruptedException {
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
                        TrainingMemoryTest.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertTrue(ended, "the trainings did not end");
        assertEquals(0, process.exitValue(), Files.readString(err, StandardCharsets.UTF_8));
        long growth = Long.parseLong(Files.readString(out, StandardCharsets.UTF_8));
        assertTrue(growth <= MOST_GROWTH, "the process grew by " + growth + " MB");
    }
}
