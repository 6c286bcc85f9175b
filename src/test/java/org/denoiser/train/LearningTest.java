package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Loss;
import org.denoiser.architecture.Preset;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.noise.LevelRange;
import org.denoiser.noise.NoiseKind;
import org.denoiser.patch.CleanPatches;
import org.denoiser.patch.PatchOptions;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.TrainingImage;
import org.denoiser.torchscript.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks learn to denoise what they have never seen. */
class LearningTest {
    private static final int PAIRS = 32;
    private static final double GAIN = 3;

    private static Stream<TrainingOptions> trainings() {
        Architecture unet = Architecture.of(Preset.UNET, Map.of("depth", "2", "filters", "8"));
        Architecture convPool = Architecture.of(Preset.CONV_POOL, Map.of("filters", "8"));
        return Stream.of(
                options(unet).loss(Loss.MSE),
                options(unet).loss(Loss.L1),
                options(convPool).loss(Loss.BCE).epochs(8));
    }

    private static TrainingOptions options(Architecture architecture) {
        return Trainings.options(architecture)
                .epochs(4)
                .steps(30)
                .batch(8)
                .rate(5e-3)
                .warmup(10)
                .averaging(0.95);
    }

    private static PatchSampler sampler(List<TrainingImage> images, long seed) {
        PatchOptions options = PatchOptions.defaults()
                .size(Trainings.SIDE)
                .noise(NoiseKind.GAUSSIAN, LevelRange.parse("60"), 0)
                .seed(seed);
        return new CleanPatches(images, options);
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void aTinyNetworkBeatsTheNoiseOfUnseenImagesByThreeDecibels(TrainingOptions options) {
        TrainingResult result = Trainings.trainer(
                        options, sampler(Trainings.images(8, 1), 1), null, false, new Recorder())
                .train();
        PatchSampler unseen = sampler(Trainings.images(8, 1000), 2);
        double gain = gain(options, result.weights(), unseen);
        assertTrue(gain >= GAIN, "a gain of " + gain + " dB");
        assertTrue(
                gain(options, options.architecture().initialWeights(options.seed()), unseen) < GAIN / 2,
                "before the training it knew nothing");
    }

    /** How much closer to the clean patches a network's results are than the noisy ones, in dB. */
    private static double gain(TrainingOptions options, Map<String, Tensor> weights, PatchSampler sampler) {
        int values = PAIRS * sampler.patchElements();
        ByteBuffer bytes = DenoisingNetwork.newBuffer(values);
        FloatBuffer noisy = bytes.asFloatBuffer();
        FloatBuffer clean = FloatBuffer.allocate(values);
        FloatBuffer result = FloatBuffer.allocate(values);
        sampler.fill(0, PAIRS, noisy, clean);
        try (DenoisingNetwork network =
                DenoisingNetwork.open(options.architecture(), weights, options.device(), options.precision())) {
            network.run(bytes, result, PAIRS, sampler.side(), sampler.side());
        }
        return 10 * Math.log10(squares(noisy, clean) / squares(result, clean));
    }

    private static double squares(FloatBuffer values, FloatBuffer clean) {
        double sum = 0;
        for (int i = 0; i < values.capacity(); i++) sum += Math.pow(values.get(i) - clean.get(i), 2);
        return sum;
    }
}
