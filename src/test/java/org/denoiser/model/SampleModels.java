package org.denoiser.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.denoiser.architecture.Architecture;
import org.denoiser.architecture.Preset;
import org.denoiser.image.PixelType;
import org.denoiser.image.ScalingRule;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.DeviceChoice;
import org.denoiser.network.Precision;
import org.denoiser.torchscript.TensorType;

/** Small models that tests write and read. */
public final class SampleModels {
    private SampleModels() {}

    /** A network of a few dozen parameters. */
    static Architecture tinyNetwork() {
        return Architecture.of(Preset.UNET, Map.of("depth", "1", "filters", "2"));
    }

    static ModelPackage tiny() {
        return filled(tinyNetwork(), ScalingRule.auto(), PixelType.GRAY8).build();
    }

    /** A package with everything in it; its test output is not what the network would give. */
    static ModelPackage.Builder filled(Architecture architecture, ScalingRule rule, PixelType type) {
        TestImage input = testInput(architecture, 7);
        return bare(architecture, rule, type)
                .author(Author.of("Ada Example").at("Institute of \"Examples\"").orcid("0000-0002-1825-0097"))
                .author(Author.of("Zoë Ünïcode 顕微鏡"))
                .licence("CC-BY-SA-4.0")
                .citation(Citation.ofDoi("Ronneberger et al. 2015, U-Net", "10.48550/arXiv.1505.04597"))
                .citation(Citation.ofUrl("An example: with a colon", "https://example.org/a?b=c#d"))
                .tag("denoising")
                .tag("on")
                .tag("2026-11-22")
                .credit(Credit.of("15 photographs", "a collection, by several", "CC BY-SA 4.0"))
                .credit(Credit.of("0x10", "yes", "~"))
                .recipe("denoiser train input=a target=\"b c\" \\\n  epochs=2 | tee log # all: of it")
                .noise(NoiseSummary.of("white Gaussian noise, sigma 5 to 55 of 255")
                        .with("sigma_min", 5)
                        .with("sigma_max", 55.5)
                        .with("tiny", 1e-7)
                        .with("large", 1.5e12))
                .attachment("curves.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, -1})
                .attachment("Curves_2-b.csv", "epoch,loss\n1,0.5\n".getBytes(StandardCharsets.UTF_8))
                .test(input, input);
    }

    /** A package with only what it must have. */
    public static ModelPackage.Builder bare(Architecture architecture, ScalingRule rule, PixelType type) {
        TestImage input = testInput(architecture, 7);
        return ModelPackage.builder(architecture, architecture.initialWeights(3))
                .name("Sample")
                .description("A sample:\n- of several lines, with 'quotes' and \\backslashes\\\n")
                .scaling(rule, type)
                .created(Instant.parse("2026-11-22T03:04:05.678Z"))
                .versions("0.1.0", "2.7.1")
                .noise(NoiseSummary.of("no"))
                .record(record())
                .test(input, input);
    }

    /** A package whose test output is what the network makes of the test input. */
    static ModelPackage run(Architecture architecture, ScalingRule rule, PixelType type) {
        ModelPackage.Builder builder = filled(architecture, rule, type);
        ModelPackage draft = builder.build();
        return builder.test(draft.testInput(), denoised(draft)).build();
    }

    /** The same model stored in float16, with a test output of its own. */
    static ModelPackage half(ModelPackage model) {
        ModelPackage.Builder builder = StoredWeights.in(TensorType.FLOAT16, model);
        ModelPackage draft = builder.build();
        return builder.test(draft.testInput(), denoised(draft)).build();
    }

    /** What the network of a package makes of its test input. */
    static TestImage denoised(ModelPackage model) {
        TestImage scaled = model.exchangeScaling().before(model.testInput());
        float[] values = scaled.values();
        ByteBuffer image = DenoisingNetwork.newBuffer(values.length);
        image.asFloatBuffer().put(values);
        FloatBuffer result = FloatBuffer.allocate(values.length);
        try (DenoisingNetwork network = DenoisingNetwork.open(
                model.architecture(), model.weights(), DeviceChoice.ofKey("cpu"), Precision.FLOAT32)) {
            network.run(image, result, 1, scaled.depth(), scaled.height(), scaled.width());
        }
        return model.exchangeScaling().after(scaled.withValues(result.array()));
    }

    /** The smallest test image that a network allows, with stored values from 0 to 255. */
    static TestImage testInput(Architecture architecture, long seed) {
        int side = ModelPackage.testSide(architecture, 1);
        Random random = new Random(seed);
        int planes = architecture.takesVolumes() ? TestImage.planesFor(architecture, 1) : 1;
        float[] values = new float[planes * side * side * architecture.channels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(256);
        }
        return architecture.takesVolumes()
                ? TestImage.volume(values, planes, side, side, architecture.channels())
                : TestImage.of(values, side, side, architecture.channels());
    }

    static TrainingRecord record() {
        return TrainingRecord.builder()
                .option("epochs", "2")
                .option("input", "C:\\images\\\"mine\"")
                .option("target", "")
                .data("images", "22")
                .data("size", "512 x 512")
                .software("Denoiser", "0.1.0")
                .software("PyTorch", "2.7.1")
                .seed(Long.MIN_VALUE)
                .epoch(EpochRow.of(1, 100, 0.5, 0.25, 30.125, 1e-3, 12.5))
                .epoch(EpochRow.of(2, 200, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, 1.0 / 3, 25))
                .bestEpoch(1)
                .ending("the last epoch was done")
                .seconds(25.5)
                .build();
    }

    static byte[] bytes(ModelPackage model) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ModelPackageWriter.write(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
