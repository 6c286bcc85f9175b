package org.denoiser.predict;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.function.IntConsumer;
import org.denoiser.network.DenoisingNetwork;

/**
 * Runs a network on tiles in several orientations, turns the results back and averages them: the geometric self-ensemble of B. Lim, S.
 * Son, H. Kim, S. Nah, K. M. Lee: Enhanced Deep Residual Networks for Single Image Super-Resolution, CVPR Workshops 2017, section 3.3.
 * Used by one thread at a time.
 */
final class Ensemble {
    private static final int FLIPPED_X = 1;
    private static final int FLIPPED_Y = 2;
    private static final int TRANSPOSED = 4;

    private final DenoisingNetwork network;
    private final int size;
    private final int channels;
    private ByteBuffer turned;
    private FloatBuffer found;

    /**
     * @param network stays the caller's to close
     * @param size 1: as it is; 4: mirrored in x and y; 8: transposed, too
     */
    Ensemble(DenoisingNetwork network, int size) {
        this.network = network;
        this.size = size;
        this.channels = network.shape().channels();
    }

    /** How many times the network runs for each tile. */
    int size() {
        return size;
    }

    /**
     * Denoises a batch, as {@link DenoisingNetwork#run} does; the sizes of tiles that are transposed are those that the network takes,
     * too.
     *
     * @param done hears how often the network has run, each time
     */
    void run(ByteBuffer images, FloatBuffer results, int batch, int depth, int height, int width, IntConsumer done) {
        if (size == 1) {
            network.run(images, results, batch, depth, height, width);
            done.accept(1);
            return;
        }
        int planes = batch * depth;
        int values = planes * height * width * channels;
        if (found == null || found.capacity() < values) {
            turned = DenoisingNetwork.newBuffer(values);
            found = FloatBuffer.allocate(values);
        }
        FloatBuffer given = images.asFloatBuffer();
        FloatBuffer input = turned.asFloatBuffer();
        for (int i = 0; i < values; i++) results.put(i, 0);
        for (int orientation = 0; orientation < size; orientation++) {
            boolean transposed = (orientation & TRANSPOSED) != 0;
            int rows = transposed ? width : height;
            int columns = transposed ? height : width;
            pair(orientation, planes, height, width, (here, there) -> input.put(there, given.get(here)));
            network.run(turned, found, batch, depth, rows, columns);
            pair(
                    orientation,
                    planes,
                    height,
                    width,
                    (here, there) -> results.put(here, results.get(here) + found.get(there) / size));
            done.accept(orientation + 1);
        }
    }

    /** Takes the place of a value in a tile, and its place in the turned one. */
    @FunctionalInterface
    private interface Pair {
        void take(int here, int there);
    }

    private void pair(int orientation, int planes, int height, int width, Pair pair) {
        int there = 0;
        boolean transposed = (orientation & TRANSPOSED) != 0;
        int rows = transposed ? width : height;
        int columns = transposed ? height : width;
        for (int plane = 0; plane < planes; plane++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int y = transposed ? column : row;
                    int x = transposed ? row : column;
                    if ((orientation & FLIPPED_Y) != 0) y = height - 1 - y;
                    if ((orientation & FLIPPED_X) != 0) x = width - 1 - x;
                    int here = ((plane * height + y) * width + x) * channels;
                    for (int channel = 0; channel < channels; channel++) pair.take(here++, there++);
                }
            }
        }
    }
}
