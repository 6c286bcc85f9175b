package org.denoiser.legacy;

import ij.IJ;
import java.awt.EventQueue;

/** Measures how long what the event thread is given has to wait. Runs until Java ends. */
final class EventWatch {
    private volatile long longest;

    EventWatch() {
        Thread watch = new Thread(this::run, "Event watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void run() {
        while (true) {
            long start = System.nanoTime();
            try {
                EventQueue.invokeAndWait(() -> {});
            } catch (Exception e) {
                return;
            }
            longest = Math.max(longest, System.nanoTime() - start);
            IJ.wait(5);
        }
    }

    /** Tells the longest wait since the last time. */
    void tell(String what) {
        System.out.println("Longest wait of the event thread, " + what + ": " + longest / 1_000_000 + " ms");
        longest = 0;
    }
}
