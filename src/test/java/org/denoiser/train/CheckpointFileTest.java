package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.TrainingState;
import org.denoiser.model.EpochRow;
import org.denoiser.model.Figures;
import org.denoiser.network.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints come back as they were written, and nothing else is taken for one. */
class CheckpointFileTest {
    private static final String PRINT = "a training";
    private static final Architecture UNET = Trainings.unet();
    private static final TrainingOptions OPTIONS = Trainings.options(UNET);

    @TempDir
    Path folder;

    private CheckpointFile checkpoint;

    @BeforeEach
    void setUp() {
        checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
    }

    private static TrainingState state(long seed) {
        Random random = new Random(seed);
        float[] values = new float[TrainingState.length(UNET)];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        return TrainingState.of(UNET, values);
    }

    private static EpochRow epoch(int number) {
        Figures figures = Figures.of(0.4 / number, 0.3, 20 + number, 0.5, number == 1 ? Double.NaN : 0.75);
        return EpochRow.of(number, 4L * number, 0.5 / number, figures, 1e-3, 1.5 * number);
    }

    private static Progress at(
            long step,
            TrainingState state,
            TrainingState best,
            List<EpochRow> epochs,
            double lossSum,
            double rateFactor,
            double seconds) {
        return new Progress(step, state, best, epochs, lossSum, rateFactor, seconds, Precision.FLOAT32, false);
    }

    private static Progress progress(int epochs) {
        List<EpochRow> done = new ArrayList<>();
        for (int number = 1; number <= epochs; number++) done.add(epoch(number));
        return at(4L * epochs + 2, state(1), epochs == 0 ? null : state(2), done, 0.25, 0.5, 12.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatIsWrittenComesBack(int epochs) throws IOException {
        Progress written = progress(epochs);
        checkpoint.write(progress(0), PRINT);
        checkpoint.write(written, PRINT);
        Progress read = checkpoint.read(OPTIONS, PRINT);
        assertEquals(written.step(), read.step());
        assertEquals(0.25, read.lossSum());
        assertEquals(0.5, read.rateFactor());
        assertEquals(12.5, read.seconds());
        assertEquals(written.epochs(), read.epochs());
        assertEquals(written.precision(), read.precision());
        assertArrayEquals(written.state().toArray(), read.state().toArray());
        if (epochs == 0) assertNull(read.best());
        else assertArrayEquals(written.best().toArray(), read.best().toArray());
        assertOnlyTheCheckpoint();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aValidationThatIsDueComesBackAsDue(boolean due) throws IOException {
        checkpoint.write(
                new Progress(8, state(1), state(2), List.of(epoch(1)), 0.25, 1, 3, Precision.BFLOAT16, due), PRINT);
        assertEquals(
                due, checkpoint.read(OPTIONS.precision(Precision.AUTO), PRINT).isValidationDue());
    }

    /** Which precision is faster may change from one sitting to the next; the weights shall not depend on it. */
    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FLOAT32", "BFLOAT16"})
    void thePrecisionOfTheFirstSittingStays(Precision first) throws IOException {
        checkpoint.write(new Progress(2, state(1), null, List.of(), 0.25, 1, 3, first, false), PRINT);
        assertEquals(
                first, checkpoint.read(OPTIONS.precision(Precision.AUTO), PRINT).precision());
        assertEquals(first, checkpoint.read(OPTIONS.precision(first), PRINT).precision());
        Precision other = first == Precision.FLOAT32 ? Precision.BFLOAT16 : Precision.FLOAT32;
        IOException refused = assertThrows(IOException.class, () -> checkpoint.read(OPTIONS.precision(other), PRINT));
        Trainings.assertSentence(refused, "precision=" + first.key(), "now precision=" + other.key());
    }

    @Test
    void aStateThatIsBrokenComesBackToBeGivenUpThen() throws IOException {
        float[] values = state(1).toArray();
        values[3] = Float.NaN;
        Progress broken = at(6, TrainingState.of(UNET, values), state(2), List.of(epoch(1)), Double.NaN, 1, 3);
        checkpoint.write(broken, PRINT);
        assertArrayEquals(values, checkpoint.read(OPTIONS, PRINT).state().toArray());
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] whole = bytes(progress(2));
        for (int length = 0; length < 300; length++) refused(Arrays.copyOf(whole, length));
        for (int length = 300; length < whole.length; length += 997) refused(Arrays.copyOf(whole, length));
        refused(Arrays.copyOf(whole, whole.length - 1));
        refused(Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void everyDamagedByteIsRefused() throws IOException {
        byte[] whole = bytes(progress(2));
        Random random = new Random(1);
        for (int i = 0; i < whole.length; i += i < 300 ? 1 : 1 + random.nextInt(500)) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 + random.nextInt(255));
            refused(damaged);
        }
    }

    @Test
    void whatIsNoCheckpointIsRefused() throws IOException {
        refused(new byte[0]);
        refused("step 100, all is well\n".getBytes(StandardCharsets.UTF_8));
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        refused(noise);
        refused(new byte[100_000]);
        // the beginning of a checkpoint, then lengths beyond all bounds
        byte[] start = Arrays.copyOf(bytes(progress(0)), 4);
        byte[] large = ByteBuffer.allocate(100_000).put(start).array();
        Arrays.fill(large, 4, large.length, (byte) 0x7f);
        refused(large);
        Path directory = Files.createDirectory(folder.resolve("directory"));
        IOException refused = assertThrows(IOException.class, () -> new CheckpointFile(directory).read(OPTIONS, PRINT));
        Trainings.assertSentence(refused, directory.toString(), "cannot be used");
    }

    @Test
    void anotherTrainingsCheckpointIsRefusedAndSaysWhose() throws IOException {
        checkpoint.write(progress(1), "another training");
        IOException refused = assertThrows(IOException.class, () -> checkpoint.read(OPTIONS, PRINT));
        Trainings.assertSentence(refused, "another training", "now a training");
    }

    @Test
    void figuresThatNoTrainingWritesAreRefusedThoughTheChecksumMatches() throws IOException {
        TrainingState good = state(1);
        float[] values = good.toArray();
        values[0] = Float.POSITIVE_INFINITY;
        TrainingState broken = TrainingState.of(UNET, values);
        List<EpochRow> one = List.of(epoch(1));
        for (Progress impossible : List.of(
                new Progress(2, good, null, List.of(), 0, 1, 0, Precision.FLOAT32, true),
                new Progress(0, good, null, List.of(), 0, 1, 0, Precision.FLOAT32, true),
                at(-1, good, null, List.of(), 0, 1, 0),
                at(13, good, null, List.of(), 0, 1, 0),
                at(Long.MAX_VALUE, good, null, List.of(), 0, 1, 0),
                at(2, good, null, List.of(), 0, 0, 0),
                at(2, good, null, List.of(), 0, -1, 0),
                at(2, good, null, List.of(), 0, 2, 0),
                at(2, good, null, List.of(), 0, Double.NaN, 0),
                at(2, good, null, List.of(), 0, 1, Double.NaN),
                at(2, good, null, List.of(), 0, 1, -3),
                at(2, good, good, List.of(), 0, 1, 0),
                at(5, good, null, one, 0, 1, 0),
                at(5, good, broken, one, 0, 1, 0),
                at(3, good, good, one, 0, 1, 0),
                at(9, good, good, List.of(epoch(2)), 0, 1, 0),
                at(9, good, good, List.of(epoch(1), epoch(1)), 0, 1, 0),
                at(9, good, good, List.of(EpochRow.of(1, 0, 1, 1, 1, 1, 1)), 0, 1, 0),
                at(9, good, good, List.of(EpochRow.of(1, 4, 1, Double.NaN, 1, 1, 1)), 0, 1, 0))) {
            refused(bytes(impossible));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, 1_000_000, Integer.MAX_VALUE})
    void countsOfEpochsAreBounded(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(bytes(progress(0)), 0, 4);
        out.writeUTF(PRINT);
        out.writeUTF("float32");
        out.write(new byte[8 * 4 + 1]);
        out.writeInt(count);
        CRC32 sum = new CRC32();
        sum.update(bytes.toByteArray());
        out.writeLong(sum.getValue());
        refused(bytes.toByteArray());
    }

    @Test
    void theTrainerRefusesWhatItCannotGoOnFrom() throws IOException {
        TrainingOptions options = Trainings.options(UNET).epochs(1);
        Trainings.stopped(options, checkpoint, false, 2);
        TrainingOptions others = options.rate(1e-3);
        UncheckedIOException refused = assertThrows(
                UncheckedIOException.class, () -> Trainings.trainer(others, checkpoint, true, new Recorder()));
        Trainings.assertSentence(refused.getCause(), "rate=0.002", "rate=0.001");
        Files.write(checkpoint.path(), new byte[] {1, 2, 3});
        assertThrows(UncheckedIOException.class, () -> Trainings.trainer(options, checkpoint, true, new Recorder()));
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(checkpoint.path()), "it is not touched");
    }

    @Test
    void writingThatFailsLeavesTheOldCheckpointAndNothingElse() throws IOException {
        checkpoint.write(progress(1), PRINT);
        // a folder that is not empty stands where the new file is to be written first
        Path obstacle = Files.createDirectory(folder.resolve("checkpoint.part"));
        Files.createFile(obstacle.resolve("file"));
        IOException refused = assertThrows(IOException.class, () -> checkpoint.write(progress(2), PRINT));
        Trainings.assertSentence(refused, checkpoint.path().toString(), "could not be written");
        assertEquals(1, checkpoint.read(OPTIONS, PRINT).epochs().size());
    }

    @Test
    void oneTrainingHoldsItAtATime() throws IOException {
        Closeable held = checkpoint.hold();
        IOException refused = assertThrows(IOException.class, checkpoint::hold);
        Trainings.assertSentence(refused, checkpoint.path().toString(), "Another training", "another output");
        new CheckpointFile(folder.resolve("other")).hold().close();
        held.close();
        checkpoint.hold().close();
        checkpoint.write(progress(1), PRINT);
        assertOnlyTheCheckpoint();
    }

    @Test
    void deletingTwiceIsAllowed() throws IOException {
        checkpoint.write(progress(0), PRINT);
        checkpoint.delete();
        assertFalse(checkpoint.exists());
        checkpoint.delete();
    }

    private byte[] bytes(Progress progress) throws IOException {
        checkpoint.write(progress, PRINT);
        return Files.readAllBytes(checkpoint.path());
    }

    private void refused(byte[] content) throws IOException {
        Files.write(checkpoint.path(), content);
        IOException refused = assertThrows(
                IOException.class, () -> checkpoint.read(OPTIONS, PRINT), () -> "of " + content.length + " bytes");
        Trainings.assertSentence(refused, checkpoint.path().toString(), "cannot be used");
    }

    private void assertOnlyTheCheckpoint() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(checkpoint.path()), files.collect(Collectors.toList()));
        }
    }
}
