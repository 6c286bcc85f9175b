package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private TrainingInput(TrainingImages reader) {
        this.reader = reader;
    }

    /**
     * @throws IllegalArgumentException when no image is open and none is named
     * @throws IOException when a file cannot be read or a folder holds no images
     */
    static TrainingInput load(TrainCommand command, TrainingPlan plan, Progress progress) throws IOException {
        TrainingInput input = new TrainingInput(
                new TrainingImages(plan.scaling(), plan.architecture().channels(), plan.sides()));
        ImagePlus open = InputImages.find("input", command.input, command.image);
        if (open != null) {
            input.add(open, plan);
            return input;
        }
        List<Path> files = files(command.input);
        progress.status("Reading " + files.size() + (files.size() == 1 ? " image" : " images"));
        for (int i = 0; i < files.size(); i++) {
            progress.checkCancelled();
            input.add(ImageFiles.open(files.get(i)), plan);
            progress.progress(i + 1L, files.size() + 1L);
        }
        return input;
    }

    /** In the order of the text and, within folders, of the names. */
    private static List<Path> files(String text) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String part : text.split(";")) {
            Path path = InputImages.path("input", part.trim());
            if (Files.isDirectory(path)) {
                files.addAll(ImageFiles.list(path, true));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private void add(ImagePlus image, TrainingPlan plan) {
        images.addAll(reader.of(image));
        if (type == null) {
            Planes planes = Planes.of(image);
            type = planes.type();
            scaling = plan.scaling().scalings(planes, PlaneListener.NONE).get(0);
        }
    }

    /** Each plane at each of its sizes. */
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
}
