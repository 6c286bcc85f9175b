package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Without ImageJ's main window its dialogs and its log go to the standard output; so what these tests find there is what a user would
 * have seen as a window.
 */
class BadFilesTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private PrintStream out;

    @BeforeEach
    void listen() {
        out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void nothingWasShown() {
        System.setOut(out);
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void wholeFilesOpenAndTruncatedOnesAreRefusedAtEveryLength() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (Map.Entry<String, Path> sample : Samples.write(folder).entrySet()) {
            byte[] content = Files.readAllBytes(sample.getValue());
            List<float[]> whole = pixels(ImageFiles.open(sample.getValue()));
            Path file = copy.resolve(sample.getKey());
            int step = Math.max(1, content.length / 150);
            for (int length = content.length - 1; length >= 0; length -= length > content.length - 40 ? 1 : step) {
                Files.write(file, Arrays.copyOf(content, length));
                assertRefusedOrTheSame(file, whole, sample.getKey() + " cut to " + length + " of " + content.length);
            }
        }
    }

    /** A file may miss what pixels do not need, such as the end mark of a PNG. */
    private static void assertRefusedOrTheSame(Path file, List<float[]> whole, String what) {
        try {
            List<float[]> found = pixels(ImageFiles.open(file));
            assertEquals(whole.size(), found.size(), what);
            for (int i = 0; i < whole.size(); i++) assertArrayEquals(whole.get(i), found.get(i), what);
        } catch (IOException e) {
            assertSentence(e, file);
        }
    }

    @Test
    void changedBytesGiveAnImageOrASentence() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Random random = new Random(8);
        for (Map.Entry<String, Path> sample : Samples.write(folder).entrySet()) {
            byte[] content = Files.readAllBytes(sample.getValue());
            Path file = copy.resolve(sample.getKey());
            for (int round = 0; round < 60; round++) {
                byte[] changed = content.clone();
                for (int i = 0; i <= round % 4; i++) {
                    // mostly in the header, where the counts and offsets are
                    int at = random.nextInt(round % 3 == 0 ? changed.length : Math.min(changed.length, 300));
                    changed[at] = (byte) (round % 2 == 0 ? random.nextInt() : 0xff);
                }
                Files.write(file, changed);
                try {
                    pixels(ImageFiles.open(file));
                } catch (IOException e) {
                    assertSentence(e, file);
                }
            }
        }
    }

    private static void assertSentence(IOException e, Path file) {
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(file.toString()), message);
        assertTrue(message.endsWith(".") && message.indexOf('\n') < 0, message);
    }

    private static List<float[]> pixels(ImagePlus image) {
        Planes planes = Planes.of(image);
        List<float[]> pixels = new ArrayList<>();
        for (int plane = 0; plane < planes.count(); plane++) {
            for (int c = 0; c < planes.components(); c++) pixels.add(planes.read(plane, c));
        }
        return pixels;
    }
}
