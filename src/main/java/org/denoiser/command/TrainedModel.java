package org.denoiser.command;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.denoiser.architecture.Architecture;
import org.denoiser.model.Author;
import org.denoiser.model.Credit;
import org.denoiser.model.EpochRow;
import org.denoiser.model.ExchangeScaling;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.NoiseSummary;
import org.denoiser.model.TestImage;
import org.denoiser.model.TrainingRecord;
import org.denoiser.network.EngineInfo;
import org.denoiser.patch.ImageSplit;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.TrainingImage;
import org.denoiser.train.FinalTest;
import org.denoiser.train.TrainingResult;

/** Describes what a training has made, for its package. */
final class TrainedModel {
    private static final int TEST_SIDE = 256;
    private static final int TEST_VOLUME_SIDE = 64;
    private static final int TEST_PLANES = 16;

    private final TrainCommand command;
    private final TrainingPlan plan;
    private final TrainingInput input;
    private final ImageSplit split;
    private final TrainingResult result;
    private final FinalTest test;

    /** @param test null when there was none */
    TrainedModel(
            TrainCommand command,
            TrainingPlan plan,
            TrainingInput input,
            ImageSplit split,
            TrainingResult result,
            FinalTest test) {
        this.command = command;
        this.plan = plan;
        this.input = input;
        this.split = split;
        this.result = result;
        this.test = test;
    }

    /** @param file where the package will lie; the model is named after it */
    ModelPackage describe(Path file) {
        String name = ModelFolders.nameOf(file);
        TestImage noisy = testInput();
        TrainingRecord record = record();
        ModelPackage.Builder builder = ModelPackage.builder(plan.architecture(), result.weights())
                .name(name)
                .description(command.description.isBlank() ? defaultDescription() : command.description)
                .scaling(plan.scaling(), input.type())
                .licence(plan.licence())
                .created(Instant.now())
                .versions(Versions.denoiser(), EngineInfo.version())
                .noise(noise())
                .record(record)
                .tag("denoising")
                .tag(plan.architecture().preset().key())
                .recipe(recipe())
                .test(noisy, testOutput(noisy));
        Curves.attach(builder, name, record);
        if (!command.author.isBlank()) {
            builder.author(Author.of(command.author));
        }
        for (Credit credit : plan.credits()) {
            builder.credit(credit);
        }
        if (plan.start() != null) {
            plan.start().model().citations().forEach(builder::citation);
        }
        return builder.build();
    }

    private String defaultDescription() {
        return plan.learning().addsNoise()
                ? "Denoises images with " + noise().words() + "."
                : "Denoises images like those that it was trained with; " + noise().words() + ".";
    }

    private NoiseSummary noise() {
        if (!plan.learning().addsNoise()) {
            return NoiseSummary.of(plan.learning().words());
        }
        double low = plan.patches().level().min();
        double high = plan.patches().level().max();
        String words = plan.patches().noise() + " noise, level "
                + plan.patches().level() + " (" + plan.patches().noise().levelMeaning()
                + (plan.patches().expose() ? ", white being each picture's own brightness" : "") + ")";
        return NoiseSummary.of(words).with("level_min", low).with("level_max", high);
    }

    private TrainingRecord record() {
        TrainingRecord.Builder record = TrainingRecord.builder()
                .seed(command.seed)
                .ending(result.end().words())
                .seconds(result.seconds())
                .software("Denoiser", Versions.denoiser())
                .software("PyTorch", EngineInfo.version())
                .thisMachine()
                .data("training images", Integer.toString(split.training().size()))
                .data("validation images", Integer.toString(split.validation().size()))
                .data("validated with", validationNames())
                .data("device", result.device())
                .data("precision", result.precision());
        if (test != null) {
            record.data("test patches", Integer.toString(test.patches()));
            FigureText.byName(test.noisy()).forEach((name, figure) -> record.data("noisy test " + name, figure));
            FigureText.byName(test.denoised()).forEach((name, figure) -> record.data("test " + name, figure));
        }
        if (plan.start() != null) {
            record.data("started from", plan.start().words());
        }
        for (Map.Entry<String, String> option :
                ParameterTable.of(TrainCommand.class).texts(command).entrySet()) {
            record.option(option.getKey(), option.getValue());
        }
        for (EpochRow epoch : result.epochs()) {
            record.epoch(epoch);
        }
        return record.bestEpoch(result.best() == null ? 0 : result.best().epoch())
                .build();
    }

    private String validationNames() {
        StringBuilder names = new StringBuilder();
        String last = null;
        for (TrainingImage image : split.validation()) {
            if (!image.name().equals(last) && names.length() < 1000) {
                names.append(names.length() == 0 ? "" : ", ").append(image.name());
            }
            last = image.name();
        }
        return names.toString();
    }

    private String recipe() {
        StringBuilder words = new StringBuilder("java -jar plugins/Denoiser_-" + Versions.denoiser() + ".jar train");
        for (Map.Entry<String, String> option :
                ParameterTable.of(TrainCommand.class).changed(command).entrySet()) {
            String word = option.getKey() + "=" + option.getValue();
            words.append(' ')
                    .append(word.matches("[A-Za-z0-9_=./,:+-]*") ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return words.toString();
    }

    /** A noisy piece of a validation image, in the values of the first image read. */
    private TestImage testInput() {
        Architecture network = plan.architecture();
        boolean volumes = network.takesVolumes();
        int side = ModelPackage.testSide(network, volumes ? TEST_VOLUME_SIDE : TEST_SIDE);
        int planes = volumes ? TestImage.planesFor(network, TEST_PLANES) : 1;
        PatchSampler sampler = plan.example(split.validation(), planes, side);
        FloatBuffer noisy = FloatBuffer.allocate(sampler.patchElements());
        sampler.fill(0, 1, noisy, FloatBuffer.allocate(sampler.patchElements()));
        float[] values = noisy.array();
        input.scaling().restore(values);
        return volumes
                ? TestImage.volume(values, planes, side, side, network.channels())
                : TestImage.of(values, side, side, network.channels());
    }

    private TestImage testOutput(TestImage stored) {
        return TestRun.output(
                plan.architecture(),
                result.weights(),
                ExchangeScaling.of(plan.scaling(), input.type()),
                stored,
                plan.options().device());
    }
}
