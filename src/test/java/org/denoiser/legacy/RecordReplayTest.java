package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.denoiser.command.Commands;
import org.denoiser.command.ParameterTable;
import org.denoiser.image.Planes;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command of the menu is called with its dialog in plain ImageJ on a virtual display, and recorded. Then the recorded lines run
 * in another Java without a display, and images, measurements, files and what the log says must be the same.
 */
class RecordReplayTest {
    /** What the dialogs are told, in the grammar of macros; all else has its default. The active image is {@code noisy.tif}. */
    private static final Map<String, String> OPTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("denoise", "model=Tiny strength=0.8 type=float output=[FILES/a result.tif]"),
            Map.entry("folder", "input=FOLDER/in output=FILES/results model=Tiny"),
            Map.entry("self", "noise=gaussian level=20 output=FILES/self.tif"),
            Map.entry(
                    "train",
                    "input=clean.tif output=FILES/trained.zip epochs=2 steps=5 filters=4 patch=16 batch=2 validation=4 seed=5"
                            + " precision=float32"),
            Map.entry("noise", "noise=poisson-gaussian level=12.5 output=FILES/noise.tif"),
            Map.entry("evaluate", "target=clean.tif output=FILES/table.csv"),
            Map.entry("compare", "reference=clean.tif noisy=noisy.tif patch=16 count=3 output=FILES/montage.png"),
            Map.entry("info", "model=Tiny"),
            Map.entry("import", "input=[FOLDER/to import.zip] overwrite"),
            Map.entry("export", "model=Tiny output=FILES/exported.zip"),
            Map.entry("models", "action=list"),
            Map.entry("gpu", "action=show")));

    /** Files of a package that tell when and how long. */
    private static final List<String> DATED = List.of("rdf.yaml", "README.md", "training.json", "curves.csv");

    @TempDir
    static Path folder;

    @TempDir
    static Path imagej;

    private static RecordedCalls calls;

    static List<ParameterTable> menu() {
        return Commands.all().stream().filter(ParameterTable::isInMenu).collect(Collectors.toList());
    }

    @BeforeAll
    static void recordAndReplay() throws Exception {
        try (Display display = Display.open()) {
            if (display == null) System.out.println("SKIPPED: recording needs Xvfb, which is not there.");
            Assumptions.assumeTrue(display != null, "Xvfb is not installed");
            makeInputs();
            calls = new RecordedCalls(folder, imagej);
            for (ParameterTable table : menu()) {
                calls.add(
                        table.name(), table, options(table), folder.resolve("clean.tif"), folder.resolve("noisy.tif"));
            }
            calls.record(display);
        }
        for (String made : List.of("files", "models/Sample.zip")) {
            Files.move(
                    folder.resolve(made),
                    folder.resolve("recorded").resolve(Paths.get(made).getFileName()));
        }
        Files.createDirectory(folder.resolve("files"));
        calls.replay();
    }

    private static void makeInputs() throws IOException {
        for (String made : List.of("in", "files", "models", "recorded", "replayed")) {
            Files.createDirectory(folder.resolve(made));
        }
        ImagePlus sample = IJ.openImage(Paths.get("samples", "maize.tif").toString());
        sample.setRoi(200, 200, 64, 48);
        IJ.saveAsTiff(sample.crop(), folder.resolve("clean.tif").toString());
        ImagePlus noisy = IJ.openImage(Paths.get("samples", "maize-noisy.tif").toString());
        noisy.setRoi(200, 200, 64, 48);
        IJ.saveAsTiff(noisy.crop(), folder.resolve("noisy.tif").toString());
        for (String name : List.of("a.tif", "b.tif")) {
            Files.copy(folder.resolve("noisy.tif"), folder.resolve("in").resolve(name));
        }
        Path golden = Paths.get("src", "test", "resources", "golden");
        Files.copy(golden.resolve("unet-1.zip"), folder.resolve("models/Tiny.zip"));
        Files.copy(golden.resolve("residual-unet-1.zip"), folder.resolve("to import.zip"));
    }

    private static Map<String, String> options(ParameterTable table) {
        String options = OPTIONS.get(table.name());
        if (options == null) throw new AssertionError("Say here what to record of '" + table.name() + "'");
        String files = folder.resolve("files").toString();
        return MacroOptions.parse(options.replace("FILES", files).replace("FOLDER", folder.toString()), name -> null);
    }

    @ParameterizedTest
    @MethodSource("menu")
    void theLineHasEveryKey(ParameterTable table) throws IOException {
        String line = calls.line(table.name());
        Map<String, String> texts = new TreeMap<>(table.print(table.parse(options(table))));
        String options = line.substring(line.indexOf(", \"") + 3, line.length() - 3);
        assertEquals(texts, new TreeMap<>(MacroOptions.parse(options, name -> null)));
    }

    @ParameterizedTest
    @MethodSource("menu")
    void theReplayGivesTheSameImagesAndMeasurements(ParameterTable table) throws IOException {
        assertSame(
                folder.resolve("recorded").resolve(table.name()),
                folder.resolve("replayed").resolve(table.name()));
    }

    @ParameterizedTest
    @MethodSource("menu")
    void theReplaySaysTheSame(ParameterTable table) throws IOException {
        String log = calls.recordedLog(table.name());
        assertEquals(untimed(log + "END null\n"), untimed(calls.replayedLog(table.name())), calls.errors());
    }

    private static String untimed(String text) {
        return text.replaceAll("[0-9.]+ (s|seconds|min|minutes)\\b", "TIME");
    }

    @Test
    void theReplayWritesTheSameFiles() throws IOException {
        assertSame(folder.resolve("recorded/files"), folder.resolve("files"));
        Path imported = folder.resolve("recorded/Sample.zip");
        assertArrayEquals(Files.readAllBytes(imported), Files.readAllBytes(folder.resolve("models/Sample.zip")));
    }

    private static List<String> files(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> top.relativize(file).toString())
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static void assertSame(Path recorded, Path replayed) throws IOException {
        List<String> names = files(recorded);
        assertEquals(names, files(replayed));
        for (String name : names) {
            Path first = recorded.resolve(name);
            Path second = replayed.resolve(name);
            if (name.endsWith(".tif") || name.endsWith(".png")) assertSamePixels(first, second);
            else if (name.endsWith(".zip")) assertSamePackage(first, second);
            else assertEquals(withoutSeconds(first), withoutSeconds(second), name);
        }
    }

    /** A table; that of a folder tells how long each image took. */
    private static String withoutSeconds(Path table) throws IOException {
        String text = Files.readString(table);
        return table.endsWith("denoised.csv") ? text.replaceAll(",[0-9]+[.][0-9]+,", ",,") : text;
    }

    private static void assertSamePixels(Path first, Path second) {
        Planes one = Planes.of(IJ.openImage(first.toString()));
        Planes other = Planes.of(IJ.openImage(second.toString()));
        assertEquals(one.count(), other.count());
        assertTrue(one.count() > 0);
        for (int plane = 0; plane < one.count(); plane++) {
            for (int c = 0; c < one.components(); c++) {
                assertArrayEquals(one.read(plane, c), other.read(plane, c), first.toString());
            }
        }
    }

    private static void assertSamePackage(Path first, Path second) throws IOException {
        try (ZipFile one = new ZipFile(first.toFile());
                ZipFile other = new ZipFile(second.toFile())) {
            List<String> names = one.stream().map(ZipEntry::getName).collect(Collectors.toList());
            assertEquals(names, other.stream().map(ZipEntry::getName).collect(Collectors.toList()));
            assertTrue(names.contains("weights.pt"), names.toString());
            for (String name : names) {
                if (DATED.contains(name)) continue;
                byte[] expected = one.getInputStream(one.getEntry(name)).readAllBytes();
                byte[] actual = other.getInputStream(other.getEntry(name)).readAllBytes();
                assertTrue(Arrays.equals(expected, actual), first + ": " + name);
            }
        }
    }

    @Test
    void withoutADisplayNothingOpensWindows() {
        assertEquals("0 windows\n", calls.replayedLog("windows"));
        assertFalse(calls.errors().contains("Headless"), calls.errors());
    }
}
