package org.denoiser.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Divides images into those to learn from and those to validate with. Whole images go to one side or the other, grouped by
 * name, so that the reduced copies of a photograph never stand on both sides; a single image is cut in two. Immutable.
 */
public final class ImageSplit {
    private final List<TrainingImage> training;
    private final List<TrainingImage> validation;

    private ImageSplit(List<TrainingImage> training, List<TrainingImage> validation) {
        this.training = List.copyOf(training);
        this.validation = List.copyOf(validation);
    }

    /**
     * @param share of the names that goes to validation, above 0 and below 1; at least one name does
     * @param seed decides which
     */
    public static ImageSplit of(List<TrainingImage> images, double share, long seed) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("there are no images to learn from");
        }
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("split=" + share + ": a share above 0 and below 1 is needed");
        }
        // Thousands of small images are common, so names are looked up, never searched for.
        Set<String> distinct = new LinkedHashSet<>();
        for (TrainingImage image : images) {
            distinct.add(image.name());
        }
        List<String> names = new ArrayList<>(distinct);
        if (names.size() == 1) {
            return cut(images, share);
        }
        Collections.shuffle(names, new Random(seed));
        int held = (int) Math.max(1, Math.min(names.size() - 1, Math.round(share * names.size())));
        Set<String> heldNames = new HashSet<>(names.subList(0, held));
        List<TrainingImage> training = new ArrayList<>();
        List<TrainingImage> validation = new ArrayList<>();
        for (TrainingImage image : images) {
            (heldNames.contains(image.name()) ? validation : training).add(image);
        }
        return new ImageSplit(training, validation);
    }

    /** The lower rows validate, and the upper ones keep one at least; an image of one row does both. */
    private static ImageSplit cut(List<TrainingImage> images, double share) {
        List<TrainingImage> training = new ArrayList<>();
        List<TrainingImage> validation = new ArrayList<>();
        for (TrainingImage image : images) {
            int most = Math.max(1, image.height() - 1);
            int held = (int) Math.max(1, Math.min(most, Math.round(share * image.height())));
            int kept = image.height() - held;
            if (kept < 1) {
                training.add(image);
                validation.add(image);
            } else {
                training.add(image.crop(0, 0, image.width(), kept));
                validation.add(image.crop(0, kept, image.width(), held));
            }
        }
        return new ImageSplit(training, validation);
    }

    /** Images to learn from. */
    public List<TrainingImage> training() {
        return training;
    }

    /** Images to validate with. */
    public List<TrainingImage> validation() {
        return validation;
    }
}
