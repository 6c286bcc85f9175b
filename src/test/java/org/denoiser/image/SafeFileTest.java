package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"out.tif", "new/folders/out.tif"})
    void aFailureLeavesNothingBehind(String name) throws IOException {
        Path file = folder.resolve(name);
        for (RuntimeException unchecked : new RuntimeException[] {null, new IllegalStateException("stopped")}) {
            Exception e = assertThrows(Exception.class, () -> new SafeFile(file).write(out -> {
                out.write(new byte[300_000]);
                if (unchecked != null) throw unchecked;
                throw new IOException("No space left on device");
            }));
            if (unchecked == null) {
                assertEquals("Cannot write '" + file + "': No space left on device.", e.getMessage());
            }
            assertEquals(List.of(), everything());
        }
    }

    @Test
    void aFailureLeavesTheOldFileAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("out.tif"), "old");
        assertThrows(IOException.class, () -> new SafeFile(file).write(out -> {
            out.write(1);
            throw new IOException("broken pipe");
        }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), everything());
        new SafeFile(file).write(out -> out.write(new byte[] {1, 2, 3}));
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
        assertEquals(List.of(file), everything());
    }

    @Test
    void aLinkStaysALinkToTheNewFile() throws IOException {
        Path real =
                Files.writeString(Files.createDirectory(folder.resolve("disk")).resolve("real.tif"), "old");
        Path link;
        try {
            link = Files.createSymbolicLink(folder.resolve("link.tif"), real);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("This system makes no symbolic links.");
            return;
        }
        new SafeFile(link).write(out -> out.write('x'));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("x", Files.readString(real));
    }

    @Test
    void manyThreadsMayWriteTheSameFile() {
        Path file = folder.resolve("out.tif");
        Stream.iterate(1, i -> i + 1).limit(24).parallel().forEach(i -> {
            try {
                new SafeFile(file).write(out -> out.write(new byte[1000 * i]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertEquals(List.of(file), everything());
    }

    /** A process that may not write more than a few blocks to a file sees the same as one on a full disk. */
    @ParameterizedTest
    @ValueSource(strings = {"out.tif", "out.png", "new/out.tif"})
    void aFullDiskIsOneSentenceAndLeavesNothing(String name) throws Exception {
        Forked.assumeShell();
        Path file = folder.resolve(name);
        Forked.Result result = Forked.run("ulimit -f 40; ", SaveLarge.class, file.toString());
        assertTrue(result.output.startsWith("IOException: Cannot write '" + file + "': "), result.output);
        assertEquals(1, result.output.lines().count(), result.output);
        assertEquals(List.of(), everything());
        assertEquals("saved\n", Forked.run("", SaveLarge.class, file.toString()).output);
        assertTrue(Files.size(file) > 100_000);
    }

    /** Saves an image of random pixels; run in a process of its own. */
    static final class SaveLarge {
        private SaveLarge() {}

        public static void main(String[] arguments) {
            try {
                ImageFiles.save(TestImages.plain(PixelType.GRAY16, Shape.SINGLE, 400, 300), Path.of(arguments[0]));
                System.out.println("saved");
            } catch (IOException e) {
                System.out.println("IOException: " + e.getMessage());
            }
        }
    }

    private List<Path> everything() {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(folder)).collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
