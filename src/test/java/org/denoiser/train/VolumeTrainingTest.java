package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.denoiser.patch.BlindSpotPatches;
import org.denoiser.patch.CleanPatches;
import org.denoiser.patch.MaskOptions;
import org.denoiser.patch.PatchOptions;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.TrainingImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on volumes: the same loop with the same promises. */
class VolumeTrainingTest {
    @TempDir
    Path folder;

    static {
        Trainings.unet();
    }

    private static Architecture network() {
        return Architecture.of(Preset.UNET3D, Map.of("depth", "2", "filters", "6"));
    }

    /** Balls of random places, sizes and brightness. */
    private static TrainingImage balls(long seed) {
        Random random = new Random(seed);
        int side = 24;
        int depth = 12;
        float[] voxels = new float[depth * side * side];
        for (int ball = 0; ball < 12; ball++) {
            double x0 = random.nextDouble() * side;
            double y0 = random.nextDouble() * side;
            double z0 = random.nextDouble() * depth;
            double radius = 3 + 3 * random.nextDouble();
            float brightness = 0.2f + 0.8f * random.nextFloat();
            for (int i = 0; i < voxels.length; i++) {
                double away = Math.hypot(Math.hypot(i % side - x0, i / side % side - y0), i / side / side - z0);
                float cover = (float) Math.max(0, Math.min(1, radius - away));
                voxels[i] += cover * (brightness - voxels[i]);
            }
        }
        return TrainingImage.volume("balls " + seed, side, side, depth, 1, voxels);
    }

    private static List<TrainingImage> volumes(int count, long first) {
        List<TrainingImage> volumes = new ArrayList<>();
        for (int i = 0; i < count; i++) volumes.add(balls(first + i));
        return volumes;
    }

    private static PatchOptions patches() {
        return PatchOptions.defaults().size(12).planes(6).noise(NoiseKind.GAUSSIAN, LevelRange.parse("50"), 0);
    }

    private static PatchSampler learning() {
        return new CleanPatches(volumes(3, 1), patches());
    }

    private static PatchSampler held() {
        return new CleanPatches(volumes(2, 100), patches().seed(99));
    }

    private static TrainingResult train(TrainingOptions options, CheckpointFile checkpoint, boolean resume, long stop)
            throws IOException {
        Recorder recorder = new Recorder();
        return new Trainer(
                        options,
                        learning(),
                        held(),
                        checkpoint,
                        resume,
                        stop < 0 ? recorder : recorder.cancelAfter(stop))
                .train();
    }

    @Test
    void unseenVolumesComeOutWithFarLessNoise() throws IOException {
        TrainingOptions options = Trainings.options(network())
                .epochs(3)
                .steps(80)
                .batch(4)
                .rate(3e-3)
                .warmup(10)
                .averaging(0.9);
        TrainingResult result = train(options, null, false, -1);
        double noise = Math.pow(50 / 255.0, 2);
        assertTrue(result.best().validationLoss() < noise / 3, result.best().validationLoss() + " of " + noise);
        assertEquals(3, result.epochs().size());
        assertTrue(result.best().validation().ssim() > 0.3, "planes are compared one by one");
        FinalTest test =
                FinalTest.of(options, result.weights(), held(), org.denoiser.network.Precision.FLOAT32, new Recorder());
        assertTrue(test.denoised().psnr() > test.noisy().psnr() + 4.5, test.denoised() + " " + test.noisy());
    }

    @Test
    void resumedEqualsNeverStopped() throws IOException {
        TrainingOptions options = Trainings.options(network());
        TrainingResult whole = train(options, null, false, -1);
        for (long step : new long[] {1, 4, 10}) {
            CheckpointFile checkpoint = new CheckpointFile(folder.resolve("stopped at " + step));
            assertEquals(step, train(options, checkpoint, false, step).steps());
            Trainings.assertSameTraining(whole, train(options, checkpoint, true, -1), "stopped at " + step);
        }
    }

    @Test
    void hiddenVoxelsAreLearnt() throws IOException {
        PatchSampler training = new BlindSpotPatches(volumes(2, 1), patches(), MaskOptions.defaults());
        PatchSampler held = new BlindSpotPatches(volumes(1, 9), patches().seed(3), MaskOptions.defaults());
        TrainingOptions options = Trainings.options(
                        Architecture.of(Preset.UNET3D, Map.of("depth", "1", "filters", "6", "residual", "false")))
                .epochs(2)
                .steps(25)
                .rate(5e-3)
                .masked(true)
                .truth(false);
        TrainingResult result = new Trainer(options, training, held, null, false, new Recorder()).train();
        double first = result.epochs().get(0).trainingLoss();
        assertTrue(result.best().validationLoss() < first, result.best().validationLoss() + " " + first);
    }

    @Test
    void patchesThatDoNotFitAreRefused() {
        TrainingOptions volumes = Trainings.options(network());
        PatchSampler odd = new CleanPatches(volumes(1, 1), patches().planes(5));
        Trainings.assertSentence(refused(volumes, odd, odd), "planes=5", "multiple of 2");
        Trainings.assertSentence(refused(volumes, learning(), odd), "planes=6", "5");
        Trainings.assertSentence(refused(Trainings.options(Trainings.unet()), learning(), held()), "planes=6", "unet");
    }

    private static Exception refused(TrainingOptions options, PatchSampler training, PatchSampler held) {
        return assertThrows(
                IllegalArgumentException.class,
                () -> new Trainer(options, training, held, null, false, new Recorder()));
    }
}
