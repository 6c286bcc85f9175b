package org.denoiser.patch;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hides pixels of a patch. The patch is divided into square boxes whose side is the nearest to what gives the wanted share; a pixel is drawn
 * in each (stratified sampling, Krull et al. 2019, arXiv 1811.10980), and in the boxes that the right and lower edge cut only counts when it
 * lies inside: so every pixel is as likely as every other. All channels of a pixel are hidden together. Immutable and thread-safe.
 */
final class BlindSpots {
    private final MaskOptions options;
    private final int side;
    private final int channels;
    private final int box;

    BlindSpots(MaskOptions options, int side, int channels) {
        this.options = options;
        this.side = side;
        this.channels = channels;
        // A box that is larger than the patch might leave it without any masked pixel.
        this.box = (int) Math.max(1, Math.min(side, Math.round(Math.sqrt(100 / options.percent()))));
    }

    /** Side of a box: a share of 1 / box^2 of the pixels is masked. */
    int box() {
        return box;
    }

    /**
     * Hides pixels in place.
     *
     * @param patch side x side x channels values
     * @return what the network shall find there: the values before at masked pixels, NaN elsewhere
     */
    float[] hide(float[] patch, SplittableRandom random) {
        float[] before = patch.clone();
        float[] target = new float[patch.length];
        Arrays.fill(target, Float.NaN);
        int longest = options.neighbourhood() * options.neighbourhood();
        float[][] neighbours = new float[channels][longest];
        float[] value = new float[channels];
        for (int top = 0; top < side; top += box) {
            for (int left = 0; left < side; left += box) {
                int y = top + random.nextInt(box);
                int x = left + random.nextInt(box);
                if (y < side && x < side) {
                    System.arraycopy(before, index(x, y), target, index(x, y), channels);
                    replace(before, patch, x, y, random, neighbours, value);
                }
            }
        }
        return target;
    }

    private void replace(
            float[] before, float[] patch, int x, int y, SplittableRandom random, float[][] neighbours, float[] value) {
        int reachX = options.structure() == MaskStructure.HORIZONTAL ? options.length() / 2 : 0;
        int reachY = options.structure() == MaskStructure.VERTICAL ? options.length() / 2 : 0;
        for (int v = Math.max(0, y - reachY); v <= Math.min(side - 1, y + reachY); v++) {
            for (int u = Math.max(0, x - reachX); u <= Math.min(side - 1, x + reachX); u++) {
                int count = collect(before, u, v, x, y, reachX, reachY, neighbours);
                options.replacement().replace(neighbours, count, random, value);
                System.arraycopy(value, 0, patch, index(u, v), channels);
            }
        }
    }

    /** Values around {@code u, v}, without the strip around {@code x, y}; the strip is the pixel alone when it has no reach. */
    private int collect(float[] before, int u, int v, int x, int y, int reachX, int reachY, float[][] neighbours) {
        int radius = options.neighbourhood() / 2;
        boolean whole = options.replacement().takesCentre() && reachX == 0 && reachY == 0;
        int count = 0;
        for (int row = Math.max(0, v - radius); row <= Math.min(side - 1, v + radius); row++) {
            for (int column = Math.max(0, u - radius); column <= Math.min(side - 1, u + radius); column++) {
                boolean hidden = Math.abs(row - y) <= reachY && Math.abs(column - x) <= reachX;
                if (whole || !hidden) {
                    for (int channel = 0; channel < channels; channel++) {
                        neighbours[channel][count] = before[index(column, row) + channel];
                    }
                    count++;
                }
            }
        }
        return count;
    }

    private int index(int x, int y) {
        return (y * side + x) * channels;
    }
}
