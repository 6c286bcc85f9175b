package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.denoiser.architecture.Loss;
import org.denoiser.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that was stopped and resumed equals one that never stopped, bit for bit. */
class ResumeTest {
    @TempDir
    Path folder;

    private static Stream<TrainingOptions> trainings() {
        return Stream.of(
                Trainings.options(Trainings.unet()).precision(Precision.BFLOAT16),
                Trainings.options(Trainings.unet()).loss(Loss.L1).averaging(0),
                Trainings.options(Trainings.convPool()).loss(Loss.BCE),
                Trainings.options(Trainings.variational()).loss(Loss.BCE),
                Trainings.options(Trainings.residualUnet()).patience(2));
    }

    @Test
    void whereverItIsStopped() {
        TrainingOptions options = Trainings.options(Trainings.unet());
        TrainingResult whole = Trainings.train(options);
        // before the first step, in the middle of epochs, at the end of one, before the last step
        for (long step : new long[] {0, 1, 3, 4, 5, 10, 11}) {
            CheckpointFile checkpoint = new CheckpointFile(folder.resolve("stopped at " + step));
            TrainingResult first = Trainings.stopped(options, checkpoint, false, step);
            assertEquals(step, first.steps());
            TrainingResult second = resumed(options, checkpoint);
            Trainings.assertSameTraining(whole, second, "stopped at " + step);
            assertTrue(second.seconds() >= first.seconds(), "time adds up");
        }
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void whateverIsTrained(TrainingOptions options) {
        TrainingResult whole = Trainings.train(options);
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
        Trainings.stopped(options, checkpoint, false, 6);
        Trainings.assertSameTraining(whole, resumed(options, checkpoint), options.fingerprint());
    }

    @Test
    void howeverOftenItIsStopped() {
        TrainingOptions options = Trainings.options(Trainings.unet()).epochs(2).steps(3);
        TrainingResult whole = Trainings.train(options);
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
        for (long step = 0; step < options.allSteps(); step++) Trainings.stopped(options, checkpoint, true, step);
        Trainings.assertSameTraining(whole, resumed(options, checkpoint), "stopped before every step");
    }

    @Test
    void withoutACheckpointResumingStartsAnew() {
        TrainingOptions options = Trainings.options(Trainings.unet()).epochs(1);
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
        Recorder recorder = new Recorder();
        TrainingResult result =
                Trainings.trainer(options, checkpoint, true, recorder).train();
        Trainings.assertSameTraining(Trainings.train(options), result, "nothing to resume");
        assertTrue(recorder.notes.isEmpty(), recorder.notes.toString());
    }

    @Test
    void withoutResumingACheckpointIsNotLookedAt() {
        TrainingOptions options = Trainings.options(Trainings.unet()).epochs(1);
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
        Trainings.stopped(options, checkpoint, false, 2);
        TrainingResult result =
                Trainings.trainer(options, checkpoint, false, new Recorder()).train();
        Trainings.assertSameTraining(Trainings.train(options), result, "from the start");
    }

    @Test
    void theListenerHearsFromWhereItGoesOn() {
        TrainingOptions options = Trainings.options(Trainings.unet());
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
        Trainings.stopped(options, checkpoint, false, 10);
        Recorder recorder = new Recorder();
        Trainings.trainer(options, checkpoint, true, recorder).train();
        assertTrue(recorder.notes.get(0).contains("step 10"), recorder.notes.toString());
        assertTrue(recorder.events.contains("step 11 of 12") && !recorder.events.contains("step 10 of 12"));
    }

    private static TrainingResult resumed(TrainingOptions options, CheckpointFile checkpoint) {
        TrainingResult result =
                Trainings.trainer(options, checkpoint, true, new Recorder()).train();
        TrainingResult again =
                Trainings.trainer(options, checkpoint, true, new Recorder()).train();
        Trainings.assertSameTraining(result, again, "from the checkpoint of its end");
        return result;
    }
}
