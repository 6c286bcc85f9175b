package org.denoiser.image;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.denoiser.image.TestImages.Shape;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of files of many images share: a folder, and ways to fill and to read it. */
abstract class DataSetFiles {
    @TempDir
    Path folder;

    final Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    final byte[] picture(String name, PixelType type, int width, int height) throws IOException {
        Path file = folder.resolve(name);
        ImageFiles.save(TestImages.plain(type, Shape.SINGLE, width, height), file);
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        return content;
    }

    static void assertSays(String words, Executable call) {
        Exception e = assertThrows(IOException.class, call);
        assertTrue(e.getMessage().contains(words) && e.getMessage().endsWith("."), e.getMessage());
    }
}
