package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.FloatProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.Planes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

class FolderCommandTest {
    private static final String MODEL =
            Paths.get("src/test/resources/golden/unet-1.zip").toAbsolutePath().toString();

    private static Context context;

    @TempDir
    Path folder;

    private Path input;
    private Path output;

    @BeforeAll
    static void open() {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void close() {
        context.dispose();
    }

    @BeforeEach
    void makeImages() throws IOException {
        input = Files.createDirectories(folder.resolve("in"));
        output = folder.resolve("out");
        save("8-bit ramp", 1, "a.tif");
        save("16-bit ramp", 3, "b/stack of 3.tif");
        save("RGB ramp", 1, "b/c/colour.png");
        save("32-bit ramp", 1, "z10.tif");
        save("8-bit ramp", 1, "same.png");
        save("16-bit ramp", 1, "same.tif");
    }

    private void save(String type, int planes, String name) throws IOException {
        ImageFiles.save(IJ.createImage("image", type, 40, 24, planes), input.resolve(name));
    }

    private String run(Progress progress, Object... pairs) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("input", input.toString());
        inputs.put("output", output.toString());
        inputs.put("model", MODEL);
        inputs.put("device", "cpu");
        inputs.put("precision", "float32");
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return (String) new CommandRunner(context)
                .run(FolderCommand.class, inputs, progress)
                .get("report");
    }

    private String run(Object... pairs) {
        return run(Progress.NONE, pairs);
    }

    /** Every file below the output folder but the table, with its content. */
    private Map<String, List<Byte>> results() throws IOException {
        Map<String, List<Byte>> results = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                String name = output.relativize(file).toString().replace('\\', '/');
                if (name.equals(FolderRecord.FILE)) continue;
                byte[] bytes = Files.readAllBytes(file);
                results.put(name, new java.util.ArrayList<>());
                for (byte b : bytes) results.get(name).add(b);
            }
        }
        return results;
    }

    private List<List<String>> table() throws IOException {
        return TableFile.read(output.resolve(FolderRecord.FILE));
    }

    @Test
    void resultsMirrorTheFolderAndAreWhatDenoiseGives() throws IOException {
        assertTrue(run().startsWith("6 denoised with "), "all");
        assertEquals(
                List.of("a.tif", "b/c/colour.tif", "b/stack of 3.tif", "same.png.tif", "same.tif.tif", "z10.tif"),
                List.copyOf(results().keySet()));
        Map<String, Object> inputs = new HashMap<>();
        ImagePlus stack = ImageFiles.open(input.resolve("b/stack of 3.tif"));
        inputs.put("image", stack);
        inputs.put("model", MODEL);
        inputs.put("device", "cpu");
        inputs.put("precision", "float32");
        ImagePlus expected = (ImagePlus) new CommandRunner(context)
                .run(DenoiseCommand.class, inputs, Progress.NONE)
                .get("result");
        ImagePlus found = ImageFiles.open(output.resolve("b/stack of 3.tif"));
        assertEquals(16, found.getBitDepth());
        for (int plane = 0; plane < 3; plane++) {
            assertArrayEquals(
                    Planes.of(expected).read(plane, 0), Planes.of(found).read(plane, 0));
        }
        assertEquals(24, ImageFiles.open(output.resolve("b/c/colour.tif")).getBitDepth());
    }

    @Test
    void theTableHasARowForEachFile() throws IOException {
        run();
        List<List<String>> rows = table();
        assertEquals(7, rows.size());
        for (List<String> row : rows.subList(1, 7)) {
            assertEquals("done", row.get(2));
            assertEquals(List.of("40", "24", row.get(0).contains("3") ? "3" : "1"), row.subList(4, 7));
            assertTrue(Double.parseDouble(row.get(7)) >= 0);
            assertEquals(Files.size(input.resolve(row.get(0))), Long.parseLong(row.get(8)));
            assertTrue(row.get(10).startsWith("model="), row.get(10));
        }
    }

    @Test
    void whatIsFinishedAndUnchangedIsNotDoneAgain() throws IOException {
        run();
        Map<String, List<Byte>> first = results();
        assertTrue(run().startsWith("0 denoised"), "nothing is left");
        Files.setLastModifiedTime(input.resolve("a.tif"), FileTime.fromMillis(1_000_000));
        assertTrue(run().startsWith("1 denoised"), "a changed file");
        Files.delete(output.resolve("z10.tif"));
        assertTrue(run().startsWith("1 denoised"), "a lost result");
        assertTrue(run("type", "float").startsWith("6 denoised"), "another type");
        assertTrue(run("tile", 64).startsWith("6 denoised"), "another tile and type");
        assertTrue(run("tile", 64, "ensemble", "4").startsWith("6 denoised"), "an ensemble");
        assertTrue(run("tile", 64, "again", true).startsWith("6 denoised"), "again");
        assertEquals(7, table().size());
        assertEquals(first.keySet(), results().keySet());
    }

    @Test
    void theReportTellsOfTheNoiseOfTheFirstImage() throws IOException {
        Random random = new Random(4);
        FloatProcessor noise = new FloatProcessor(160, 140);
        for (int i = 0; i < noise.getPixelCount(); i++) noise.setf(i, (float) (500 + 100 * random.nextGaussian()));
        noise.blurGaussian(1);
        for (String name : List.of("a 1.tif", "a 2.tif")) {
            ImageFiles.save(new ImagePlus("noise", noise.convertToShortProcessor(false)), input.resolve(name));
        }
        String general = Paths.get("models/General.zip").toAbsolutePath().toString();
        String seen = "Noise seen in a 1.tif: correlated noise";
        String report = run("model", general, "files", "a ?.tif", "range", "0-1000");
        assertTrue(report.contains("\n" + seen) && report.contains("\nIt is correlated from pixel to pixel"), report);
        assertEquals(1, report.split("Noise seen").length - 1, report);
        String later = run("model", general, "files", "a ?.tif", "range", "0-1000");
        assertTrue(later.startsWith("0 denoised") && !later.contains("Noise seen"), later);
    }

    @ParameterizedTest
    @CsvSource({"truncated.tif", "empty.png", "text.jpg"})
    void oneBadFileDoesNotStopTheRest(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(input.resolve("a.tif"));
        int length = name.startsWith("empty") ? 0 : name.startsWith("text") ? 3 : bytes.length / 2;
        Files.write(input.resolve(name), java.util.Arrays.copyOf(bytes, length));
        String report = run();
        assertTrue(report.startsWith("6 denoised"), report);
        assertTrue(report.contains("1 failed") && report.contains("Failed: " + name), report);
        List<String> row = table().stream()
                .filter(cells -> cells.get(0).equals(name))
                .findFirst()
                .orElseThrow();
        assertEquals("failed", row.get(2));
        assertFalse(row.get(3).isEmpty());
        assertFalse(results().containsKey(name));
        assertTrue(run().contains("0 denoised"), "the bad one is tried again and nothing else");
    }

    @Test
    void aRunThatWasStoppedGoesOnWhereItEnded() throws IOException {
        run();
        Map<String, List<Byte>> whole = results();
        for (int stopAt = 1; stopAt < 9; stopAt += 2) {
            output = folder.resolve("stopped " + stopAt);
            StopAfter stop = new StopAfter(stopAt);
            assertThrows(CancellationException.class, () -> run(stop));
            assertTrue(results().size() < 6, "stopped in the middle");
            // as a process that is killed while it writes leaves it
            Files.write(
                    output.resolve(FolderRecord.FILE),
                    new byte[] {'"', 'b', '/', (byte) 0xc3},
                    StandardOpenOption.APPEND);
            int done = results().size();
            assertTrue(run().startsWith(6 - done + " denoised"), done + " were done");
            assertEquals(whole, results());
        }
    }

    @Test
    void noTwoImagesHaveOneResult() throws IOException {
        save("8-bit ramp", 1, "same.png.tif");
        assertTrue(run().startsWith("7 denoised"));
        assertTrue(results().keySet().containsAll(List.of("same.png.tif", "same.tif.tif", "same.png.tif.tif")));
        assertEquals(7, results().size());
    }

    @Test
    void patternsChooseFiles() throws IOException {
        assertTrue(run("files", "*.PNG").startsWith("2 denoised"));
        assertTrue(run("files", "z*;b/*/*").startsWith("1 denoised"), "one of two is done");
        assertTrue(run("recursive", false, "again", true).startsWith("4 denoised"));
    }

    @Test
    void resultsWithinTheFolderAreNotDenoisedAgain() {
        output = input.resolve("results");
        assertTrue(run().startsWith("6 denoised"));
        assertTrue(run().startsWith("0 denoised"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "files   | *.gif     | no image file",
                "files   | [         | is no pattern",
                "input   | nowhere   | there is no such folder",
                "output  | IN        | a folder other than",
                "model   | NoSuch    | model=NoSuch",
                "overlap | wide      | overlap=wide"
            })
    void aWrongValueIsRefusedBeforeAnythingIsWritten(String key, String value, String sentence) {
        String given = value.equals("IN") ? input.toString() : value;
        Exception failure = assertThrows(RuntimeException.class, () -> run(key, given));
        assertTrue(failure.getMessage().contains(sentence), failure.getMessage());
        assertFalse(Files.exists(output.resolve(FolderRecord.FILE)));
    }

    @Test
    void anotherTableOfThatNameIsLeftAlone() throws IOException {
        Files.createDirectories(output);
        Path other = Files.writeString(output.resolve(FolderRecord.FILE), "a,b\n1,2\n");
        assertThrows(UncheckedIOException.class, () -> run());
        assertEquals("a,b\n1,2\n", Files.readString(other));
    }

    /** Cancels at the given call of its progress that is within a file. */
    private static final class StopAfter implements Progress {
        private int left;

        StopAfter(int calls) {
            left = calls;
        }

        @Override
        public void status(String text) {}

        @Override
        public void progress(long done, long total) {
            left--;
        }

        @Override
        public boolean isCancelled() {
            return left <= 0;
        }
    }
}
