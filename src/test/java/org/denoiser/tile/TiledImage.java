package org.denoiser.tile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Sends images through an operation tile by tile, and makes images and operations for the tests of this package. */
final class TiledImage {

    private TiledImage() {}

    /** A tile's worth of values with its shape. */
    static final class Plane {
        final int width;
        final int height;
        final float[] values;

        Plane(int width, int height, float[] values) {
            this.width = width;
            this.height = height;
            this.values = values;
        }
    }

    static float[] process(float[] image, TileGrid grid, UnaryOperator<Plane> network) {
        return process(image, grid, network, null);
    }

    /** Processes the tiles in the grid's order, or shuffled where there is a random source. */
    static float[] process(float[] image, TileGrid grid, UnaryOperator<Plane> network, Random shuffle) {
        List<Tile> tiles = new ArrayList<>();
        for (Tile tile : grid) tiles.add(tile);
        if (shuffle != null) Collections.shuffle(tiles, shuffle);
        float[] out = new float[image.length];
        float[] buffer = new float[grid.tileElements()];
        for (Tile tile : tiles) {
            new TileReader(grid).read(image, tile, buffer, 0);
            Plane result = network.apply(new Plane(tile.length(0), buffer.length / tile.length(0), buffer.clone()));
            new TileBlender(grid).add(result.values, 0, tile, out);
        }
        return out;
    }

    static float[] random(int elements, long seed) {
        Random random = new Random(seed);
        float[] image = new float[elements];
        for (int i = 0; i < elements; i++) image[i] = random.nextFloat() - 0.25f;
        return image;
    }

    static float[] ramp(int width, int height, float right, float down) {
        float[] image = new float[width * height];
        for (int y = 0; y < height; y++) for (int x = 0; x < width; x++) image[y * width + x] = right * x + down * y;
        return image;
    }

    /** A zero-padded convolution with a random kernel of (2 radius + 1) squared weights, of sum 1 or less. */
    static UnaryOperator<Plane> convolution(int radius, long seed) {
        int side = 2 * radius + 1;
        float[] kernel = random(side * side, seed);
        return plane -> {
            float[] out = new float[plane.values.length];
            for (int y = 0; y < plane.height; y++) {
                for (int x = 0; x < plane.width; x++) {
                    double sum = 0;
                    for (int dy = -radius; dy <= radius; dy++) {
                        for (int dx = -radius; dx <= radius; dx++) {
                            if (y + dy < 0 || y + dy >= plane.height || x + dx < 0 || x + dx >= plane.width) continue;
                            float factor = kernel[(dy + radius) * side + dx + radius];
                            sum += factor * plane.values[(y + dy) * plane.width + x + dx];
                        }
                    }
                    out[y * plane.width + x] = (float) (sum / (side * side));
                }
            }
            return new Plane(plane.width, plane.height, out);
        };
    }

    /** Means over squares of {@code m} pixels, counted from the tile's corner. */
    static Plane pool(Plane plane, int m) {
        int width = plane.width / m;
        float[] out = new float[width * (plane.height / m)];
        for (int y = 0; y < plane.height; y++) {
            for (int x = 0; x < plane.width; x++) {
                out[y / m * width + x / m] += plane.values[y * plane.width + x] / (m * m);
            }
        }
        return new Plane(width, plane.height / m, out);
    }

    /** Repeats each value {@code m} times along both axes. */
    static Plane upsample(Plane plane, int m) {
        int width = plane.width * m;
        float[] out = new float[width * plane.height * m];
        for (int i = 0; i < out.length; i++) out[i] = plane.values[i / width / m * plane.width + i % width / m];
        return new Plane(width, plane.height * m, out);
    }
}
