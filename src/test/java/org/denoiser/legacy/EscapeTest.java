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

/** The Escape key while a macro denoises, in plain ImageJ on a virtual display. */
class EscapeTest {
    @TempDir
    Path folder;

    @Test
    void escapeEndsACommandAndItsMacroAndLeavesNothing() throws IOException, URISyntaxException {
        try (Display display = Display.open()) {
            if (display == null) System.out.println("SKIPPED: the Escape key needs Xvfb, which is not there.");
            Assumptions.assumeTrue(display != null, "Xvfb is not installed");
            List<String> classPath = PluginFolder.libraries().stream()
                    .map(jar -> jar.toUri().toString())
                    .collect(Collectors.toList());
            PluginFolder.copyShipped(folder);
            PluginFolder.writeJar(folder.resolve("plugins/Denoiser_-9.8.7.jar"), classPath);
            String tests = Paths.get(EscapeDriver.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            Path results = Files.createDirectory(folder.resolve("results"));
            JavaProcess java = new JavaProcess(folder)
                    .environment("DISPLAY", display.name())
                    .with("-Dplugins.dir=" + folder, "-Dmoments=" + System.getProperty("moments", "1"))
                    .with("-cp", PluginFolder.jarOf("ij") + File.pathSeparator + tests)
                    .with(EscapeDriver.class.getName(), results.toString())
                    .run();
            assertEquals(0, java.status(), () -> java.out() + java.err());
        }
    }
}
