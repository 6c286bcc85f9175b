package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.denoiser.image.ImageFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runnable jar, in a Java of its own. */
class LauncherTest {
    private static final List<String> NEEDED = List.of("ij", "scijava-common", "parsington", "imglib2");

    @TempDir
    Path folder;

    private Path image;

    @BeforeEach
    void writeImage() throws IOException {
        image = folder.resolve("image.tif");
        ImageFiles.save(new ImagePlus("image", new ByteProcessor(40, 30)), image);
    }

    private JavaProcess java(Path jar, String... words) {
        return new JavaProcess(folder).with("-jar", jar.toString()).with(words);
    }

    /** The plugin with the class path that the build gives it, and the libraries in their places. */
    private Path writeOwnFolder() throws IOException {
        Path plugin = folder.resolve("Denoiser/plugins/Denoiser_-9.8.7.jar");
        // the build names a second place for ImageJ, which is not there
        List<String> classPath = new ArrayList<>(List.of("../jars/ij-1.54p.jar"));
        for (String artifact : NEEDED) {
            Path library = PluginFolder.jarOf(artifact);
            String entry = artifact.equals("ij") ? "../ij.jar" : "../jars/" + library.getFileName();
            classPath.add(entry);
            copy(library, plugin.resolveSibling(entry).normalize());
        }
        return PluginFolder.writeJar(plugin, classPath);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    /** A Fiji: ImageJ among the libraries, some of them in other versions or subfolders, some not there. */
    private Path writeFiji(List<String> absent) throws IOException {
        Path jars = folder.resolve("Fiji.app/jars");
        List<String> classPath = new ArrayList<>(List.of("../ij.jar", "../jars/never-heard-of-1.0.jar"));
        List<String> all = new ArrayList<>(NEEDED);
        all.add("slf4j-api");
        for (String artifact : all) {
            Path library = PluginFolder.jarOf(artifact);
            if (!artifact.equals("ij")) classPath.add("../jars/" + library.getFileName());
            String found =
                    artifact.equals("parsington") ? library.getFileName().toString() : artifact + "-2.77.0-beta.jar";
            if (!absent.contains(artifact))
                copy(
                        library,
                        jars.resolve(artifact.equals("imglib2") ? "sub" : "").resolve(found));
        }
        return PluginFolder.writeJar(jars.resolveSibling("plugins/Denoiser_-9.8.7.jar"), classPath);
    }

    @Test
    void runsFromItsOwnFolderWithoutNoiseAndWithoutWindows() throws IOException {
        Path classes = folder.resolve("classes.txt");
        Path noisy = folder.resolve("noisy.tif");
        JavaProcess java = new JavaProcess(folder)
                .with(
                        "-Xlog:class+load:file=" + classes,
                        "-jar",
                        writeOwnFolder().toString())
                .with("noise", "input=" + image, "output=" + noisy)
                .run();
        assertEquals("", java.err());
        assertEquals("Wrote " + noisy + System.lineSeparator(), java.out());
        assertEquals(0, java.status());
        String loaded = Files.readString(classes);
        assertTrue(loaded.contains(" org.denoiser.legacy.Shell "), "the list of classes is empty");
        for (String window : List.of("java.awt.Dialog ", "ij.gui.GenericDialog ", "sun.awt.X11", "CommandDialog ")) {
            assertFalse(loaded.contains(window), window);
        }
    }

    @Test
    void runsFromAFiji() throws IOException {
        Path noisy = folder.resolve("noisy.tif");
        JavaProcess java = java(writeFiji(List.of()), "noise", "input=" + image, "output=" + noisy)
                .run();
        assertEquals("", java.err());
        assertEquals(0, java.status());
        assertTrue(Files.exists(noisy));
        assertEquals(
                "Denoiser 9.8.7",
                java(writeOwnFolder(), "--version").run().out().trim());
    }

    @Test
    void namesTheLibrariesThatAreNowhere() throws IOException {
        JavaProcess java = java(writeFiji(List.of("ij", "imglib2")), "noise", "input=" + image, "output=x.tif")
                .run();
        assertEquals(1, java.err().lines().count(), java.err());
        assertTrue(java.err()
                .startsWith("The Denoiser needs these jars in " + folder.resolve("Fiji.app/jars") + ": ij, "));
        assertEquals(1, java.status());
    }

    @Test
    void theExitStatusTellsFailureFromMisuse() throws IOException {
        Path jar = writeOwnFolder();
        JavaProcess failed = java(jar, "noise", "input=no.tif", "output=x.tif").run();
        assertEquals("input=no.tif: there is no such file", failed.err().trim());
        assertEquals(1, failed.status());
        assertEquals(2, java(jar, "noise", "levle=3").run().status());
        assertTrue(new JavaProcess(folder)
                .with("-Ddenoiser.debug", "-jar", jar.toString(), "noise", "input=no.tif", "output=x.tif")
                .run()
                .err()
                .contains("    at org.denoiser.command."));
    }

    @ParameterizedTest
    @CsvSource({
        "ij-1.54p.jar, ij",
        "ij.jar, ij",
        "imglib2-8.0.1.jar, imglib2",
        "scijava-common-2.99.2.jar, scijava-common",
        "pytorch-native-cpu-2.7.1-linux-x86_64.jar, pytorch-native-cpu",
        "slf4j-api-1.7.36.jar, slf4j-api"
    })
    void anArtifactIsANameWithoutItsVersion(String jar, String artifact) {
        assertEquals(artifact, Launcher.artifact(Paths.get("jars", jar)));
    }
}
