package org.denoiser.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.denoiser.model.ModelPackage;
import org.denoiser.model.ModelPackageReader;
import org.denoiser.model.TrainingRecord;

/** One combination of values of a sweep, the training that it stands for, and what came of it. Not thread-safe. */
final class SweepRun {
    /** Keys of {@code train} that a sweep gives itself. */
    static final Set<String> OWN_KEYS = Set.of("output", "resume", "window");

    private static final ParameterTable TRAIN = ParameterTable.of(TrainCommand.class);
    private static final int LONGEST_NAME = 60;

    private final String number;
    private final Map<String, String> varied;
    private final Map<String, String> options;
    private final ImagePlus image;
    private final Path file;
    private ModelPackage model;
    private String error;

    /**
     * @param number from 1
     * @param varied the values that tell it from other runs
     * @param options the other values, the same in all runs
     * @param image to learn from, or null
     * @param folder where the package will lie
     */
    SweepRun(int number, Map<String, String> varied, Map<String, String> options, ImagePlus image, Path folder) {
        this.number = String.format("%03d", number);
        this.varied = varied;
        this.options = options;
        this.image = image;
        this.file = folder.resolve(name() + ".zip");
    }

    /** For example {@code 001-dense-0_001}, which is also the model's name. */
    private String name() {
        String name = number + "-" + String.join("-", varied.values()).replaceAll("[^A-Za-z0-9()-]+", "_");
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    String number() {
        return number;
    }

    /** The values that tell it from other runs, by their keys. */
    Map<String, String> varied() {
        return varied;
    }

    /** The varied values, such as {@code preset=dense, rate=0.001}. */
    @Override
    public String toString() {
        List<String> pairs = new ArrayList<>();
        varied.forEach((key, value) -> pairs.add(key + "=" + value));
        return String.join(", ", pairs);
    }

    /**
     * The command that trains it, its values checked as far as that is possible without its images.
     *
     * @throws IllegalArgumentException with a sentence that names the run
     * @throws IOException if the model that it starts from cannot be read
     */
    TrainCommand command() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>(options);
        texts.putAll(varied);
        texts.put("output", file.toString());
        texts.put("resume", "true");
        texts.put("window", "false");
        try {
            TrainCommand command = new TrainCommand();
            TRAIN.fill(command, TRAIN.parse(texts));
            command.image = image;
            // its values are all checked by this
            new TrainingPlan(command);
            return command;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "vary: run " + number + " (" + this + ") cannot be: " + e.getMessage(), e);
        }
    }

    /**
     * Looks for what an earlier sweep has left.
     *
     * @throws IllegalArgumentException if the package is there but was trained with other options
     * @throws IOException if the package cannot be read
     */
    void lookForResult() throws IOException {
        if (!Files.exists(file)) return;
        ModelPackage found = ModelPackageReader.read(file);
        requireSame(found.record());
        // what was cancelled leaves its checkpoint beside the package and can go on from there
        if (!Files.exists(checkpoint())) model = found;
    }

    private void requireSame(TrainingRecord record) throws IOException {
        Map<String, String> wanted = TRAIN.texts(command());
        for (Map.Entry<String, String> option : record.options().entrySet()) {
            String now = wanted.get(option.getKey());
            if (now == null || OWN_KEYS.contains(option.getKey()) || now.equals(option.getValue())) continue;
            throw new IllegalArgumentException("output=" + file.getParent() + ": '" + file.getFileName()
                    + "' is there already and was trained with " + option.getKey() + "=" + option.getValue()
                    + " instead of " + option.getKey() + "=" + now + "; another folder is needed");
        }
    }

    private Path checkpoint() {
        return file.resolveSibling(file.getFileName() + ".checkpoint");
    }

    /** Trains, or goes on with a training that was interrupted. A failure is kept, see {@link #error}. */
    void train(Progress progress) {
        try {
            new Training(command(), progress).run();
            model = ModelPackageReader.read(file);
        } catch (IOException | RuntimeException e) {
            progress.checkCancelled();
            error = sentence(e);
        } catch (OutOfMemoryError e) {
            error = "The memory is not enough: " + e.getMessage();
        }
    }

    private static String sentence(Exception e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.toString() : e.getMessage();
    }

    /** Whether its model is trained to the end. */
    boolean isDone() {
        return model != null && !Files.exists(checkpoint());
    }

    /** What was trained, perhaps not to the end; null if nothing was yet, or if it failed. */
    ModelPackage model() {
        return model;
    }

    /** Why it failed, in a sentence; null if it did not. */
    String error() {
        return error;
    }
}
