package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Preset;
import org.denoiser.patch.CleanPatches;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.TrainingImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be trained is refused with a sentence before anything starts. */
class TrainingChecksTest {
    private static PatchSampler patches(int size, int channels, float value) {
        float[] pixels = new float[32 * 32 * channels];
        pixels[7] = value;
        return new CleanPatches(
                List.of(new TrainingImage("image", 32, 32, channels, pixels)),
                Trainings.patches().size(size));
    }

    private static void refused(TrainingOptions options, PatchSampler training, PatchSampler held, String... words) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> {
            try {
                new Trainer(options, training, held, null, false, new Recorder());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        Trainings.assertSentence(refused, words);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 18, 30})
    void patchesMustFitTheNetwork(int size) {
        PatchSampler patches = patches(size, 1, 0);
        refused(Trainings.options(Trainings.convPool()), patches, patches, "patch=" + size, "4", "conv-pool");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 12, 16, 32})
    void patchesMustHaveTheOnlySizeThatANetworkTakes(int size) {
        Architecture network = Architecture.of(Preset.CONV_LATENT, Map.of("side", "8", "filters", "1", "latent", "2"));
        PatchSampler patches = patches(size, 1, 0);
        refused(Trainings.options(network), patches, patches, "patch=" + size, "8x8", "conv-latent");
    }

    @Test
    void bothSidesMustGivePatchesOfOneKind() {
        TrainingOptions options = Trainings.options(Trainings.unet());
        refused(options, patches(16, 1, 0), patches(32, 1, 0), "patch=16", "32");
        refused(options, patches(16, 3, 0), patches(16, 1, 0), "channels=1", "3");
        refused(options, patches(16, 1, 0), patches(16, 3, 0), "channels=1", "3");
    }

    @Test
    void batchesMustFitTheMemoryThatCanBeAddressed() {
        PatchSampler patches = patches(16, 1, 0);
        TrainingOptions options = Trainings.options(Trainings.unet()).batch(1 << 22);
        refused(options, patches, patches, "batch=4194304", "patch=16");
    }

    @Test
    void crossEntropyNeedsOutputsAndTargetsWithinZeroAndOne() {
        TrainingOptions options = Trainings.options(Trainings.convPool()).loss(Loss.BCE);
        PatchSampler good = patches(16, 1, 1);
        for (float value : new float[] {-1e-6f, 1.000001f, Float.NaN, Float.POSITIVE_INFINITY}) {
            PatchSampler bad = patches(16, 1, value);
            refused(options, bad, good, "loss=bce", "0 to 1");
            refused(options, good, bad, "loss=bce", "0 to 1");
        }
        for (Architecture architecture : List.of(Trainings.unet(), Trainings.residualUnet())) {
            TrainingOptions unbounded = Trainings.options(architecture).loss(Loss.BCE);
            Trainer trainer = Trainings.trainer(unbounded, good, null, false, new Recorder());
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, trainer::train);
            Trainings.assertSentence(
                    refused, "loss=bce", "sigmoid", architecture.preset().key());
        }
    }
}
