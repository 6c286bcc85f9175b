package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged package is refused with one sentence, or the damage lies where nothing is read: never is it another model. */
class DamagedPackageTest {
    private static final byte[] GOOD = SampleModels.bytes(SampleModels.tiny());

    @TempDir
    Path folder;

    @Test
    void everyTruncationIsRefused() throws IOException {
        Path file = folder.resolve("cut.zip");
        for (int length = 0; length < GOOD.length; length += length < 200 || length > GOOD.length - 800 ? 1 : 37) {
            Files.write(file, Arrays.copyOf(GOOD, length));
            String message = refusal(file);
            assertTrue(message.contains("is not a model package: "), message);
        }
    }

    @Test
    void flippedBitsAreNoticedOrLeaveTheModelAsItIs() throws IOException {
        Path file = folder.resolve("flipped.zip");
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = GOOD.clone();
            damaged[random.nextInt(GOOD.length)] ^= (byte) (1 << random.nextInt(8));
            refusedOrTheSame(file, damaged);
        }
    }

    /** The list of files at the end says where all else is, so each of its bytes has a bit flipped. */
    @Test
    void aFlippedBitInEachByteOfTheListOfFiles() throws IOException {
        Path file = folder.resolve("list.zip");
        Random random = new Random(15);
        int list = GOOD.length - 22 - 7 * 46 - 80;
        for (int position = list; position < GOOD.length; position++) {
            byte[] damaged = GOOD.clone();
            damaged[position] ^= (byte) (1 << random.nextInt(8));
            refusedOrTheSame(file, damaged);
        }
    }

    @Test
    void overwrittenStretchesAreNoticed() throws IOException {
        Path file = folder.resolve("stretch.zip");
        Random random = new Random(12);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = GOOD.clone();
            byte[] noise = new byte[1 + random.nextInt(200)];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, damaged, random.nextInt(GOOD.length - noise.length), noise.length);
            refusedOrTheSame(file, damaged);
        }
    }

    /** Without the checksums of the zip, what is read must stand on its own. */
    @Test
    void damagedDescriptionsAreRefusedOrRead() throws IOException {
        Path file = folder.resolve("description.zip");
        Random random = new Random(13);
        for (int round = 0; round < 250; round++) {
            ZipEditor editor = new ZipEditor(GOOD);
            byte[] description = editor.get("rdf.yaml");
            for (int change = 0; change <= round % 3; change++) {
                description[random.nextInt(description.length)] =
                        (byte) (round % 2 == 0 ? random.nextInt(256) : ' ' + random.nextInt(95));
            }
            editor.put("rdf.yaml", description).write(file);
            refusedOrRead(file);
        }
    }

    /** Nor do digests help against one who writes them anew. */
    @ParameterizedTest
    @ValueSource(strings = {"weights.pt", "test_input.npy", "test_output.npy", "training.json"})
    void damagedFilesWithFittingDigestsAreRefusedOrRead(String name) throws IOException {
        Path file = folder.resolve("file.zip");
        Random random = new Random(14);
        for (int round = 0; round < 150; round++) {
            ZipEditor editor = new ZipEditor(GOOD);
            byte[] content = editor.get(name).clone();
            int position =
                    round % 2 == 0 ? random.nextInt(content.length) : random.nextInt(Math.min(900, content.length));
            content[position] ^= (byte) (1 + random.nextInt(255));
            editor.replace(name, content).write(file);
            refusedOrRead(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.pt", "test_input.npy", "test_output.npy", "training.json"})
    void everyFileIsNeededAndHasItsDigest(String name) throws IOException {
        Path file = folder.resolve("lacks.zip");
        new ZipEditor(GOOD).remove(name).write(file);
        assertTrue(refusal(file).endsWith("it holds no " + name));
        ZipEditor other = new ZipEditor(GOOD);
        byte[] content = other.get(name).clone();
        content[content.length - 1] ^= 1;
        other.put(name, content).write(file);
        assertTrue(refusal(file).contains("its " + name + " is not the one that its rdf.yaml describes"));
    }

    private void refusedOrTheSame(Path file, byte[] damaged) throws IOException {
        Files.write(file, damaged);
        ModelPackage read;
        try {
            read = ModelPackageReader.read(file);
        } catch (IOException e) {
            assertNames(file, e);
            return;
        }
        assertArrayEquals(GOOD, SampleModels.bytes(read));
    }

    private static void refusedOrRead(Path file) {
        try {
            assertFalse(ModelPackageReader.read(file).name().isEmpty());
        } catch (IOException e) {
            assertNames(file, e);
        }
    }

    private static String refusal(Path file) {
        IOException e = assertThrows(IOException.class, () -> ModelPackageReader.read(file));
        assertNames(file, e);
        return e.getMessage();
    }

    private static void assertNames(Path file, IOException e) {
        assertTrue(e.getMessage().startsWith("'" + file + "' "), e.getMessage());
        assertFalse(e.getMessage().contains("\n") || e.getMessage().endsWith("null"), e.getMessage());
    }
}
