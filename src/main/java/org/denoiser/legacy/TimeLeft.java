package org.denoiser.legacy;

/**
 * Estimates how long a command will still take from the pace of its present part, such as reading or training. What was done when a
 * part first told how far it was, such as the steps of a training that is resumed, says nothing about the pace. Not thread-safe.
 */
final class TimeLeft {
    private static final long SECOND = 1_000_000_000L;

    private long start;
    private long before;
    private long total = -1;

    /** @param start when the command began, in nanoseconds */
    TimeLeft(long start) {
        this.start = start;
    }

    /**
     * The time left in words, for instance {@code 1:36 min left}; empty while nothing can be said.
     *
     * @param done units finished, from 0 to total
     * @param now present time in nanoseconds
     */
    String words(long done, long total, long now) {
        if (total != this.total || done < before) {
            // the first unit of all may have been finished by the time of its first report
            boolean fromStart = this.total < 0 && done <= 1;
            this.total = total;
            before = fromStart ? 0 : done;
            if (!fromStart) start = now;
        }
        return done <= before ? "" : words((now - start) / (done - before) * (total - done)) + " left";
    }

    /** A time in words, for instance {@code 1:36 min}. */
    static String words(long nanos) {
        long seconds = (nanos + SECOND / 2) / SECOND;
        if (seconds < 60) return seconds + " s";
        if (seconds < 3600) return String.format("%d:%02d min", seconds / 60, seconds % 60);
        return String.format("%d:%02d h", seconds / 3600, seconds / 60 % 60);
    }
}
