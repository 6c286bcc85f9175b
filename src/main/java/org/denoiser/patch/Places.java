package org.denoiser.patch;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where patches may be taken: cells of half a patch over all images, drawn with weights. Immutable and thread-safe.
 */
final class Places {
    /** Weight of a cell with too little detail. A tenth still teaches what smooth regions look like. */
    private static final double SMOOTH = 0.1;

    /** The upper left corner of a patch in an image. */
    static final class Place {
        final TrainingImage image;
        final int x;
        final int y;

        Place(TrainingImage image, int x, int y) {
            this.image = image;
            this.x = x;
            this.y = y;
        }
    }

    private final List<TrainingImage> images;
    private final int size;
    private final int[] firstCell;
    private final double[] cumulative;

    /**
     * @param images each at least {@code size} wide and high
     * @param detail see {@link PatchOptions}
     */
    Places(List<TrainingImage> images, int size, double detail) {
        this.images = images;
        this.size = size;
        this.firstCell = new int[images.size() + 1];
        for (int i = 0; i < images.size(); i++) {
            TrainingImage image = images.get(i);
            firstCell[i + 1] = Math.addExact(firstCell[i], columns(image) * rows(image));
        }
        this.cumulative = new double[firstCell[images.size()]];
        double sum = 0;
        int cell = 0;
        for (TrainingImage image : images) {
            for (int row = 0; row < rows(image); row++) {
                for (int column = 0; column < columns(image); column++) {
                    boolean smooth = detail > 0
                            && detail(image, corner(column, image.width()), corner(row, image.height())) < detail / 255;
                    sum += smooth ? SMOOTH : 1;
                    cumulative[cell++] = sum;
                }
            }
        }
    }

    /** How many different places of whole patches there are, counted in steps of half a patch. */
    int count() {
        return cumulative.length;
    }

    /** Whether all values to be learnt, those of the targets where there are any, lie from {@code low} to {@code high}. */
    boolean isWithin(float low, float high) {
        for (TrainingImage image : images) {
            for (float value : (image.target() == null ? image : image.target()).pixels()) {
                if (!(value >= low && value <= high)) {
                    return false;
                }
            }
        }
        return true;
    }

    Place draw(SplittableRandom random) {
        return at(firstAbove(random.nextDouble() * cumulative[cumulative.length - 1]), random);
    }

    /** A place in the cell of this number. */
    Place at(int cell, SplittableRandom random) {
        int found = Arrays.binarySearch(firstCell, cell);
        int index = found >= 0 ? found : -found - 2;
        TrainingImage image = images.get(index);
        int within = cell - firstCell[index];
        int x = corner(within % columns(image), image.width());
        int y = corner(within / columns(image), image.height());
        return new Place(image, jitter(x, image.width(), random), jitter(y, image.height(), random));
    }

    private int firstAbove(double target) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Moves a corner by up to a quarter of a patch, so that every pixel position occurs. */
    private int jitter(int corner, int extent, SplittableRandom random) {
        int reach = step() / 2;
        int moved = corner + random.nextInt(2 * reach + 1) - reach;
        return Math.max(0, Math.min(extent - size, moved));
    }

    private int step() {
        return Math.max(1, size / 2);
    }

    private int columns(TrainingImage image) {
        return (image.width() - size + step() - 1) / step() + 1;
    }

    private int rows(TrainingImage image) {
        return (image.height() - size + step() - 1) / step() + 1;
    }

    private int corner(int cell, int extent) {
        return Math.min(cell * step(), extent - size);
    }

    /** Mean absolute difference between each pixel and its right and lower neighbours. */
    private double detail(TrainingImage image, int x0, int y0) {
        double sum = 0;
        for (int y = y0; y < y0 + size - 1; y++) {
            for (int x = x0; x < x0 + size - 1; x++) {
                float value = image.at(x, y);
                sum += Math.abs(value - image.at(x + 1, y)) + Math.abs(value - image.at(x, y + 1));
            }
        }
        return sum / Math.max(1, 2L * (size - 1) * (size - 1));
    }
}
