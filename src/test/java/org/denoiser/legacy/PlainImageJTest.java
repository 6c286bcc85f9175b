package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The installed plugin in plain ImageJ with its windows, on a virtual display. */
class PlainImageJTest {
    @TempDir
    static Path imagej;

    private static Display display;

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws IOException {
        display = Display.open();
        if (display == null)
            System.out.println("SKIPPED: plain ImageJ with its windows needs Xvfb, which is not there.");
        Assumptions.assumeTrue(display != null, "Xvfb is not installed");
        List<String> classPath = PluginFolder.libraries().stream()
                .map(jar -> jar.toUri().toString())
                .collect(Collectors.toList());
        PluginFolder.copyShipped(imagej);
        PluginFolder.writeJar(imagej.resolve("plugins/Denoiser_-9.8.7.jar"), classPath);
    }

    @AfterAll
    static void closeDisplay() {
        if (display != null) display.close();
    }

    private JavaProcess java(String... classPath) {
        return new JavaProcess(folder)
                .environment("DISPLAY", display.name())
                .with("-Dplugins.dir=" + imagej, "-cp", String.join(File.pathSeparator, classPath));
    }

    private static String imagejJar() {
        return PluginFolder.jarOf("ij").toString();
    }

    static List<Path> shippedMacros() throws IOException {
        return HeadlessMacrosTest.shippedMacros();
    }

    @ParameterizedTest
    @MethodSource("shippedMacros")
    void everyShippedMacroRuns(Path macro) throws IOException {
        Assumptions.assumeTrue(PluginFolder.hasWhatItNeeds(macro), macro + " needs what is not there");
        // its output without a display is checked elsewhere; here the last line tells that it came to its end
        String text = Files.readString(macro) + "\nprint(\"came to its end\");\n";
        Path copy = Files.writeString(folder.resolve(macro.getFileName()), text);
        JavaProcess java = java(imagejJar())
                .with("ij.ImageJ", "-ijpath", imagej.toString(), "-batch", copy.toString())
                .run();
        assertTrue(java.out().endsWith("came to its end\n"), java.out() + java.err());
        assertFalse(java.out().contains("Exception"), java.out());
        assertEquals("", java.err());
    }

    /** Hands on the property that asks for pictures of the windows. */
    static String[] screenshots() {
        String wanted = System.getProperty("screenshots");
        return wanted == null ? new String[0] : new String[] {"-Dscreenshots=" + wanted};
    }

    @Test
    void theDialogDoesWhatAUserExpects() throws URISyntaxException, IOException {
        JavaProcess java = java(imagejJar(), driver(GuiDriver.class))
                .with(screenshots())
                .with(GuiDriver.class.getName())
                .run();
        assertEquals(0, java.status(), () -> java.out() + java.err());
        Path preferences = folder.resolve(".imagej/IJ_Prefs.txt");
        assertTrue(Files.readString(preferences).contains(".denoiser.noise.level=12.5"), "the value is kept in a file");
    }

    @Test
    void noCommandIsLostHoweverSoonItsDialogIsAnswered() throws URISyntaxException, IOException {
        boolean shipped = Files.exists(Paths.get("models", "General.zip"));
        if (!shipped) System.out.println("SKIPPED: Denoise Image needs a model, which is not there.");
        JavaProcess java = java(imagejJar(), driver(ImpatientDriver.class))
                .with("-Dmoments=" + Integer.getInteger("moments", 50), ImpatientDriver.class.getName())
                .with(
                        shipped
                                ? new String[] {"Add Noise to Image...", "Denoise Image..."}
                                : new String[] {"Add Noise to Image..."})
                .run();
        java.out().lines().filter(line -> line.contains("lost")).forEach(System.out::println);
        assertEquals(0, java.status(), () -> java.out() + java.err());
    }

    @Test
    void aModelIsDeletedOnceTheUserHasSaidSo() throws URISyntaxException, IOException {
        Path models = Files.createDirectories(folder.resolve(".denoiser"));
        Path spare = Files.copy(Paths.get("src/test/resources/golden/conv-pool-1.zip"), models.resolve("Spare.zip"));
        JavaProcess java = java(imagejJar(), driver(ModelsDriver.class))
                .with(ModelsDriver.class.getName(), spare.toString(), "Spare")
                .run();
        assertEquals(0, java.status(), () -> java.out() + java.err());
    }

    /** Where the classes of a driver lie. */
    static String driver(Class<?> driver) throws URISyntaxException {
        return Paths.get(driver.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }
}
