package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.denoiser.architecture.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stopping keeps what has been reached. */
class CancelTest {
    private static final Architecture UNET = Trainings.unet();

    @TempDir
    Path folder;

    @Test
    void itEndsBeforeTheNextStepAndLeavesACheckpoint() {
        for (long step : new long[] {0, 1, 5, 8}) {
            CheckpointFile checkpoint = new CheckpointFile(folder.resolve("stopped at " + step));
            Recorder recorder = new Recorder().cancelAfter(step);
            TrainingResult result = Trainings.trainer(Trainings.options(UNET), checkpoint, false, recorder)
                    .train();
            assertEquals(TrainingResult.End.CANCELLED, result.end());
            assertEquals(step, result.steps());
            assertEquals(step, recorder.losses.size(), "steps heard of");
            assertEquals(step / 4, result.epochs().size());
            assertTrue(checkpoint.exists());
            assertTrue(Trainings.isFinite(result.weights()));
        }
    }

    /** What is cancelled in the middle of a validation is resumed with that validation, and nothing is lost or done twice. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aValidationEndsInItsMiddleAndIsMadeUpForOnResuming(int epoch) {
        TrainingOptions options = Trainings.options(UNET).validation(40);
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
        Recorder recorder = new Recorder().cancelInValidation(epoch, 8);
        TrainingResult cancelled =
                Trainings.trainer(options, checkpoint, false, recorder).train();
        assertEquals(TrainingResult.End.CANCELLED, cancelled.end());
        assertEquals(4L * epoch, cancelled.steps());
        assertEquals(epoch - 1, cancelled.epochs().size());
        assertEquals("validation 8 of 40", recorder.events.get(recorder.events.size() - 1));
        Recorder second = new Recorder();
        TrainingResult resumed =
                Trainings.trainer(options, checkpoint, true, second).train();
        Trainings.assertSameTraining(Trainings.train(options), resumed, "cancelled in epoch " + epoch);
        assertEquals("validation 0 of 40", second.events.get(2), "it goes on with the validation");
    }

    @Test
    void theBestWeightsSoFarAreKept() {
        TrainingOptions options = Trainings.options(UNET);
        TrainingResult atTheEpoch = Trainings.stopped(options, null, false, 8);
        TrainingResult later = Trainings.stopped(options, null, false, 10);
        assertEquals(2, later.epochs().size());
        assertEquals(Trainings.text(atTheEpoch.best()), Trainings.text(later.best()));
        Trainings.assertSameWeights(atTheEpoch.weights(), later.weights(), "the best epoch's");
    }

    @Test
    void beforeTheFirstStepTheFirstWeightsAreKept() {
        TrainingResult result = Trainings.stopped(Trainings.options(UNET), null, false, 0);
        assertNull(result.best());
        Trainings.assertSameWeights(UNET.initialWeights(1), result.weights(), "the first weights");
    }

    @Test
    void beforeTheFirstEpochTheLastWeightsAreKept() {
        TrainingOptions options = Trainings.options(UNET);
        TrainingResult early = Trainings.stopped(options, null, false, 2);
        assertNull(early.best());
        assertFalse(early.weights().equals(UNET.initialWeights(1)));
        assertFalse(early.weights()
                .equals(Trainings.stopped(options, null, false, 3).weights()));
    }

    @Test
    void anExceptionOfTheListenerEndsTheTrainingToo() {
        TrainingListener throwing = new TrainingListener() {
            @Override
            public void step(long step, long all, double loss, double secondsLeft) {
                if (step == 2) throw new CancellationException("enough");
            }
        };
        Trainer trainer = Trainings.trainer(Trainings.options(UNET), null, false, throwing);
        assertThrows(CancellationException.class, trainer::train);
    }

    @Test
    void aCheckpointThatCannotBeWrittenCostsNoWeights() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        CheckpointFile checkpoint = new CheckpointFile(gone.resolve("checkpoint"));
        Files.delete(gone);
        Recorder recorder = new Recorder().cancelAfter(2);
        TrainingOptions options = Trainings.options(UNET);
        TrainingResult result =
                Trainings.trainer(options, checkpoint, false, recorder).train();
        Trainings.assertSameWeights(
                Trainings.stopped(options, null, false, 2).weights(), result.weights(), "without a checkpoint");
        assertEquals(1, recorder.notes.size());
        assertTrue(recorder.notes.get(0).contains(checkpoint.path().toString()), recorder.notes.get(0));
    }
}
