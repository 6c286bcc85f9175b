package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.denoiser.architecture.Architecture;
import org.denoiser.image.ImageFiles;
import org.denoiser.image.PixelType;
import org.denoiser.image.PlaneListener;
import org.denoiser.image.Planes;
import org.denoiser.image.ValueScaling;
import org.denoiser.patch.TrainingImage;
import org.denoiser.patch.TrainingImages;

/** The images to learn from, loaded one file at a time, and what the first of them was like. */
final class TrainingInput {
    private final TrainingImages reader;
    private final List<TrainingImage> images = new ArrayList<>();
    private PixelType type;
    private ValueScaling scaling;
    private NoiseProposal noise;

    private TrainingInput(TrainingImages reader) {
        this.reader = reader;
    }

    /**
     * @throws IllegalArgumentException when no image is open and none is named, or images and targets do not match
     * @throws IOException when a file cannot be read or a folder holds no images
     */
    static TrainingInput load(TrainCommand command, TrainingPlan plan, Progress progress) throws IOException {
        TrainingInput input = new TrainingInput(reader(plan));
        ImagePlus open = InputImages.find("input", command.input, command.image);
        if (!plan.learning().hasTargets()) {
            requireNoTarget(command);
            input.addAll(open, files("input", command.input, open), plan, progress);
            return input;
        }
        if (command.target.isEmpty() && command.targetimage == null) {
            throw new IllegalArgumentException("target: the images that learn=" + command.learn
                    + " learns to make are needed, in the same order or of the same names as those of input");
        }
        ImagePlus target = InputImages.find("target", command.target, command.targetimage);
        input.addPairs(
                open,
                files("input", command.input, open),
                target,
                files("target", command.target, target),
                plan,
                progress);
        return input;
    }

    /**
     * The images to test with; none when none are given.
     *
     * @throws IllegalArgumentException when what is learnt from is not degraded here, which is what is tested
     * @throws IOException when a file cannot be read or a folder holds no images
     */
    static List<TrainingImage> loadTest(TrainCommand command, TrainingPlan plan, Progress progress) throws IOException {
        if (command.test.isEmpty() && command.testimage == null) {
            return List.of();
        }
        if (!plan.learning().addsNoise()) {
            throw new IllegalArgumentException("test=" + command.test + ": learn=" + command.learn
                    + " adds no noise that could be added to the images to test with; learn=clean is needed");
        }
        TrainingInput input = new TrainingInput(reader(plan));
        ImagePlus open = InputImages.find("test", command.test, command.testimage);
        input.addAll(open, files("test", command.test, open), plan, progress);
        return input.images();
    }

    private static TrainingImages reader(TrainingPlan plan) {
        Architecture network = plan.architecture();
        return new TrainingImages(plan.scaling(), network.channels(), plan.sides(), network.takesVolumes())
                .shrink(plan.shrink());
    }

    private static void requireNoTarget(TrainCommand command) {
        if (!command.target.isEmpty() || command.targetimage != null) {
            throw new IllegalArgumentException("target=" + command.target + ": learn=" + command.learn
                    + " takes none; learn=pairs or learn=noise2noise is needed");
        }
    }

    /** Null where there is an open image. */
    private static TrainingFiles files(String key, String text, ImagePlus open) throws IOException {
        return open != null ? null : new TrainingFiles(key, text);
    }

    private void addAll(ImagePlus open, TrainingFiles files, TrainingPlan plan, Progress progress) throws IOException {
        if (open != null) {
            add(open, null, plan);
            return;
        }
        List<Path> paths = files.paths();
        progress.status("Reading " + paths.size() + (paths.size() == 1 ? " image" : " images"));
        for (int i = 0; i < paths.size(); i++) {
            progress.checkCancelled();
            add(ImageFiles.open(paths.get(i)), null, plan);
            progress.progress(i + 1L, paths.size() + 1L);
        }
    }

    private void addPairs(
            ImagePlus open,
            TrainingFiles files,
            ImagePlus openTarget,
            TrainingFiles targets,
            TrainingPlan plan,
            Progress progress)
            throws IOException {
        List<Path> paths = files == null ? Collections.singletonList(null) : files.paths();
        List<Path> partners = Collections.singletonList(null);
        if (files != null && targets != null) {
            partners = files.partners(targets);
        } else if (targets != null) {
            partners = targets.paths();
        }
        if (paths.size() != partners.size()) {
            throw new IllegalArgumentException("target: " + partners.size() + " images are given for the "
                    + paths.size() + " of input; a target for each is needed");
        }
        progress.status("Reading " + paths.size() + (paths.size() == 1 ? " pair" : " pairs"));
        for (int i = 0; i < paths.size(); i++) {
            progress.checkCancelled();
            ImagePlus image = open != null ? open : ImageFiles.open(paths.get(i));
            add(image, openTarget != null ? openTarget : ImageFiles.open(partners.get(i)), plan);
            progress.progress(i + 1L, paths.size() + 1L);
        }
    }

    private void add(ImagePlus image, ImagePlus target, TrainingPlan plan) {
        images.addAll(target == null ? reader.of(image) : reader.of(image, target));
        if (type == null) {
            Planes planes = Planes.of(image);
            type = planes.type();
            scaling = plan.scaling().scalings(planes, PlaneListener.NONE).get(0);
            if (plan.learning().addsNoise()) noise = NoiseProposal.of(SeenNoise.of(planes), plan.scaling());
        }
    }

    /** Each plane, or volume, at each of its sizes. */
    List<TrainingImage> images() {
        return images;
    }

    /** The type of the first image. */
    PixelType type() {
        return type;
    }

    /** How the values of the first image's first channel were scaled. */
    ValueScaling scaling() {
        return scaling;
    }

    /** The noise of the first image, where it was to be clean and is not; else null. */
    NoiseProposal noise() {
        return noise;
    }
}
