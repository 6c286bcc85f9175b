package org.denoiser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.model.EpochRow;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.NetworkThreads;
import org.denoiser.network.Precision;
import org.denoiser.patch.CleanPatches;
import org.denoiser.patch.PatchOptions;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.TrainingImage;
import org.denoiser.torchscript.Tensor;

/** Small networks, images and trainings for the tests of this package. One thread, so that no machine is busy and none differs. */
final class Trainings {
    static final int SIDE = 16;

    static {
        NetworkThreads.use(1);
    }

    private Trainings() {}

    static Architecture unet() {
        return Architecture.of(Preset.UNET, Map.of("depth", "2", "filters", "4"));
    }

    static Architecture convPool() {
        return Architecture.of(Preset.CONV_POOL, Map.of("filters", "4"));
    }

    static Architecture residualUnet() {
        return Architecture.of(Preset.RESIDUAL_UNET, Map.of("depth", "2", "filters", "4", "blocks", "1"));
    }

    static Architecture variational() {
        return Architecture.of(Preset.VARIATIONAL, Map.of("side", "16", "filters", "4", "latent", "8"));
    }

    /** Three epochs of four steps. */
    static TrainingOptions options(Architecture architecture) {
        return TrainingOptions.of(architecture)
                .epochs(3)
                .steps(4)
                .batch(4)
                .rate(2e-3)
                .warmup(3)
                .averaging(0.9)
                .validation(6)
                .device(DeviceChoice.ofKey("cpu"))
                .precision(Precision.FLOAT32);
    }

    /** Discs and bars of random places, sizes and brightness on an even ground, softened by a pixel; values within 0 to 1. */
    static TrainingImage shapes(int side, long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[side * side];
        Arrays.fill(pixels, 0.1f + 0.3f * random.nextFloat());
        for (int shape = 0; shape < side / 4; shape++) {
            double x0 = random.nextDouble() * side;
            double y0 = random.nextDouble() * side;
            double radius = 2 + random.nextDouble() * side / 8;
            double flatness = random.nextBoolean() ? 1 : 4;
            float brightness = 0.2f + 0.8f * random.nextFloat();
            for (int i = 0; i < pixels.length; i++) {
                double distance = Math.hypot(i % side - x0, flatness * (i / side - y0)) - radius;
                float cover = (float) Math.max(0, Math.min(1, 0.5 - distance));
                pixels[i] += cover * (brightness - pixels[i]);
            }
        }
        return new TrainingImage("shapes " + seed, side, side, 1, pixels);
    }

    static List<TrainingImage> images(int count, long firstSeed) {
        List<TrainingImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) images.add(shapes(64, firstSeed + i));
        return images;
    }

    static PatchOptions patches() {
        return PatchOptions.defaults().size(SIDE);
    }

    static PatchSampler learning() {
        return new CleanPatches(images(3, 1), patches());
    }

    static PatchSampler held() {
        return new CleanPatches(images(2, 100), patches().seed(99));
    }

    static Trainer trainer(
            TrainingOptions options, CheckpointFile checkpoint, boolean resume, TrainingListener listener) {
        return trainer(options, learning(), checkpoint, resume, listener);
    }

    static Trainer trainer(
            TrainingOptions options,
            PatchSampler learning,
            CheckpointFile checkpoint,
            boolean resume,
            TrainingListener listener) {
        try {
            return new Trainer(options, learning, held(), checkpoint, resume, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TrainingResult train(TrainingOptions options) {
        return trainer(options, null, false, new TrainingListener() {}).train();
    }

    /** The training that ends before the given step. */
    static TrainingResult stopped(TrainingOptions options, CheckpointFile checkpoint, boolean resume, long step) {
        return trainer(options, checkpoint, resume, new Recorder().cancelAfter(step))
                .train();
    }

    static void assertSameWeights(Map<String, Tensor> expected, Map<String, Tensor> actual, String message) {
        assertEquals(new ArrayList<>(expected.keySet()), new ArrayList<>(actual.keySet()), message);
        for (String name : expected.keySet()) {
            assertArrayEquals(bits(expected.get(name)), bits(actual.get(name)), message + ": " + name);
        }
    }

    private static int[] bits(Tensor tensor) {
        float[] values = tensor.values();
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) bits[i] = Float.floatToRawIntBits(values[i]);
        return bits;
    }

    /** Same weights, same figures of every epoch; times may differ. */
    static void assertSameTraining(TrainingResult expected, TrainingResult actual, String message) {
        assertSameWeights(expected.weights(), actual.weights(), message);
        assertEquals(expected.steps(), actual.steps(), message);
        assertEquals(expected.end(), actual.end(), message);
        assertEquals(texts(expected.epochs()), texts(actual.epochs()), message);
        assertEquals(text(expected.best()), text(actual.best()), message);
    }

    static boolean isFinite(Map<String, Tensor> weights) {
        for (Tensor tensor : weights.values()) {
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) return false;
            }
        }
        return true;
    }

    /** Everything of an epoch but its time. */
    static String text(EpochRow epoch) {
        return epoch == null
                ? "none"
                : epoch.epoch() + " " + epoch.step() + " " + epoch.trainingLoss() + " " + epoch.validation() + " "
                        + epoch.rate();
    }

    static List<String> texts(List<EpochRow> epochs) {
        List<String> texts = new ArrayList<>();
        for (EpochRow epoch : epochs) texts.add(text(epoch));
        return texts;
    }

    static void assertSentence(Throwable refused, String... words) {
        String message = refused.getMessage();
        for (String word : words) assertTrue(message != null && message.contains(word), message);
        assertTrue(!message.contains("\n"), message);
    }
}
