package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
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
    void whatKilledProgramsHaveLeftIsRemoved() throws IOException {
        // no system has processes of such numbers
        Path left = Files.writeString(folder.resolve(".out.tif.999999999-0.part"), "half");
        Path other = Files.writeString(folder.resolve(".a b.tif.888888888-12.part"), "");
        Path locked = Files.writeString(folder.resolve(".out.tif.999999999-1.part"), "another computer's");
        long own = ProcessHandle.current().pid();
        List<Path> stay = List.of(
                locked,
                Files.writeString(folder.resolve(".out.tif." + own + "-7.part"), "another thread's"),
                Files.writeString(folder.resolve(".out.tif.part"), "somebody's"),
                Files.writeString(folder.resolve("notes.999999999-0.part"), "somebody's"));
        try (FileChannel channel = FileChannel.open(locked, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertTrue(lock.isValid());
            new SafeFile(folder.resolve("out.tif")).write(out -> out.write(1));
        }
        assertTrue(Files.notExists(left) && Files.notExists(other));
        assertTrue(stay.stream().allMatch(Files::exists));
    }

    @Test
    void savingCanBeStoppedInTheMiddle() {
        ImagePlus large = new ImagePlus("large", new ByteProcessor(3000, 3000));
        List<Long> heard = new ArrayList<>();
        for (String name : List.of("out.tif", "new/out.tif")) {
            assertThrows(
                    CancellationException.class,
                    () -> ImageFiles.save(large, folder.resolve(name), (done, total) -> {
                        heard.add(done);
                        assertEquals(9_000_000, total);
                        if (done > total / 2) throw new CancellationException();
                    }));
            assertTrue(heard.size() > 2 && heard.get(heard.size() - 1) < 6_000_000, heard.toString());
            assertEquals(List.of(), everything());
            heard.clear();
        }
    }

    @Test
    void largeContentIsStoredInPiecesAndStaysWhole() throws IOException {
        Path file = folder.resolve("out.bin");
        byte[] bytes = new byte[70_000_003];
        new Random(1).nextBytes(bytes);
        new SafeFile(file).write(out -> {
            out.write(bytes);
            out.write(7);
        });
        byte[] stored = Files.readAllBytes(file);
        assertEquals(bytes.length + 1, stored.length);
        assertEquals(7, stored[bytes.length]);
        assertEquals(bytes.length, Arrays.mismatch(bytes, stored));
        Files.delete(file);
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
