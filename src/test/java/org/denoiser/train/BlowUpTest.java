package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Preset;
import org.denoiser.architecture.TrainingState;
import org.denoiser.model.EpochRow;
import org.denoiser.network.Precision;
import org.denoiser.patch.CleanPatches;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.TrainingImage;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that blows up goes back, goes on more slowly, says so, and never gives away what is not finite. */
class BlowUpTest {
    private static final Architecture UNET = Trainings.unet();
    /** Patches with it give no finite loss. */
    private static final float TOO_MUCH = 3e38f;

    @TempDir
    Path folder;

    private static TrainingResult train(TrainingOptions options, PatchSampler patches, Recorder recorder) {
        return Trainings.trainer(options, patches, null, false, recorder).train();
    }

    @Test
    void itGoesOnFromTheBestEpochAtHalfTheRate() {
        TrainingOptions options = Trainings.options(UNET);
        Recorder recorder = new Recorder();
        TrainingResult result = train(options, Poison.in(TOO_MUCH, 12, 6), recorder);
        RateSchedule schedule = new RateSchedule(options.rate(), options.warmup(), options.allSteps());
        assertEquals(1, recorder.notes.size());
        Trainings.assertSentence(new Exception(recorder.notes.get(0)), "step 6", "step 4", "half the rate");
        assertFalse(recorder.events.contains("step 6 of 12"), "a step without a loss is not one to hear of");
        assertEquals(3, result.epochs().size());
        assertEquals(schedule.at(4), result.epochs().get(0).rate());
        assertEquals(schedule.at(8) / 2, result.epochs().get(1).rate());
        assertEquals(schedule.at(12) / 2, result.epochs().get(2).rate());
        assertEquals(TrainingResult.End.FINISHED, result.end());
        assertTrue(Trainings.isFinite(result.weights()));
    }

    /** The mean over the steps of an epoch is not known when some of them were taken back. */
    @Test
    void theTrainingLossOfThatEpochIsNotKnown() {
        TrainingResult result = train(Trainings.options(UNET), Poison.in(TOO_MUCH, 12, 6), new Recorder());
        List<EpochRow> epochs = result.epochs();
        assertTrue(epochs.get(0).trainingLoss() < 0.1);
        assertTrue(Double.isNaN(epochs.get(1).trainingLoss()));
        assertTrue(epochs.get(2).trainingLoss() < 0.1);
    }

    @Test
    void beforeTheFirstEpochItGoesOnFromTheStart() {
        Recorder recorder = new Recorder();
        TrainingResult result = train(Trainings.options(UNET), Poison.in(TOO_MUCH, 12, 3), recorder);
        Trainings.assertSentence(new Exception(recorder.notes.get(0)), "step 3", "step 0");
        assertEquals(3, result.epochs().size());
    }

    /** Where the last step of an epoch is lost, so is the epoch: the next ones are counted on. */
    @Test
    void anEpochThatEndsInABlowUpIsLeftOut() {
        Recorder recorder = new Recorder();
        TrainingResult result = train(Trainings.options(UNET), Poison.in(TOO_MUCH, 12, 8), recorder);
        assertEquals(1, recorder.notes.size());
        assertEquals(2, result.epochs().size());
        assertEquals(12, result.epochs().get(1).step());
        assertEquals(2, result.epochs().get(1).epoch());
        assertTrue(result.epochs().get(1).trainingLoss() < 0.1, "all its steps are known");
    }

    @Test
    void atTheVeryEndTheBestEpochIsWhatComesOut() {
        TrainingOptions options = Trainings.options(UNET);
        PatchSampler patches = Poison.in(TOO_MUCH, 12, 12);
        TrainingResult result = train(options, patches, new Recorder());
        TrainingResult before = train(options, patches, new Recorder().cancelAfter(11));
        assertEquals(TrainingResult.End.FINISHED, result.end());
        assertEquals(Trainings.text(before.best()), Trainings.text(result.best()));
        Trainings.assertSameWeights(before.weights(), result.weights(), "the best epoch's");
    }

    @Test
    void whatKeepsBlowingUpEndsWithASentence() {
        Recorder recorder = new Recorder();
        IllegalStateException ended =
                assertThrows(IllegalStateException.class, () -> train(Trainings.options(UNET), everywhere(), recorder));
        Trainings.assertSentence(ended, "blew up", "step 5", "rate of 1.25E-4");
        assertEquals(4, recorder.notes.size(), "it is tried four times more");
        assertTrue(recorder.losses.isEmpty());
    }

    private static PatchSampler everywhere() {
        float[] pixels = new float[32 * 32];
        Arrays.fill(pixels, TOO_MUCH);
        return new CleanPatches(List.of(new TrainingImage("too much", 32, 32, 1, pixels)), Trainings.patches());
    }

    @Test
    void withoutAnyGoodEpochThereIsNoModel() {
        TrainingOptions options = Trainings.options(UNET).epochs(1);
        PatchSampler patches = Poison.in(TOO_MUCH, 4, 4);
        IllegalStateException ended =
                assertThrows(IllegalStateException.class, () -> train(options, patches, new Recorder()));
        Trainings.assertSentence(ended, "blew up");
    }

    /** Weights that make the output a thousand times too large come down slowly, but they come down. */
    @Test
    void aStartThatIsFarOffIsNoBlowUp() {
        Architecture architecture =
                Architecture.of(Preset.UNET, Map.of("depth", "2", "filters", "4", "residual", "false"));
        Map<String, Tensor> weights = new LinkedHashMap<>(architecture.initialWeights(1));
        String last = "conv7_weight";
        float[] values = weights.get(last).values();
        for (int i = 0; i < values.length; i++) values[i] *= 1000;
        weights.put(last, Tensor.of(values, weights.get(last).shape()));
        TrainingOptions options = Trainings.options(architecture).rate(1e-5).start(weights, "0".repeat(64));
        Recorder recorder = new Recorder();
        TrainingResult result = train(options, Trainings.learning(), recorder);
        assertEquals(List.of(), recorder.notes);
        assertEquals(3, result.epochs().size());
        assertTrue(
                result.epochs().get(0).validationLoss() > 10,
                Trainings.text(result.epochs().get(0)));
        assertTrue(result.best().validationLoss() < result.epochs().get(0).validationLoss());
    }

    private static TrainingOptions farTooFast(double rate) {
        Architecture architecture = Architecture.of(Preset.RESIDUAL_UNET, Map.of("depth", "2", "filters", "4"));
        return Trainings.options(architecture)
                .rate(rate)
                .warmup(0)
                .clipping(1e30)
                .epochs(6)
                .steps(2);
    }

    /** Without clipping these rates take the loss of the first epoch to a hundred times what doing nothing costs, and far beyond. */
    @ParameterizedTest
    @ValueSource(doubles = {0.09, 0.9})
    void ratesThatAreFarTooHighAreFoundAndLowered(double rate) {
        Recorder recorder = new Recorder();
        TrainingResult result = train(farTooFast(rate), Trainings.learning(), recorder);
        assertTrue(recorder.losses.get(1) > 100 * recorder.losses.get(0), recorder.losses.toString());
        Trainings.assertSentence(new Exception(recorder.notes.get(0)), "blew up at step 2", "step 0");
        assertTrue(result.best().validationLoss() < 10 * recorder.losses.get(0), Trainings.text(result.best()));
        for (EpochRow epoch : result.epochs()) {
            assertTrue(epoch.rate() <= rate / 2, "at half the rate");
            assertTrue(epoch.validationLoss() < 1, Trainings.text(epoch));
        }
    }

    /** A logarithm hides how many times too large an error is. */
    @ParameterizedTest
    @ValueSource(doubles = {0.09, 0.9})
    void theLogarithmIsNoException(double rate) {
        Recorder recorder = new Recorder();
        TrainingResult result = train(farTooFast(rate).loss(Loss.LOG), Trainings.learning(), recorder);
        Trainings.assertSentence(new Exception(recorder.notes.get(0)), "blew up at step 2", "step 0");
        for (EpochRow epoch : result.epochs()) {
            assertTrue(epoch.rate() <= rate / 2, "at half the rate");
            assertTrue(Loss.LOG.inErrors(epoch.validationLoss()) < 1, Trainings.text(epoch));
        }
    }

    /** Cross-entropy has a ceiling, which a network that gives black and white alone reaches. */
    @Test
    void crossEntropyIsNoException() {
        TrainingOptions options = Trainings.options(Trainings.convPool())
                .loss(Loss.BCE)
                .rate(0.9)
                .warmup(0)
                .clipping(1e30)
                .epochs(6);
        Recorder recorder = new Recorder();
        TrainingResult result = train(options, Trainings.learning(), recorder);
        assertFalse(recorder.notes.isEmpty(), recorder.losses.toString());
        assertTrue(result.best().validationLoss() < 1, Trainings.text(result.best()));
    }

    /** A step may break the weights and still have a finite loss; whoever stops then gets what was there before. */
    @ParameterizedTest
    @EnumSource(Loss.class)
    void weightsThatAreLostNeverComeOut(Loss loss) throws IOException {
        Architecture architecture = loss == Loss.BCE ? Trainings.convPool() : UNET;
        TrainingOptions options = Trainings.options(architecture).loss(loss);
        for (int lost : places(architecture)) {
            CheckpointFile broken = broken(options, lost);
            TrainingResult stopped = Trainings.trainer(options, broken, true, new Recorder().cancelAfter(0))
                    .train();
            Trainings.assertSameWeights(architecture.initialWeights(1), stopped.weights(), "the first weights");
            Recorder recorder = new Recorder();
            TrainingResult result =
                    Trainings.trainer(options, broken, true, recorder).train();
            assertTrue(Trainings.isFinite(result.weights()));
            assertEquals(2, recorder.notes.size(), "that it goes on, and that it blew up: " + recorder.notes);
        }
    }

    /** The first weight, the first number of Adam's second mean, which no loss shows, and of the moving average. */
    private static int[] places(Architecture architecture) {
        int all = architecture.parameterCount();
        int trained = architecture.trainableCount();
        return new int[] {0, all + trained, all + 2 * trained};
    }

    /** A checkpoint of the first epoch with an infinite number. */
    private CheckpointFile broken(TrainingOptions options, int lost) throws IOException {
        Architecture architecture = options.architecture();
        float[] values = TrainingState.start(architecture, architecture.initialWeights(1))
                .toArray();
        values[lost] = Float.POSITIVE_INFINITY;
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("broken"));
        Progress progress = new Progress(
                2, TrainingState.of(architecture, values), null, List.of(), Double.NaN, 1, 1, Precision.FLOAT32, false);
        checkpoint.write(
                progress, options.fingerprint() + " " + Trainings.learning().fingerprint());
        return checkpoint;
    }

    @Test
    void resumingBetweenBlowUpsChangesNothing() {
        TrainingOptions options = Trainings.options(UNET);
        PatchSampler patches = Poison.in(TOO_MUCH, 12, 3, 10);
        TrainingResult whole = train(options, patches, new Recorder());
        for (long step : new long[] {2, 4, 5, 9, 11}) {
            CheckpointFile checkpoint = new CheckpointFile(folder.resolve("stopped at " + step));
            Trainings.trainer(options, patches, checkpoint, false, new Recorder().cancelAfter(step))
                    .train();
            TrainingResult resumed = Trainings.trainer(options, patches, checkpoint, true, new Recorder())
                    .train();
            Trainings.assertSameTraining(whole, resumed, "stopped at " + step);
        }
    }

    @Test
    void resumingGivesNoFurtherTries() {
        TrainingOptions options = Trainings.options(UNET).epochs(2).steps(20);
        PatchSampler patches = everywhere();
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
        Recorder two = new Recorder() {
            @Override
            public boolean isCancelled() {
                return notes.size() == 2;
            }
        };
        Trainings.trainer(options, patches, checkpoint, false, two).train();
        Recorder recorder = new Recorder();
        Trainer resumed = Trainings.trainer(options, patches, checkpoint, true, recorder);
        assertThrows(IllegalStateException.class, resumed::train);
        assertEquals(3, recorder.notes.size(), "that it goes on, and the last two of four: " + recorder.notes);
    }
}
