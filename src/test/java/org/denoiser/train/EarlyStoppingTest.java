package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.model.EpochRow;
import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.denoiser.patch.CleanPatches;
import org.denoiser.patch.PatchSampler;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a training, and when it has gone on long enough. */
class EarlyStoppingTest {
    private static final Architecture UNET = Trainings.unet();
    /** So small that nothing is learnt and no epoch is better than the first. */
    private static final double HARDLY_ANY_RATE = 1e-30;

    private static final String CONVOLUTION = UNET.parameters().get(0).name();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void patienceIsTheNumberOfEpochsWithoutABetterOne(int patience) {
        TrainingOptions options =
                Trainings.options(UNET).rate(HARDLY_ANY_RATE).steps(1).epochs(6).patience(patience);
        TrainingResult result = Trainings.train(options);
        assertEquals(TrainingResult.End.PATIENCE, result.end());
        assertEquals(1 + patience, result.epochs().size());
        assertEquals(1 + patience, result.steps());
        assertEquals(1, result.best().epoch());
    }

    @Test
    void withoutPatienceAllEpochsAreDone() {
        TrainingOptions options =
                Trainings.options(UNET).rate(HARDLY_ANY_RATE).steps(1).epochs(6);
        TrainingResult result = Trainings.train(options);
        assertEquals(TrainingResult.End.FINISHED, result.end());
        assertEquals(6, result.epochs().size());
        assertEquals(1, result.best().epoch(), "the first of equal ones");
    }

    /** Learning from another noise than is validated with makes the loss fall at first, if at all, and then rise. */
    @ParameterizedTest
    @EnumSource(Loss.class)
    void theBestEpochsWeightsAreReturned(Loss loss) {
        Architecture architecture = loss == Loss.BCE ? Trainings.convPool() : UNET;
        TrainingOptions options = Trainings.options(architecture)
                .loss(loss)
                .steps(2)
                .epochs(6)
                .rate(0.05)
                .averaging(0.3);
        PatchSampler others = new CleanPatches(
                Trainings.images(3, 1),
                Trainings.patches().noise(NoiseKind.SALT_AND_PEPPER, LevelRange.parse("90"), 0));
        // the rate falls to zero at the end, and with it the loss; so it is stopped before
        TrainingResult result = Trainings.trainer(options, others, null, false, new Recorder().cancelAfter(9))
                .train();
        EpochRow best = result.best();
        for (EpochRow epoch : result.epochs()) assertTrue(best.validationLoss() <= epoch.validationLoss());
        assertEquals(4, result.epochs().size());
        assertTrue(best.epoch() < 4, "the last epoch is not the best: " + Trainings.texts(result.epochs()));
        Validation validation = new Validation(options, Trainings.held(), new TrainingListener() {});
        assertEquals(best.validation(), validation.of(result.weights(), options.precision()));
    }

    @Test
    void epochsSayWhatHappenedInThem() {
        TrainingOptions options = Trainings.options(UNET);
        Recorder recorder = new Recorder();
        List<EpochRow> epochs =
                Trainings.trainer(options, null, false, recorder).train().epochs();
        RateSchedule schedule = new RateSchedule(options.rate(), options.warmup(), options.allSteps());
        for (int i = 0; i < 3; i++) {
            EpochRow epoch = epochs.get(i);
            double mean = recorder.losses.subList(4 * i, 4 * i + 4).stream()
                    .mapToDouble(loss -> loss)
                    .average()
                    .orElseThrow();
            assertEquals(i + 1, epoch.epoch());
            assertEquals(4 * (i + 1), epoch.step());
            assertEquals(mean, epoch.trainingLoss(), 1e-12);
            assertEquals(schedule.at(epoch.step()), epoch.rate());
            assertEquals(-10 * Math.log10(epoch.validationLoss()), epoch.validationPsnr(), 1e-6, "MSE and PSNR");
            assertTrue(i == 0 || epoch.seconds() >= epochs.get(i - 1).seconds());
        }
    }

    /**
     * The average forgets its start at first: after step t it moves by 1 - min(decay, (1 + t) / (10 + t)) towards the weights. Weights
     * without averaging are those of a training with an average of decay 0, which learns the same.
     */
    @Test
    void whatIsKeptIsTheMovingAverageOfTheWeights() {
        TrainingOptions options = Trainings.options(UNET).rate(0.05);
        double decay = 0.25;
        Map<String, Tensor> first = UNET.initialWeights(1);
        float[] expected = first.get(CONVOLUTION).values();
        for (int step = 1; step <= 5; step++) {
            Map<String, Tensor> weights = Trainings.stopped(options.steps(100).averaging(0), null, false, step)
                    .weights();
            float[] now = weights.get(CONVOLUTION).values();
            double move = 1 - Math.min(decay, (1.0 + step) / (10.0 + step));
            for (int i = 0; i < now.length; i++) expected[i] += (float) (move * (now[i] - expected[i]));
        }
        Map<String, Tensor> averaged = Trainings.stopped(options.steps(100).averaging(decay), null, false, 5)
                .weights();
        float[] actual = averaged.get(CONVOLUTION).values();
        for (int i = 0; i < actual.length; i++) assertEquals(expected[i], actual[i], 1e-6f);
    }
}
