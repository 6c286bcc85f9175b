package org.denoiser.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.denoiser.model.EpochRow;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageWriter;
import org.denoiser.network.Precision;
import org.denoiser.patch.ImageSplit;
import org.denoiser.patch.PatchSampler;
import org.denoiser.patch.TrainingImage;
import org.denoiser.train.CheckpointFile;
import org.denoiser.train.FinalTest;
import org.denoiser.train.Trainer;
import org.denoiser.train.TrainingOptions;
import org.denoiser.train.TrainingResult;

/** One run of the command {@code train}: from checked values to a model package on disk. */
final class Training {
    private final TrainCommand command;
    private final Progress progress;
    private final TrainingObserver observer;
    private String outcome;

    Training(TrainCommand command, Progress progress) {
        this.command = command;
        this.progress = progress;
        this.observer = command.window ? progress.trainingObserver() : TrainingObserver.NONE;
    }

    /**
     * @return the layer table and what was done
     * @throws IllegalArgumentException for a wrong value
     * @throws IOException when images cannot be read, another training writes the same package, or it cannot be written
     * @throws CancellationException when whoever watches wants no model; the checkpoint is there
     */
    String run() throws IOException {
        try {
            return train(new TrainingPlan(command));
        } finally {
            observer.ended(outcome);
        }
    }

    private String train(TrainingPlan plan) throws IOException {
        Path output = ModelFolders.forNew(command.output);
        requireWritable(output);
        CheckpointFile checkpoint = new CheckpointFile(output.resolveSibling(output.getFileName() + ".checkpoint"));
        Closeable held = checkpoint.hold();
        try {
            return train(plan, output, checkpoint);
        } finally {
            held.close();
        }
    }

    private String train(TrainingPlan plan, Path output, CheckpointFile checkpoint) throws IOException {
        TrainingInput images = TrainingInput.load(command, plan, progress);
        List<TrainingImage> testImages = TrainingInput.loadTest(command, plan, progress);
        ImageSplit split = ImageSplit.of(images.images(), command.split, command.seed);
        PatchSampler training = plan.training(split.training());
        PatchSampler validation = plan.validation(split.validation());
        TrainingOptions options = plan.options(training);
        TrainingReporter reporter = new TrainingReporter(progress, observer, ModelFolders.nameOf(output), options);
        Trainer trainer = new Trainer(options, training, validation, checkpoint, command.resume, reporter);
        TrainingResult result = trainer.train();
        FinalTest test = testImages.isEmpty() ? null : test(plan, testImages, result, reporter);
        if (observer.wantsCancel()) {
            throw new CancellationException("Cancelled.");
        }
        reporter.note("Writing " + output);
        ModelPackage model = new TrainedModel(command, plan, images, split, result, test).describe(output);
        ModelPackageWriter.write(model, output);
        if (result.end() != TrainingResult.End.CANCELLED) {
            checkpoint.delete();
        }
        String words = result.end().words();
        outcome = Character.toUpperCase(words.charAt(0)) + words.substring(1) + ". " + saved(output);
        int side = training.side();
        return LayerTable.of(plan.architecture(), side, side) + "\n" + report(plan, images, result, test)
                + ending(result, output, checkpoint);
    }

    private static FinalTest test(
            TrainingPlan plan, List<TrainingImage> images, TrainingResult result, TrainingReporter reporter) {
        reporter.testing();
        Precision precision = Precision.ofKey(result.precision());
        return FinalTest.of(plan.options(), result.weights(), plan.test(images), precision, reporter);
    }

    /** Half an hour of training shall not end at a folder that cannot be written to. */
    private static void requireWritable(Path output) throws IOException {
        Path folder = output.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("output=" + output + ": the folder '" + folder + "' cannot be made", e);
        }
        if (!Files.isWritable(folder) || Files.isDirectory(output)) {
            throw new IOException("output=" + output + ": "
                    + (Files.isDirectory(output)
                            ? "this is a folder"
                            : "the folder '" + folder + "' cannot be written to"));
        }
    }

    private static String report(TrainingPlan plan, TrainingInput images, TrainingResult result, FinalTest test) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Trained %d steps in %s on %s, %s: %s.%n",
                result.steps(),
                duration(result.seconds()),
                result.device(),
                result.precision(),
                result.end().words()));
        EpochRow best = result.best();
        if (best != null) {
            text.append("Kept epoch ").append(best.epoch()).append(": validation ");
            text.append(FigureText.of(best.validation())).append(".\n");
        }
        if (test != null) {
            text.append(String.format("Test on %d patches: %s.%n", test.patches(), FigureText.of(test.denoised())));
            text.append("Before denoising: ")
                    .append(FigureText.of(test.noisy()))
                    .append(".\n");
        }
        if (images.noise() != null) {
            text.append("The first image that it learnt from is not clean: ")
                    .append(images.noise().seen());
            text.append(". Noise of images to learn from stays; learn=noise2void takes them as they are.\n");
        }
        if (plan.start() != null) {
            text.append("It started from ").append(plan.start().words());
            text.append(plan.licence() == null ? "" : "; its licence is " + plan.licence())
                    .append(".\n");
        }
        return text.toString();
    }

    private static String ending(TrainingResult result, Path output, CheckpointFile checkpoint) {
        StringBuilder text = new StringBuilder();
        if (result.end() == TrainingResult.End.CANCELLED) {
            text.append("Stopped early; resume goes on from ")
                    .append(checkpoint.path())
                    .append('\n');
        }
        return text.append(saved(output)).toString();
    }

    private static String saved(Path output) {
        return "Saved " + output.toAbsolutePath().normalize();
    }

    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
    }
}
