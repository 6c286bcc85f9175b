package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.denoiser.model.EpochRow;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.model.TrainingRecord;
import org.denoiser.train.CheckpointFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** Whoever watches the command {@code train}: what is seen, and what comes of each wish. */
class TrainingObserverTest {
    private static Context context;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        context = new Context(CommandService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void close() {
        context.dispose();
    }

    /** Writes down what is seen, and stops or cancels after a step; is the caller's progress as well. */
    private static final class Watching implements Progress, TrainingObserver {
        private final List<TrainingEpoch> epochs = new ArrayList<>();
        private final List<TrainingPreview> previews = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> ends = new ArrayList<>();
        private final List<String> measured = new ArrayList<>();
        private TrainingStart start;
        private long step;
        private long stopAfter = Long.MAX_VALUE;
        private long cancelAfter = Long.MAX_VALUE;
        private int asked;

        @Override
        public void status(String text) {}

        @Override
        public void progress(long done, long total) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public TrainingObserver trainingObserver() {
            asked++;
            return this;
        }

        @Override
        public void started(TrainingStart value) {
            start = value;
        }

        @Override
        public void step(long number, double loss, double secondsLeft) {
            step = number;
        }

        @Override
        public void measured(String what, long done, long all) {
            if (!measured.contains(what)) measured.add(what);
        }

        @Override
        public void epoch(TrainingEpoch epoch) {
            epochs.add(epoch);
        }

        @Override
        public void preview(TrainingPreview preview) {
            previews.add(preview);
        }

        @Override
        public void note(String sentence) {
            notes.add(sentence);
        }

        @Override
        public void ended(String sentence) {
            ends.add(sentence);
        }

        @Override
        public boolean wantsPreview() {
            return step == 1;
        }

        @Override
        public boolean wantsCheckpoint() {
            return step == 2;
        }

        @Override
        public boolean wantsStop() {
            return step >= stopAfter;
        }

        @Override
        public boolean wantsCancel() {
            return step >= cancelAfter;
        }
    }

    private static Map<String, Object> train(Watching watching, Path output, Object... pairs) {
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "image", Shapes.image(64, 1),
                "output", output.toString(),
                "epochs", 3,
                "steps", 4,
                "batch", 4,
                "patch", 16,
                "filters", 4,
                "validation", 4,
                "device", "cpu",
                "precision", "float32"));
        for (int i = 0; i < pairs.length; i += 2) inputs.put((String) pairs[i], pairs[i + 1]);
        return new CommandRunner(context).run(TrainCommand.class, inputs, watching);
    }

    private static TrainingRecord record(Path model) throws IOException {
        return ModelPackageReader.read(model).record();
    }

    @Test
    void theWholeTrainingIsSeen() throws IOException {
        Watching watching = new Watching();
        Path model = folder.resolve("Seen.zip");
        train(watching, model, "testimage", Shapes.image(40, 2));
        assertEquals("Seen", watching.start.name());
        assertEquals("cpu, float32", watching.start.device() + ", " + watching.start.precision());
        assertEquals(12, watching.start.allSteps());
        assertEquals(12, watching.step);
        assertEquals(List.of("Validating", "Testing"), watching.measured);
        List<EpochRow> rows = record(model).epochs();
        assertEquals(rows.size(), watching.epochs.size());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(rows.get(i).validationLoss(), watching.epochs.get(i).validationLoss());
            assertEquals(rows.get(i).validationPsnr(), watching.epochs.get(i).psnr());
        }
        assertEquals(1, watching.previews.size());
        assertEquals(16, watching.previews.get(0).side());
        assertTrue(watching.notes.get(0).startsWith("Checkpoint of step 2 saved to "), watching.notes::toString);
        assertEquals(1, watching.ends.size());
        assertEquals("All epochs were done. Saved " + model, watching.ends.get(0));
    }

    /** Without a truth the range of a preview follows from the noisy patch, and there is no PSNR. */
    @Test
    void withoutATruthNoneIsShown() {
        Watching watching = new Watching();
        train(watching, folder.resolve("Blind.zip"), "learn", "noise2noise", "targetimage", Shapes.image(64, 1));
        TrainingPreview.Patch patch = watching.previews.get(0).patches().get(0);
        assertSame(patch.noisy(), patch.reference());
        assertTrue(Double.isNaN(watching.epochs.get(0).psnr()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 8, 11})
    void stoppingSavesTheBestEpochSoFarAndStillTests(long step) throws IOException {
        Watching watching = new Watching();
        watching.stopAfter = step;
        Path model = folder.resolve("Stopped.zip");
        train(watching, model, "testimage", Shapes.image(40, 2));
        assertEquals(step, watching.step);
        TrainingRecord record = record(model);
        // a wish to stop at the last step of an epoch comes before its validation
        assertEquals((step - 1) / 4, record.epochs().size());
        int best = 0;
        for (TrainingEpoch epoch : watching.epochs) if (epoch.isBest()) best = epoch.number();
        assertEquals(best, record.bestEpoch());
        assertTrue(record.data().containsKey("test PSNR"), "the finished model is tested");
        assertTrue(watching.ends.get(0).startsWith("It was stopped. Saved "), watching.ends::toString);
        assertTrue(Files.exists(folder.resolve("Stopped.zip.checkpoint")));
    }

    @Test
    void cancellingLeavesTheCheckpointAlone() throws IOException {
        Watching watching = new Watching();
        watching.cancelAfter = 6;
        Path model = folder.resolve("Cancelled.zip");
        assertThrows(CancellationException.class, () -> train(watching, model));
        assertFalse(Files.exists(model));
        assertEquals(1, watching.ends.size());
        assertNull(watching.ends.get(0));
        Watching second = new Watching();
        train(second, model, "resume", true);
        assertEquals(3, second.epochs.size(), "those of the first sitting are seen as well");
        Path whole = folder.resolve("Whole.zip");
        train(new Watching(), whole);
        assertEquals(
                record(whole).epochs().get(2).validation(),
                record(model).epochs().get(2).validation(),
                "as if it had not been cancelled");
    }

    @Test
    void aFailureEndsWithoutAWord() {
        Watching watching = new Watching();
        assertThrows(RuntimeException.class, () -> train(watching, folder.resolve("Failed.zip"), "range", "nonsense"));
        assertEquals(1, watching.ends.size());
        assertNull(watching.ends.get(0));
        assertNull(watching.start);
    }

    @Test
    void aModelThatAnotherTrainingWritesIsRefusedAtOnce() throws IOException {
        Path model = folder.resolve("Same.zip");
        Closeable other = new CheckpointFile(folder.resolve("Same.zip.checkpoint")).hold();
        Watching watching = new Watching();
        RuntimeException refused = assertThrows(RuntimeException.class, () -> train(watching, model));
        other.close();
        assertTrue(refused.getMessage().contains("Another training is writing '" + model), refused::getMessage);
        assertNull(watching.start);
        train(new Watching(), model);
        assertTrue(Files.exists(model));
    }

    @Test
    void theKeyKeepsTheWindowAway() {
        Watching watching = new Watching();
        train(watching, folder.resolve("Alone.zip"), "window", false);
        assertEquals(0, watching.asked);
        assertEquals(0, watching.step);
    }
}
