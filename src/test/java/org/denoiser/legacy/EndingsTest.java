package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings and denoising that are ended at random moments leave nothing behind. {@code -Dmoments=50 -Dseed=1} says how often and at which
 * moments.
 */
class EndingsTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsLeftOfWhatWasEnded() throws IOException, URISyntaxException {
        Path sample = Path.of("samples", "maize-noisy.tif").toAbsolutePath();
        boolean shipped = Files.exists(sample) && Files.exists(Path.of("models", "General.zip"));
        Assumptions.assumeTrue(shipped, "model or sample is not there");
        try (Display display = Display.open()) {
            if (display == null) System.out.println("SKIPPED: the windows need Xvfb, which is not there.");
            Assumptions.assumeTrue(display != null, "Xvfb is not installed");
            PluginFolder.install(folder);
            String jars = String.join(
                    File.pathSeparator,
                    PluginFolder.jarOf("ij").toString(),
                    PlainImageJTest.driver(EndingsDriver.class));
            String seed = System.getProperty("seed");
            Path models = Files.createDirectory(folder.resolve("new"));
            JavaProcess java = new JavaProcess(folder)
                    .environment("DISPLAY", display.name())
                    .with(seed == null ? new String[0] : new String[] {"-Dseed=" + seed})
                    .with("-Dmoments=" + Integer.getInteger("moments", 5), "-Dplugins.dir=" + folder, "-cp", jars)
                    .with(EndingsDriver.class.getName(), sample.toString(), models.toString())
                    .run();
            java.out()
                    .lines()
                    .filter(line -> line.matches("(Seed|After|Heap).*"))
                    .forEach(System.out::println);
            assertEquals(0, java.status(), () -> java.out() + java.err());
        }
    }
}
