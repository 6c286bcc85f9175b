package org.denoiser.single;

import java.util.concurrent.atomic.AtomicLong;
import org.denoiser.noise.NoiseEstimate;

/** One pass of combining similar patches over a plane: see {@link PatchGroup} for what is done with each group. */
final class RidgePass {
    /** Rows of places that one thread works on before its patches are added to the plane. */
    private static final int ROWS = 4;

    private final float[] noisy;
    private final float[] pilot;
    private final int width;
    private final int height;
    private final RidgeOptions options;
    private final NoiseEstimate noise;
    private final int[] xs;
    private final int[] ys;

    /**
     * @param noisy the plane; not modified
     * @param pilot the result of the pass before, not modified; null in the first pass, where the noisy plane itself is searched
     * @param width at least a patch, and so is the height
     * @param noise white
     */
    RidgePass(float[] noisy, float[] pilot, int width, int height, RidgeOptions options, NoiseEstimate noise) {
        this.noisy = noisy;
        this.pilot = pilot;
        this.width = width;
        this.height = height;
        this.options = options;
        this.noise = noise;
        xs = Places.along(width, options.side, options.step);
        ys = Places.along(height, options.side, options.step);
    }

    /**
     * Runs the pass.
     *
     * @param progress hears the share done, from 0 to 1, in this thread several times a second; what it throws goes up
     */
    float[] run(int threads, Share progress) {
        WeightedSum whole = new WeightedSum(width, 0, height);
        AtomicLong done = new AtomicLong();
        ThreadLocal<Worker> workers = ThreadLocal.withInitial(() -> new Worker(done));
        Bands.run(
                (ys.length + ROWS - 1) / ROWS,
                threads,
                band -> workers.get().work(band),
                whole::add,
                () -> progress.done(done.get() / (double) ys.length));
        return whole.means();
    }

    /** What a thread needs for itself. */
    private final class Worker {
        private final AtomicLong done;
        private final PatchSearch search =
                new PatchSearch(pilot == null ? noisy : pilot, width, height, options.side, options.radius);
        private final PatchGroup group = new PatchGroup(noisy, pilot, width, options, noise);
        private final int[] offsets = new int[options.group];

        Worker(AtomicLong done) {
            this.done = done;
        }

        WeightedSum work(int band) {
            int first = band * ROWS;
            int last = Math.min(ys.length, first + ROWS) - 1;
            int top = Math.max(0, ys[first] - options.radius);
            int bottom = Math.min(height, ys[last] + options.radius + options.side);
            WeightedSum part = new WeightedSum(width, top, bottom);
            for (int row = first; row <= last; row++) {
                for (int from = 0; from < xs.length; from += PatchSearch.STRETCH) {
                    Bands.checkStopped();
                    int to = Math.min(xs.length, from + PatchSearch.STRETCH);
                    search.compare(ys[row], xs, from, to);
                    for (int i = from; i < to; i++) {
                        int k = search.nearest(i - from, xs[i], ys[row], options.group, offsets);
                        group.denoise(offsets, k, part);
                    }
                }
                done.incrementAndGet();
            }
            return part;
        }
    }
}
