package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.denoiser.model.EpochRow;
import org.denoiser.model.Figures;
import org.denoiser.patch.BlindSpotPatches;
import org.denoiser.patch.MaskOptions;
import org.denoiser.patch.PatchSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on targets most of which are NaN, and without the truth. */
class MaskedTrainingTest {
    @TempDir
    Path folder;

    private static PatchSampler blind(long seed) {
        return new BlindSpotPatches(
                Trainings.images(2, seed), Trainings.patches().seed(seed), MaskOptions.defaults());
    }

    private static TrainingResult train(CheckpointFile checkpoint, boolean resume, TrainingListener listener)
            throws IOException {
        TrainingOptions options =
                Trainings.options(Trainings.convPool()).masked(true).truth(false);
        return new Trainer(options, blind(1), blind(100), checkpoint, resume, listener).train();
    }

    @Test
    void onlyTheLossIsKnownAndItIsOfTheHiddenPixels() throws IOException {
        TrainingResult result = train(null, false, new TrainingListener() {});
        assertEquals(3, result.epochs().size());
        for (EpochRow epoch : result.epochs()) {
            double loss = epoch.validationLoss();
            assertTrue(loss > 0 && loss < 1 && epoch.trainingLoss() > 0, epoch::toString);
            assertEquals(Figures.of(loss, Double.NaN, Double.NaN, Double.NaN, Double.NaN), epoch.validation());
        }
        assertTrue(Trainings.isFinite(result.weights()));
    }

    @Test
    void resumingEqualsNeverHavingStopped() throws IOException {
        CheckpointFile checkpoint = new CheckpointFile(folder.resolve("checkpoint"));
        train(checkpoint, false, new Recorder().cancelAfter(6));
        Trainings.assertSameTraining(
                train(null, false, new TrainingListener() {}),
                train(checkpoint, true, new TrainingListener() {}),
                "stopped in the second epoch");
    }
}
