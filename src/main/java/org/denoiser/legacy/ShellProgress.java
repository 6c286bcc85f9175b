package org.denoiser.legacy;

import ij.IJ;
import java.io.PrintStream;
import java.util.function.LongSupplier;
import org.denoiser.command.Progress;

/**
 * One line of progress with the time left, on a terminal rewritten in place, else a line every ten seconds. Nothing is printed for
 * what ends within two seconds.
 */
final class ShellProgress implements Progress {
    private static final long SECOND = 1_000_000_000L;
    private static final long QUIET = 2 * SECOND;

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private String command = "";
    private String status = "";
    private long start;
    private TimeLeft timeLeft = new TimeLeft(0);
    private long lastPrint;
    private int lastLength;
    private volatile boolean cancelled;

    /** @param nanoTime the clock, in nanoseconds */
    ShellProgress(PrintStream err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    synchronized void start(String name) {
        command = name;
        start = nanoTime.getAsLong();
        timeLeft = new TimeLeft(start);
        lastPrint = start;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public boolean isCancelled() {
        // in a macro the key stands for Ctrl-C
        return cancelled || IJ.escapePressed();
    }

    @Override
    public synchronized void status(String text) {
        status = text;
    }

    @Override
    public synchronized void progress(long done, long total) {
        long now = nanoTime.getAsLong();
        String left = timeLeft.words(done, total, now);
        long pause = terminal ? SECOND / 5 : 10 * SECOND;
        if (done == total && lastLength == 0) return;
        if (now - start < QUIET || (lastLength > 0 && now - lastPrint < pause)) return;
        lastPrint = now;
        StringBuilder line = new StringBuilder(command);
        if (!status.isEmpty()) line.append(": ").append(status);
        line.append(", ").append(100 * done / total).append(" %");
        if (!left.isEmpty()) line.append(", ").append(left);
        print(line.toString());
    }

    private void print(String line) {
        String blanks = " ".repeat(Math.max(0, lastLength - line.length()));
        lastLength = line.length();
        if (terminal) err.print("\r" + line + blanks);
        else err.println(line);
        err.flush();
    }

    /** Removes the line, so that results begin on a clean one. */
    synchronized void end() {
        if (terminal && lastLength > 0) err.print("\r" + " ".repeat(lastLength) + "\r");
        lastLength = 0;
        err.flush();
    }
}
