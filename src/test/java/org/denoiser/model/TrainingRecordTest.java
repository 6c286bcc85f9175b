package org.denoiser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRecordTest {
    private static final String WHOLE = "{\"options\":{},\"data\":{},\"software\":{},\"seed\":1,\"ending\":\"done\","
            + "\"best_epoch\":0,\"seconds\":0,\"epochs\":[]}";

    @Test
    void whatIsWrittenIsRead() throws IOException {
        TrainingRecord record = SampleModels.record();
        TrainingRecord read = TrainingRecord.parse(record.toJson());
        assertEquals(record, read);
        assertEquals(record.toJson(), read.toJson());
        assertEquals(
                List.of("epochs", "input", "target"), List.copyOf(read.options().keySet()));
        assertEquals("C:\\images\\\"mine\"", read.options().get("input"));
        assertEquals(record.data(), read.data());
        assertEquals(record.software(), read.software());
        assertEquals(Long.MIN_VALUE, read.seed());
        assertEquals(record.epochs(), read.epochs());
        assertEquals(1.0 / 3, read.epochs().get(1).rate());
        assertEquals(1, read.bestEpoch());
        assertEquals(read.epochs().get(0), read.best().orElseThrow());
        assertEquals("the last epoch was done", read.ending());
        assertEquals(25.5, read.seconds());
    }

    @Test
    void figuresThatAreNotFiniteAreNotKnown() throws IOException {
        TrainingRecord.Builder builder = TrainingRecord.builder().ending("diverged");
        for (double figure : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            builder.epoch(EpochRow.of(builder.build().epochs().size() + 1, 0, figure, figure, figure, figure, figure));
        }
        for (EpochRow row : TrainingRecord.parse(builder.build().toJson()).epochs()) {
            assertTrue(Double.isNaN(row.trainingLoss()) && Double.isNaN(row.validationPsnr()), row::toString);
        }
    }

    @Test
    void allFiguresOfAnEpochComeBack() throws IOException {
        EpochRow full = EpochRow.of(1, 10, 0.5, Figures.of(0.4, 0.01, 20, 0.75, 0.875), 1e-3, 2);
        EpochRow grey = EpochRow.of(2, 20, 0.5, Figures.of(0.4, 0.01, 20, 0.75, Double.NaN), 1e-3, 3);
        EpochRow blind =
                EpochRow.of(3, 30, 0.5, Figures.of(0.4, Double.NaN, Double.NaN, Double.NaN, Double.NaN), 1e-3, 4);
        TrainingRecord record = TrainingRecord.builder()
                .ending("done")
                .epoch(full)
                .epoch(grey)
                .epoch(blind)
                .build();
        String json = record.toJson();
        assertEquals(List.of(full, grey, blind), TrainingRecord.parse(json).epochs());
        assertFalse(json.contains("NaN"), json);
        assertEquals(1, json.split("validation_accuracy", -1).length - 1, "absent where it is not known");
        assertEquals(2, json.split("validation_ssim", -1).length - 1, "absent where it is not known");
    }

    @Test
    void theMachineIsOnRecord() {
        TrainingRecord record =
                TrainingRecord.builder().thisMachine().ending("done").build();
        assertEquals(System.getProperty("java.version"), record.software().get("Java"));
        assertTrue(Integer.parseInt(record.software().get("processors")) > 0);
        assertTrue(record.software().get("system").startsWith(System.getProperty("os.name")));
    }

    @Test
    void aRecordWithoutEpochsHasNoBest() throws IOException {
        TrainingRecord record = TrainingRecord.parse(WHOLE);
        assertTrue(record.best().isEmpty());
        assertEquals(record, TrainingRecord.parse(record.toJson()));
    }

    @Test
    void keysOfLaterVersionsAreLeftOut() throws IOException {
        String more = WHOLE.replace("\"seed\":1", "\"seed\":1,\"later\":{\"a\":[1,2]}");
        assertEquals(TrainingRecord.parse(WHOLE), TrainingRecord.parse(more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"options", "data", "software", "seed", "ending", "best_epoch", "seconds", "epochs"})
    void everyKeyIsNeeded(String key) {
        String without = WHOLE.replace("\"" + key + "\"", "\"other\"");
        IOException e = assertThrows(IOException.class, () -> TrainingRecord.parse(without));
        assertEquals("it lacks '" + key + "'", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"seed\":1.5",
                "\"seed\":1e999999999",
                "\"seed\":9223372036854775808",
                "\"seed\":\"1\"",
                "\"seed\":null",
                "\"seed\":{}",
                "\"seed\":1,\"seed\":[]"
            })
    void seedsAreWholeNumbers(String seed) {
        assertThrows(IOException.class, () -> TrainingRecord.parse(WHOLE.replace("\"seed\":1", seed)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "{",
                "{'options':{}}",
                "{options:{}}",
                "{} {}",
                "\u0000",
                "{\"options\":{\"a\":{}}}",
                "{\"options\":{\"a\":null}}",
                "{\"options\":[]}"
            })
    void otherTextsAreRefused(String text) {
        assertThrows(IOException.class, () -> TrainingRecord.parse(text));
    }

    @Test
    void epochsRise() {
        String two = WHOLE.replace("[]}", "[ROW,ROW]}")
                .replace(
                        "ROW",
                        "{\"epoch\":1,\"step\":1,\"training_loss\":1,\"validation_loss\":1,\"validation_psnr\":1,"
                                + "\"rate\":1,\"seconds\":1}");
        assertThrows(IOException.class, () -> TrainingRecord.parse(two));
    }

    @Test
    void deepNestingIsRefusedWithoutRunningOutOfStack() {
        String deep = "[".repeat(200_000);
        assertThrows(IOException.class, () -> TrainingRecord.parse(deep));
        String closed = WHOLE.replace("\"seed\":1", "\"seed\":" + deep + "]".repeat(200_000));
        assertThrows(IOException.class, () -> TrainingRecord.parse(closed));
    }

    @Test
    void damagedTextsAreRefusedOrReadAsARecord() {
        String json = SampleModels.record().toJson();
        Random random = new Random(5);
        for (int round = 0; round < 5000; round++) {
            StringBuilder damaged = new StringBuilder(json);
            damaged.setCharAt(random.nextInt(json.length()), (char) random.nextInt(128));
            try {
                assertFalse(TrainingRecord.parse(damaged.toString()).ending().isBlank());
            } catch (IOException e) {
                assertFalse(e.getMessage().isBlank());
            }
        }
    }

    /** A file may be called anything; the training that read it shall not be lost over that. */
    @Test
    void gatheredTextsAreTakenAsTheyCome() throws IOException {
        String odd = "a\u0007b\ud800c\ufffed\u0085e\r\n\tf \ud83d\ude00";
        String endless = "\ud83d\ude00".repeat(3000);
        TrainingRecord record = TrainingRecord.builder()
                .data("odd", odd)
                .option("endless", endless)
                .ending("read\0fault")
                .build();
        TrainingRecord read = TrainingRecord.parse(record.toJson());
        assertEquals(
                "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd\n\tf \ud83d\ude00",
                read.data().get("odd"));
        assertEquals("\ud83d\ude00".repeat(2047) + "\u2026", read.options().get("endless"));
        assertEquals("read\ufffdfault", read.ending());
    }

    @Test
    void badValuesAreNamed() {
        TrainingRecord.Builder builder = TrainingRecord.builder();
        assertThrows(IllegalArgumentException.class, builder::build);
        assertThrows(IllegalArgumentException.class, () -> builder.ending(" "));
        assertThrows(IllegalArgumentException.class, () -> builder.seconds(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> builder.bestEpoch(-1));
        assertThrows(IllegalArgumentException.class, () -> builder.option("", "a"));
        assertThrows(IllegalArgumentException.class, () -> EpochRow.of(0, 0, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> EpochRow.of(1, -1, 0, 0, 0, 0, 0));
    }
}
