package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training window in plain ImageJ, on a virtual display. */
class TrainingWindowTest {
    @TempDir
    Path folder;

    @Test
    void itShowsTrainingsAndEndsThemAsAsked() throws IOException, URISyntaxException {
        try (Display display = Display.open()) {
            if (display == null) System.out.println("SKIPPED: the training window needs Xvfb, which is not there.");
            Assumptions.assumeTrue(display != null, "Xvfb is not installed");
            List<String> classPath = PluginFolder.libraries().stream()
                    .map(jar -> jar.toUri().toString())
                    .collect(Collectors.toList());
            PluginFolder.writeJar(folder.resolve("plugins/Denoiser_-9.8.7.jar"), classPath);
            String driver = Paths.get(TrainingDriver.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            String jars =
                    String.join(File.pathSeparator, PluginFolder.jarOf("ij").toString(), driver);
            JavaProcess java = new JavaProcess(folder)
                    .environment("DISPLAY", display.name())
                    .with("-Dplugins.dir=" + folder, "-cp", jars, TrainingDriver.class.getName(), folder.toString())
                    .run();
            assertEquals(0, java.status(), () -> java.out() + java.err());
            assertEquals("", java.err());
        }
    }
}
