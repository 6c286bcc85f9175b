package org.denoiser.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
import org.denoiser.train.TrainingListener;
import org.denoiser.train.TrainingResult;

/** One run of the command {@code train}: from checked values to a model package on disk. */
final class Training {
    private final TrainCommand command;
    private final Progress progress;

    Training(TrainCommand command, Progress progress) {
        this.command = command;
        this.progress = progress;
    }

    /**
     * @return the layer table and what was done
     * @throws IllegalArgumentException for a wrong value
     * @throws IOException when images cannot be read or the package cannot be written
     */
    String run() throws IOException {
        TrainingPlan plan = new TrainingPlan(command);
        Path output = ModelFolders.forNew(command.output);
        requireWritable(output);
        TrainingInput images = TrainingInput.load(command, plan, progress);
        List<TrainingImage> testImages = TrainingInput.loadTest(command, plan, progress);
        ImageSplit split = ImageSplit.of(images.images(), command.split, command.seed);
        PatchSampler training = plan.training(split.training());
        PatchSampler validation = plan.validation(split.validation());
        CheckpointFile checkpoint = new CheckpointFile(output.resolveSibling(output.getFileName() + ".checkpoint"));
        Reporter reporter = new Reporter();
        Trainer trainer =
                new Trainer(plan.options(training), training, validation, checkpoint, command.resume, reporter);
        TrainingResult result = trainer.train();
        FinalTest test = testImages.isEmpty() ? null : test(plan, testImages, result, reporter);
        progress.status("Writing " + output);
        ModelPackage model = new TrainedModel(command, plan, images, split, result, test).describe(output);
        ModelPackageWriter.write(model, output);
        if (result.end() != TrainingResult.End.CANCELLED) {
            checkpoint.delete();
        }
        int side = training.side();
        return LayerTable.of(plan.architecture(), side, side) + "\n" + report(plan, result, test)
                + ending(result, output, checkpoint);
    }

    private static FinalTest test(
            TrainingPlan plan, List<TrainingImage> images, TrainingResult result, Reporter reporter) {
        reporter.measuring = "Testing";
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

    private static String report(TrainingPlan plan, TrainingResult result, FinalTest test) {
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
        return text.append("Saved ").append(output.toAbsolutePath().normalize()).toString();
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

    /** Hands what the trainer tells on to the command's caller. */
    private final class Reporter implements TrainingListener {
        private String where = "";
        private String last = "";
        private String measuring = "Validating";

        @Override
        public void started(String device, String precision) {
            where = device + ", " + precision;
            progress.status("Training on " + where);
        }

        @Override
        public void step(long step, long all, double loss, double secondsLeft) {
            progress.progress(step, all);
            progress.status(String.format(
                    Locale.ROOT, "Training on %s: step %d of %d, loss %.5f%s", where, step, all, loss, last));
        }

        @Override
        public void validation(long done, long all) {
            progress.status(String.format(Locale.ROOT, "%s on %s: %d of %d%s", measuring, where, done, all, last));
        }

        @Override
        public void epoch(EpochRow epoch, boolean best) {
            last = ", epoch " + epoch.epoch() + " validation " + FigureText.of(epoch.validation())
                    + (best ? " (best)" : "");
        }

        @Override
        public void note(String sentence) {
            progress.status(sentence);
        }

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
