package org.denoiser.train;

/** Time of a training over all its sittings. Used by one thread. */
final class Stopwatch {
    private final double before;
    private final long firstStep;
    private final long start = System.nanoTime();

    /**
     * @param before seconds of earlier sittings
     * @param firstStep steps that were done in them
     */
    Stopwatch(double before, long firstStep) {
        this.before = before;
        this.firstStep = firstStep;
    }

    /** Seconds altogether. */
    double seconds() {
        return before + sitting();
    }

    /** Seconds that the remaining steps will take at the pace of this sitting. */
    double left(long step, long all) {
        return sitting() / Math.max(1, step - firstStep) * (all - step);
    }

    private double sitting() {
        return (System.nanoTime() - start) / 1e9;
    }
}
