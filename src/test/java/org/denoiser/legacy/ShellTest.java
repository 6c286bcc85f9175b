package org.denoiser.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.command.Commands;
import org.denoiser.command.Key;
import org.denoiser.command.ParameterTable;
import org.denoiser.image.ImageFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path image;

    @BeforeEach
    void writeImage() throws IOException {
        image = folder.resolve("a b.tif");
        ByteProcessor pixels = new ByteProcessor(24, 16);
        for (int i = 0; i < pixels.getPixelCount(); i++) pixels.set(i, 100);
        ImageFiles.save(new ImagePlus("a b", pixels), image);
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        return new Shell(stream(out), stream(err)).run(words);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theHelpNamesEveryCommandAndEveryKey() {
        assertEquals(0, run("help"));
        String overview = out();
        for (ParameterTable table : Commands.all()) {
            assertTrue(overview.contains("\n  " + table.name() + " "), overview);
            assertEquals(0, run("help", table.name()));
            for (Key key : table.keys()) {
                Pattern line = Pattern.compile("\n  " + key.name() + " +\\S+");
                assertTrue(line.matcher(out()).find(), key.name() + " in\n" + out());
            }
            assertTrue(out().lines().allMatch(line -> line.length() <= 100), out());
        }
        assertEquals("", err());
    }

    @Test
    void theHelpIsFoundWhereverItIsSoughtAndIsAligned() {
        run("help", "noise");
        String help = out();
        run("noise", "--help");
        assertEquals(help, out());
        List<String> lines = help.lines().collect(Collectors.toList());
        int head = lines.indexOf("") + 1;
        int column = lines.get(head).indexOf("Allowed");
        for (String line : lines.subList(head, lines.size())) {
            assertTrue(line.length() <= column || line.charAt(column - 1) == ' ', line);
        }
        assertTrue(help.matches("(?s).*\n  seed +1 +at least 0 +The same seed gives the same noise.\n.*"), help);
    }

    @Test
    void noiseIsWrittenAndIsTheSameForTheSameSeed() throws IOException {
        Path first = folder.resolve("new folder/1.tif");
        Path second = folder.resolve("2.tif");
        assertEquals(0, run("noise", "input=" + image, "output=" + first, "level=10", "seed=3"), this::err);
        assertEquals("Wrote " + first + "\n", out());
        assertEquals("", err());
        run("noise", "input=" + image, "output=" + second, "level=10", "seed=3");
        byte[] pixels = (byte[]) ImageFiles.open(first).getProcessor().getPixels();
        assertArrayEquals(
                pixels, (byte[]) ImageFiles.open(second).getProcessor().getPixels());
    }

    @Test
    void measuresArePrintedAsAnAlignedTable() {
        run("noise", "input=" + image, "output=" + folder.resolve("n.tif"), "type=float");
        assertEquals(0, run("evaluate", "input=" + folder.resolve("n.tif"), "target=" + image));
        List<String> lines = out().lines().collect(Collectors.toList());
        assertTrue(lines.get(0).matches("Image +Slice +MSE +PSNR +SSIM"), out());
        assertTrue(lines.get(1).matches("n.tif +1 +[0-9.]+ +[0-9.]+ +-?[0-9.]+"), out());
        assertTrue(lines.get(2).matches("mean +[0-9.]+ +[0-9.]+ +-?[0-9.]+"), out());
        assertEquals(lines.get(1).length(), lines.get(2).length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | nosie                        | Unknown command 'nosie': did you mean 'noise'? Commands: ",
                "2 | help nosie                   | Unknown command 'nosie': did you mean 'noise'? Commands: ",
                "2 | noise levle=3                | Unknown key 'levle' of 'noise': did you mean 'level'? Keys: ",
                "2 | noise level=x                | level=x: a number of at least 0 is needed",
                "2 | noise level=1 level=2        | level: the key is given twice",
                "2 | noise a.tif                  | 'a.tif' is no key=value; 'help noise' lists the keys.",
                "2 | noise level                  | 'level' is no key=value; 'help noise' lists the keys.",
                "2 | noise output=x.tif           | input: input=FILE is needed, as a shell has no open images",
                "2 | noise input=x.tif            | output: output=FILE is needed, as a shell has no open images",
                "1 | evaluate input=x.tif         | input=x.tif: there is no such file",
                "1 | noise input=x.tif output=y.tif | input=x.tif: there is no such file",
                "1 | noise input=x.tif output=y.xyz | Cannot write 'y.xyz': the file name must end with",
                "1 | noise input=IMAGE output=IMAGE/y.tif | Cannot write 'IMAGE/y.tif': ",
                "1 | noise input=IMAGE output=FOLDER/y.tif noise=salt-and-pepper level=101 | level=101 is not allowed for",
                "1 | evaluate input=IMAGE target=FOLDER | input: a folder is needed, since target=FOLDER is one",
                "1 | evaluate input=IMAGE target=IMAGE range=-1 | range=-1: auto or a number above 0 is needed"
            })
    void aFailureIsOneSentenceAndAStatus(int status, String words, String sentence) throws IOException {
        String[] filled = Stream.of(words.split(" "))
                .map(word -> word.replace("IMAGE", image.toString()).replace("FOLDER", folder.toString()))
                .toArray(String[]::new);
        assertEquals(status, run(filled), this::err);
        assertEquals("", out());
        String expected = sentence.replace("IMAGE", image.toString()).replace("FOLDER", folder.toString());
        assertTrue(err().startsWith(expected), err());
        assertEquals(1, err().lines().count(), err());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(image), files.collect(Collectors.toList()));
        }
    }

    @Test
    void flagsMayStandAlone() {
        assertEquals(0, run("evaluate", "input=" + image, "target=" + image, "fit"), this::err);
        assertEquals(0, run("evaluate", "input=" + image, "target=" + image, "fit=false"), this::err);
    }

    @Test
    void progressIsQuietAtFirstAndThenSaysTheTimeLeft() {
        long[] now = {0};
        ShellProgress terminal = new ShellProgress(stream(err), true, () -> now[0]);
        terminal.start("train");
        now[0] = 1_900_000_000L;
        terminal.progress(1, 100);
        assertEquals("", err());
        terminal.status("epoch 3");
        now[0] = 4_000_000_000L;
        terminal.progress(4, 100);
        assertEquals("\rtrain: epoch 3, 4 %, 1:36 min left", err());
        now[0] = 4_100_000_000L;
        terminal.progress(5, 100);
        assertEquals("\rtrain: epoch 3, 4 %, 1:36 min left", err());
        now[0] = 4_500_000_000L;
        terminal.progress(90, 100);
        assertTrue(err().endsWith("\rtrain: epoch 3, 90 %, 1 s left    "), err());
        terminal.end();
        assertTrue(err().endsWith("\r"), err());
    }

    @Test
    void progressIntoAFileIsWholeLines() {
        long[] now = {0};
        ShellProgress file = new ShellProgress(stream(err), false, () -> now[0]);
        file.start("train");
        for (int second = 1; second <= 25; second++) {
            now[0] = second * 1_000_000_000L;
            file.progress(second, 7200);
        }
        file.end();
        assertEquals(
                "train, 0 %, 1:59 h left\ntrain, 0 %, 1:59 h left\ntrain, 0 %, 1:59 h left\n",
                err().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void aCancelledCommandLeavesNothing() throws IOException {
        Shell shell = new Shell(stream(out), stream(err));
        shell.cancel();
        assertEquals(Shell.FAILED, shell.run("noise", "input=" + image, "output=" + folder.resolve("n.tif")));
        assertEquals("Cancelled." + System.lineSeparator(), err());
        assertFalse(Files.exists(folder.resolve("n.tif")));
    }

    @Test
    void anUnpackagedPluginHasNoVersion() {
        assertEquals(0, run("--version"));
        assertTrue(out().startsWith("Denoiser "), out());
        assertTrue(IJ.getVersion().startsWith("1."), IJ.getVersion());
    }
}
