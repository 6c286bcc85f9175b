package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.denoiser.command.Commands;
import org.denoiser.command.ParameterTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command there is, in a Java that is told to have no display: each does its work, and none makes or waits for a window. */
class EveryCommandHeadlessTest {
    private static final String SMALL = "epochs=1 steps=2 filters=2 patch=16 batch=2 validation=4 precision=float32";

    /** Words separated by blanks. */
    private static final Map<String, String> WORDS = new TreeMap<>(Map.ofEntries(
            Map.entry("denoise", "input=noisy.tif model=Tiny output=denoised.tif"),
            Map.entry("folder", "input=in output=results model=Tiny"),
            Map.entry("self", "input=noisy.tif output=self.tif"),
            Map.entry("train", "input=noisy.tif output=trained.zip " + SMALL),
            Map.entry("noise", "input=noisy.tif output=noisier.tif"),
            Map.entry("evaluate", "input=noisy.tif target=in/a.tif"),
            Map.entry("compare", "reference=noisy.tif noisy=in/a.tif output=montage.png"),
            Map.entry("info", "model=trained.zip output=curves.png"),
            Map.entry("import", "input=trained.zip"),
            Map.entry("export", "model=Tiny output=exported.zip"),
            Map.entry("models", "action=list"),
            Map.entry("gpu", "action=show"),
            Map.entry("sweep", "vary=seed=1,2 output=swept options=input=noisy.tif;" + SMALL.replace(' ', ';')),
            Map.entry("benchmark", "model=Tiny sizes=32 repeats=1 tile=32 stage=network,image precision=float32")));

    @TempDir
    static Path folder;

    private static JavaProcess java;

    static List<String> names() {
        return Commands.all().stream().map(ParameterTable::name).collect(Collectors.toList());
    }

    @BeforeAll
    static void runAll() throws IOException {
        Files.createDirectory(folder.resolve("in"));
        Files.createDirectory(folder.resolve("models"));
        ByteProcessor pixels = new ByteProcessor(48, 40);
        Random random = new Random(3);
        for (int i = 0; i < 48 * 40; i++) pixels.set(i, 60 + i % 48 * 2 + random.nextInt(30));
        IJ.saveAsTiff(
                new ImagePlus("noisy", pixels), folder.resolve("noisy.tif").toString());
        Files.copy(folder.resolve("noisy.tif"), folder.resolve("in/a.tif"));
        Files.copy(Paths.get("src", "test", "resources", "golden", "unet-1.zip"), folder.resolve("models/Tiny.zip"));
        List<String> lines = names().stream()
                .map(name -> name + "\t" + WORDS.getOrDefault(name, "").replace(' ', '\t'))
                .collect(Collectors.toList());
        Files.write(folder.resolve("commands.txt"), lines);
        java = new JavaProcess(folder)
                .environment("DISPLAY", ":none")
                .with("-Djava.awt.headless=true", "-Ddenoiser.models=" + folder.resolve("models"))
                .with("-cp", JavaProcess.classPath(), HeadlessShell.class.getName(), "commands.txt")
                .run();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itDoesItsWork(String name) {
        assertTrue(java.out().contains("STATUS " + name + " 0\n"), () -> java.out() + java.err());
    }

    @Test
    void nothingOpensWindows() {
        assertTrue(java.out().endsWith("WINDOWS 0 0\n"), java.out());
        assertTrue(java.err().lines().noneMatch(line -> line.contains("Headless")), java.err());
        assertEquals(0, java.status());
    }
}
