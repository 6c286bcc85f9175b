package org.denoiser.train;

/** Learning rate over the steps: rises linearly, then falls to zero as half a cosine (Loshchilov and Hutter 2017, arXiv 1608.03983). */
final class RateSchedule {
    private final double highest;
    private final long warmup;
    private final long all;

    RateSchedule(double highest, long warmup, long all) {
        this.highest = highest;
        this.warmup = Math.min(warmup, all / 2);
        this.all = all;
    }

    /** The rate of a step, counted from 1. */
    double at(long step) {
        if (step <= warmup) {
            return highest * step / warmup;
        }
        double part = (double) (step - warmup) / (all - warmup + 1);
        return highest * 0.5 * (1 + Math.cos(Math.PI * part));
    }
}
