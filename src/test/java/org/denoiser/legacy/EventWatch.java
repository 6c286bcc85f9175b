package org.denoiser.legacy;

import ij.IJ;
import java.awt.EventQueue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Measures how long what the event thread is given has to wait, and how much of that time the event thread itself computed, which other
 * programs on the computer do not change. Runs until Java ends.
 */
final class EventWatch {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private volatile long events;
    private volatile long longest;
    private volatile long longestComputed;

    EventWatch() {
        Thread watch = new Thread(this::run, "Event watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void run() {
        try {
            EventQueue.invokeAndWait(() -> events = Thread.currentThread().getId());
            while (true) {
                long start = System.nanoTime();
                long computed = threads.getThreadCpuTime(events);
                EventQueue.invokeAndWait(() -> {});
                longestComputed = Math.max(longestComputed, threads.getThreadCpuTime(events) - computed);
                longest = Math.max(longest, System.nanoTime() - start);
                IJ.wait(5);
            }
        } catch (Exception e) {
            System.out.println("The event thread is watched no longer: " + e);
        }
    }

    /** Tells the longest wait since the last time. */
    void tell(String what) {
        System.out.println("Longest wait of the event thread, " + what + ": " + longest / 1_000_000 + " ms; computed "
                + longestComputed / 1_000_000 + " ms");
        longest = 0;
        longestComputed = 0;
    }
}
