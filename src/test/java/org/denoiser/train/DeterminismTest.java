package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.Stream;
import org.denoiser.architecture.Loss;
import org.denoiser.network.NetworkThreads;
import org.denoiser.network.Precision;
import org.denoiser.patch.CleanPatches;
import org.denoiser.patch.PatchSampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Same seed and same threads, same weights to the last bit. */
class DeterminismTest {
    private static Stream<TrainingOptions> trainings() {
        return Stream.of(
                Trainings.options(Trainings.unet()),
                Trainings.options(Trainings.unet()).loss(Loss.L1).averaging(0),
                Trainings.options(Trainings.convPool()).loss(Loss.BCE),
                Trainings.options(Trainings.variational()).loss(Loss.BCE),
                Trainings.options(Trainings.residualUnet()).precision(Precision.BFLOAT16));
    }

    @AfterEach
    void backToOneThread() {
        NetworkThreads.use(1);
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void theSameSeedGivesTheSameWeights(TrainingOptions options) {
        Trainings.assertSameTraining(Trainings.train(options), Trainings.train(options), options.fingerprint());
    }

    @Test
    void twoThreadsGiveTheSameWeightsTwice() {
        TrainingOptions options = Trainings.options(Trainings.unet());
        // the class sets one thread when it is first used
        Trainings.learning();
        NetworkThreads.use(2);
        Trainings.assertSameTraining(Trainings.train(options), Trainings.train(options), "two threads");
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        TrainingOptions options = Trainings.options(Trainings.unet()).epochs(1).steps(3);
        TrainingResult one = Trainings.train(options);
        TrainingResult otherStart = Trainings.train(options.seed(2));
        PatchSampler otherPatches =
                new CleanPatches(Trainings.images(3, 1), Trainings.patches().seed(2));
        TrainingResult otherOrder = Trainings.trainer(options, otherPatches, null, false, new TrainingListener() {})
                .train();
        assertNotEquals(one.weights(), otherStart.weights());
        assertNotEquals(one.weights(), otherOrder.weights());
        assertNotEquals(otherStart.weights(), otherOrder.weights());
    }
}
