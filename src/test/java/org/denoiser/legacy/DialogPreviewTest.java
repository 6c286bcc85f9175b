package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The preview of Denoise Image in plain ImageJ, on a virtual display. With {@code -Dscreenshots=FOLDER} it leaves the pictures of the
 * docs there.
 */
class DialogPreviewTest {
    @TempDir
    Path folder;

    @Test
    void itShowsWhatComesOutAndEndsWithTheDialog() throws IOException, URISyntaxException {
        Path model = Path.of("models", "General.zip");
        Path sample = Path.of("samples", "maize-noisy.tif");
        Assumptions.assumeTrue(Files.exists(model) && Files.exists(sample), "model or sample is not there");
        try (Display display = Display.open()) {
            if (display == null) System.out.println("SKIPPED: the preview needs Xvfb, which is not there.");
            Assumptions.assumeTrue(display != null, "Xvfb is not installed");
            PluginFolder.copyShipped(folder);
            List<String> classPath = PluginFolder.libraries().stream()
                    .map(jar -> jar.toUri().toString())
                    .collect(Collectors.toList());
            PluginFolder.writeJar(folder.resolve("plugins/Denoiser_-9.8.7.jar"), classPath);
            String driver = Paths.get(PreviewDriver.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            String jars =
                    String.join(File.pathSeparator, PluginFolder.jarOf("ij").toString(), driver);
            JavaProcess java = new JavaProcess(folder)
                    .environment("DISPLAY", display.name())
                    .with(PlainImageJTest.screenshots())
                    .with("-Dmoments=" + Integer.getInteger("moments", 3), "-Dplugins.dir=" + folder, "-cp", jars)
                    .with(PreviewDriver.class.getName(), sample.toAbsolutePath().toString())
                    .run();
            assertEquals(0, java.status(), () -> java.out() + java.err());
            assertEquals("", java.err());
        }
    }
}
