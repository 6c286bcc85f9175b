package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisionRecordTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("new").resolve(PrecisionRecord.FILE);
    }

    @Test
    void choicesAreFoundAgainByAnotherProcess() throws IOException {
        PrecisionRecord record = new PrecisionRecord(file());
        assertNull(record.find("a"));
        record.add("a", Precision.BFLOAT16, 1, 0.25, 0.003);
        record.add("b", Precision.FLOAT32, 1, 2, 0.001);
        record.add("a", Precision.FLOAT32, 1, 2, 0.001);
        PrecisionRecord later = new PrecisionRecord(file());
        assertEquals(Precision.FLOAT32, later.find("a"));
        assertEquals(Precision.FLOAT32, later.find("b"));
        assertNull(later.find("c"));
        assertEquals(2, Files.readAllLines(file()).size(), "one line for each");
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertEquals(List.of(file()), files.collect(Collectors.toList()), "nothing else is left");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "garbage",
                "auto\t1\t1\t0\tsubject",
                "bfloat16",
                "bfloat16\t1\t1\t0",
                "\u0000\u00ff\t\t\t\t"
            })
    void fileThatMakesNoSenseIsIgnoredAndWrittenAnew(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), text.getBytes(StandardCharsets.ISO_8859_1));
        PrecisionRecord record = new PrecisionRecord(file());
        assertNull(record.find("subject"));
        record.add("subject", Precision.BFLOAT16, 1, 0.2, 0.001);
        assertEquals(List.of("bfloat16\t1.000000\t0.200000\t0.001000\tsubject"), Files.readAllLines(file()));
    }

    @Test
    void goodLinesOutliveBadOnes() throws IOException {
        PrecisionRecord record = new PrecisionRecord(file());
        record.add("a", Precision.BFLOAT16, 1, 0.2, 0.001);
        Files.writeString(file(), "garbage\n" + Files.readString(file()) + "more");
        assertEquals(Precision.BFLOAT16, record.find("a"));
        record.add("b", Precision.FLOAT32, 1, 1, 0);
        assertEquals(2, Files.readAllLines(file()).size());
    }

    @Test
    void fileStaysSmall() throws IOException {
        PrecisionRecord record = new PrecisionRecord(file());
        for (int i = 0; i < 250; i++) record.add("subject " + i, Precision.FLOAT32, 1, 1, 0);
        assertEquals(200, Files.readAllLines(file()).size());
        assertEquals(Precision.FLOAT32, record.find("subject 249"));
        assertNull(record.find("subject 0"));
    }

    @Test
    void placeThatCannotBeWrittenDoesNoHarm() throws IOException {
        Path blocked = Files.createFile(folder.resolve("file"));
        PrecisionRecord record = new PrecisionRecord(blocked.resolve(PrecisionRecord.FILE));
        record.add("a", Precision.FLOAT32, 1, 1, 0);
        assertNull(record.find("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.2, 0.001, BFLOAT16",
        "1, 0.79, 0.005, BFLOAT16",
        "1, 0.81, 0.001, FLOAT32",
        "1, 3, 0, FLOAT32",
        "1, 0.2, 0.00501, FLOAT32",
        "1, 0.2, NaN, FLOAT32",
        "1, 0.2, Infinity, FLOAT32",
    })
    void fasterOneIsTakenIfItGivesTheSameImage(double exact, double rounded, double difference, Precision expected) {
        assertEquals(expected, FasterPrecision.choose(exact, rounded, difference));
    }

    @Test
    void differenceIsTheLargestOneInPartsOfTheRange() {
        float[] exact = {1, 3, 2};
        assertEquals(0, FasterPrecision.difference(exact, exact));
        assertEquals(0.25, FasterPrecision.difference(exact, new float[] {1.1f, 2.5f, 2}), 1e-6);
        assertEquals(Double.NaN, FasterPrecision.difference(exact, new float[] {1, Float.NaN, 2}));
        assertEquals(Double.POSITIVE_INFINITY, FasterPrecision.difference(new float[2], new float[] {1, 1}));
    }
}
