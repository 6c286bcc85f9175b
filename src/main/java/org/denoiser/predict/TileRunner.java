package org.denoiser.predict;

import java.util.Locale;
import java.util.function.BiFunction;
import org.denoiser.architecture.NetworkShape;
import org.denoiser.image.Selection;
import org.denoiser.network.DenoisingNetwork;
import org.denoiser.network.NetworkFailure;

/**
 * Denoises planes with tiles that fit into the memory: the default tile is taken smaller where there is little memory, and when an
 * allocation fails all the same, the plane is begun again with tiles of half the width; if even the smallest does not fit into a GPU,
 * the work goes on on the processor. What was changed stands in the network's notices. Used by one thread at a time.
 */
final class TileRunner {
    /** Smaller tiles would be little but overlap. */
    private static final int SMALLEST = 64;

    /**
     * Bytes that a network takes for an element of its largest layer: float32, the layer's input and output, and the work space of the
     * convolution. Measured were 1.3 to 4 times the largest layer (U-Nets, DnCNN and transposed convolutions, tiles of 512 to 1024).
     */
    private static final double BYTES_PER_ELEMENT = 4 * 4.5;

    /** Part of the free memory that a tile may take; others want some too. */
    private static final double SHARE = 0.5;

    private final DenoisingNetwork network;
    private final TileOptions asked;
    private final Selection selection;
    private final int width;
    private final int height;
    private final int count;
    private TileOptions options;
    private TiledProcessor processor;

    /**
     * @param network stays the caller's to close
     * @param width of the planes, at least 1
     * @param height of the planes, at least 1
     * @param selection that the work is limited to; null for the whole planes
     * @throws IllegalArgumentException when the tile is too small for the network or the overlap
     */
    TileRunner(DenoisingNetwork network, TileOptions options, int width, int height, Selection selection) {
        this(network, options, width, height, selection, network.freeMemory());
    }

    /** @param free memory in bytes */
    TileRunner(DenoisingNetwork network, TileOptions options, int width, int height, Selection selection, long free) {
        this.network = network;
        this.asked = options;
        this.selection = selection;
        this.width = width;
        this.height = height;
        this.options = fitting(free);
        this.processor = create();
        this.count = processor.tileCount();
    }

    /** Tiles of one plane, as they were first planned: the unit of the progress. */
    int tileCount() {
        return count;
    }

    /**
     * Denoises one plane, as {@link TiledProcessor#process} does.
     *
     * @throws IllegalArgumentException when even the smallest tile does not fit into the memory
     */
    float[][] process(float[][] planes, long before, long total, DenoisingListener listener) {
        return fitted(
                before,
                total,
                listener,
                (fitting, progress) -> fitting.process(planes, 0, fitting.tileCount(), progress));
    }

    /**
     * Denoises one plane, as {@link TiledProcessor#processRows} does; rows come again from the first one on when smaller tiles are
     * needed.
     *
     * @throws IllegalArgumentException when even the smallest tile does not fit into the memory
     */
    void processRows(
            TiledProcessor.RowSource source,
            TiledProcessor.RowSink sink,
            long before,
            long total,
            DenoisingListener listener) {
        fitted(before, total, listener, (fitting, progress) -> {
            fitting.processRows(source, sink, 0, fitting.tileCount(), progress);
            return null;
        });
    }

    private <T> T fitted(
            long before, long total, DenoisingListener listener, BiFunction<TiledProcessor, Progress, T> work) {
        Progress progress = new Progress(before, total, listener);
        while (true) {
            try {
                if (processor == null) {
                    processor = create();
                }
                progress.tiles = processor.tileCount();
                return work.apply(processor, progress);
            } catch (NetworkFailure e) {
                if (!e.isForMemory()) {
                    throw e;
                }
                shrink(e);
            } catch (OutOfMemoryError e) {
                shrink(e);
            }
        }
    }

    private TiledProcessor create() {
        while (true) {
            try {
                TiledProcessor created = new TiledProcessor(network, options, width, height);
                created.within(selection);
                return created;
            } catch (OutOfMemoryError e) {
                shrink(e);
            }
        }
    }

    /** The tile asked for; the default one as much smaller as the memory demands. */
    private TileOptions fitting(long free) {
        NetworkShape shape = network.shape();
        if (!asked.isDefaultTile() || shape.fixedSide() > 0) {
            return asked;
        }
        TileOptions chosen = asked;
        double bytesPerPixel = bytesPerPixel(shape);
        while (bytesPerPixel * chosen.tile() * chosen.tile() > SHARE * free && smaller(chosen) != null) {
            chosen = smaller(chosen);
        }
        if (chosen != asked) {
            network.addNotice(String.format(
                    Locale.ROOT,
                    "Tiles are %d pixels wide instead of %d, since only %d MB of memory are free.",
                    chosen.tile(),
                    asked.tile(),
                    free >> 20));
        }
        return chosen;
    }

    /** An upper estimate of the memory that a network takes for each pixel of a tile. */
    static double bytesPerPixel(NetworkShape shape) {
        return BYTES_PER_ELEMENT * shape.elementsPerPixel(SMALLEST);
    }

    private void shrink(Throwable reason) {
        processor = null;
        // What other networks hold may be all that is missing next time.
        DenoisingNetwork.closeKept();
        TileOptions next = network.shape().fixedSide() > 0 ? null : smaller(options);
        if (next != null) {
            network.addNotice("The memory was not enough for tiles of " + options.tile() + " pixels: " + next.tile()
                    + " from here on.");
            options = next;
        } else if (network.leaveGpu("its memory is not enough for tiles of " + options.tile() + " pixels")) {
            options = fitting(network.freeMemory());
        } else {
            throw new IllegalArgumentException(
                    "The memory is not enough for this network, not even with tiles of "
                            + (network.shape().fixedSide() > 0 ? network.shape().fixedSide() : options.tile())
                            + " pixels: other programs hold it, or there is too little.",
                    reason);
        }
    }

    /** Tiles of half the width, or null where these are too small. */
    private TileOptions smaller(TileOptions from) {
        TileOptions half = from.tile(from.tile() / 2);
        if (half.tile() < SMALLEST) {
            return null;
        }
        try {
            half.ofPlanes(network.shape(), Math.max(width, height));
            return half;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Counts in tiles as planned, never backwards, whatever the tiles are by now. */
    private final class Progress implements DenoisingListener {
        private final long before;
        private final long total;
        private final DenoisingListener listener;
        private long tiles;
        private long highest;

        private Progress(long before, long total, DenoisingListener listener) {
            this.before = before;
            this.total = total;
            this.listener = listener;
        }

        @Override
        public void progress(long done, long all) {
            highest = Math.max(highest, done * count / tiles);
            listener.progress(before + highest, total);
        }
    }
}
