package org.denoiser.patch;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where patches may be taken: cells of half a patch, along every axis, over all images, drawn with weights. Immutable and thread-safe.
 */
final class Places {
    /** Weight of a cell with too little detail. A tenth still teaches what smooth regions look like. */
    private static final double SMOOTH = 0.1;

    /** The upper left corner of a patch in an image, in the first of its planes. */
    static final class Place {
        final TrainingImage image;
        final int x;
        final int y;
        final int z;

        Place(TrainingImage image, int x, int y, int z) {
            this.image = image;
            this.x = x;
            this.y = y;
            this.z = z;
        }
    }

    private final List<TrainingImage> images;
    private final int size;
    private final int planes;
    private final int[] firstCell;
    private final double[] cumulative;

    /**
     * @param images each at least {@code size} wide and high and {@code planes} deep
     * @param detail see {@link PatchOptions}
     * @param contrast see {@link PatchOptions}
     */
    Places(List<TrainingImage> images, int size, int planes, double detail, double contrast) {
        this.images = images;
        this.size = size;
        this.planes = planes;
        this.firstCell = new int[images.size() + 1];
        for (int i = 0; i < images.size(); i++) {
            TrainingImage image = images.get(i);
            firstCell[i + 1] = Math.addExact(firstCell[i], cells(image));
        }
        this.cumulative = new double[firstCell[images.size()]];
        double sum = 0;
        int cell = 0;
        for (TrainingImage image : images) {
            for (int within = 0; within < cells(image); within++) {
                Place corner = corner(image, within);
                boolean smooth = detail > 0 && detail(corner) < detail / 255;
                boolean even = contrast > 0 && contrast(corner) < contrast / 255;
                sum += smooth || even ? SMOOTH : 1;
                cumulative[cell++] = sum;
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
        Place corner = corner(image, cell - firstCell[index]);
        int x = jitter(corner.x, image.width(), size, random);
        int y = jitter(corner.y, image.height(), size, random);
        int z = planes == 1 ? corner.z : jitter(corner.z, image.depth(), planes, random);
        return new Place(image, x, y, z);
    }

    /** The place in the middle of the cell with this number in the image: x fastest, then y, then z. */
    private Place corner(TrainingImage image, int cell) {
        int columns = cells(image.width(), size);
        int rows = cells(image.height(), size);
        return new Place(
                image,
                corner(cell % columns, image.width(), size),
                corner(cell / columns % rows, image.height(), size),
                corner(cell / columns / rows, image.depth(), planes));
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
    private static int jitter(int corner, int extent, int length, SplittableRandom random) {
        int reach = step(length) / 2;
        int moved = corner + random.nextInt(2 * reach + 1) - reach;
        return Math.max(0, Math.min(extent - length, moved));
    }

    private static int step(int length) {
        return Math.max(1, length / 2);
    }

    private int cells(TrainingImage image) {
        int plane = Math.multiplyExact(cells(image.width(), size), cells(image.height(), size));
        return Math.multiplyExact(plane, cells(image.depth(), planes));
    }

    /** Cells along an axis of this extent for patches of this length. */
    private static int cells(int extent, int length) {
        return (extent - length + step(length) - 1) / step(length) + 1;
    }

    private static int corner(int cell, int extent, int length) {
        return Math.min(cell * step(length), extent - length);
    }

    /** Standard deviation of the first channel. */
    private double contrast(Place place) {
        double sum = 0;
        double squares = 0;
        for (int z = place.z; z < place.z + planes; z++) {
            for (int y = place.y; y < place.y + size; y++) {
                for (int x = place.x; x < place.x + size; x++) {
                    double value = place.image.at(x, y, z);
                    sum += value;
                    squares += value * value;
                }
            }
        }
        double count = (double) planes * size * size;
        return Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
    }

    /** Mean absolute difference between each pixel and its right and lower neighbours in its plane. */
    private double detail(Place place) {
        TrainingImage image = place.image;
        double sum = 0;
        for (int z = place.z; z < place.z + planes; z++) {
            for (int y = place.y; y < place.y + size - 1; y++) {
                for (int x = place.x; x < place.x + size - 1; x++) {
                    float value = image.at(x, y, z);
                    sum += Math.abs(value - image.at(x + 1, y, z)) + Math.abs(value - image.at(x, y + 1, z));
                }
            }
        }
        return sum / Math.max(1, 2L * planes * (size - 1) * (size - 1));
    }
}
