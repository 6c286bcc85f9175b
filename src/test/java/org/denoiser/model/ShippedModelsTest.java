package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.denoiser.torchscript.TensorType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is passed on with the program. */
class ShippedModelsTest {
    static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("models"))) {
            return files.sorted().collect(Collectors.toList());
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void theyAreSmallAndSayWhoseTheyAre(Path file) throws IOException {
        ModelPackage model = ModelPackageReader.read(file);
        assertEquals(file.getFileName().toString(), model.name() + ".zip");
        assertEquals(TensorType.FLOAT16, model.storedAs());
        assertEquals("CC-BY-SA-4.0", model.licence());
        assertFalse(model.credits().isEmpty());
        assertTrue(Files.readString(Path.of("NOTICE")).contains("models/" + model.name() + ".zip "), "NOTICE names it");
        assertTrue(Files.exists(Path.of("recipes", model.name() + ".ijm")), "there is a recipe");
    }

    /** Paths of the computer that trained them tell nobody anything but how that computer is laid out. */
    @ParameterizedTest
    @MethodSource("models")
    void theyHoldNoPathsOfTheComputerThatTrainedThem(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String name : List.of("rdf.yaml", "README.md", "training.json")) {
                String text = new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
                assertFalse(text.matches("(?s).*[\\s='\";|](/[a-z]|[A-Z]:\\\\).*"), name + " holds an absolute path");
            }
        }
    }
}
