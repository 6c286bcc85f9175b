package org.denoiser.network;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Networks that nobody uses at the moment but may soon use again, such as the next line of a macro. Each is lent to one at a time. At
 * most {@link #MOST} are kept, with {@link #MOST_BYTES} of weights, for {@link #SECONDS} seconds; the process's end frees them like all
 * memory. Thread-safe.
 */
final class OpenNetworks {
    /** So that a macro may take turns with two. */
    static final int MOST = 2;

    static final long MOST_BYTES = 256 << 20;
    static final int SECONDS = 60;

    /** Those of this process. */
    static final OpenNetworks HERE = new OpenNetworks(System::nanoTime, true);

    private static final class Idle {
        private final String key;
        private final SteadyModule module;
        private final long bytes;
        private final long since;

        private Idle(String key, SteadyModule module, long bytes, long since) {
            this.key = key;
            this.module = module;
            this.bytes = bytes;
            this.since = since;
        }
    }

    /** The one given back last comes last. */
    private final List<Idle> idle = new ArrayList<>();

    private final LongSupplier nanoTime;
    private final ScheduledThreadPoolExecutor timer;

    /** @param timed whether they are closed without being asked when their time is over */
    OpenNetworks(LongSupplier nanoTime, boolean timed) {
        this.nanoTime = nanoTime;
        this.timer = timed ? newTimer() : null;
    }

    private static ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "Denoiser closes idle networks");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    /** The one kept under the key, or a new one, for which room is made first. */
    SteadyModule take(String key, long bytes, Supplier<SteadyModule> opener) {
        List<Idle> closing = new ArrayList<>();
        SteadyModule kept = null;
        synchronized (this) {
            for (Idle entry : idle) {
                if (entry.key.equals(key)) {
                    kept = entry.module;
                    idle.remove(entry);
                    break;
                }
            }
            if (kept == null) {
                removeBeyond(MOST - 1, MOST_BYTES - bytes, closing);
            }
        }
        closing.forEach(entry -> entry.module.close());
        return kept != null ? kept : opener.get();
    }

    /** Keeps a module for the next one who asks, or closes it. */
    void giveBack(String key, long bytes, SteadyModule module) {
        List<Idle> closing = new ArrayList<>();
        synchronized (this) {
            boolean another = idle.stream().anyMatch(entry -> entry.key.equals(key));
            Idle entry = new Idle(key, module, bytes, nanoTime.getAsLong());
            if (another || module.isReplaced()) {
                closing.add(entry);
            } else {
                idle.add(entry);
                removeBeyond(MOST, MOST_BYTES, closing);
            }
        }
        closing.forEach(entry -> entry.module.close());
        if (timer != null) {
            timer.schedule(this::closeOld, SECONDS + 1, TimeUnit.SECONDS);
        }
    }

    private void removeBeyond(int count, long bytes, List<Idle> removed) {
        long sum = idle.stream().mapToLong(entry -> entry.bytes).sum();
        while (!idle.isEmpty() && (idle.size() > count || sum > bytes)) {
            sum -= idle.get(0).bytes;
            removed.add(idle.remove(0));
        }
    }

    /** Closes those whose time is over. */
    void closeOld() {
        closeBefore(nanoTime.getAsLong() - TimeUnit.SECONDS.toNanos(SECONDS));
    }

    /** Closes all that nobody uses, for their memory. */
    void closeAll() {
        closeBefore(nanoTime.getAsLong() + 1);
    }

    private void closeBefore(long time) {
        List<Idle> closing = new ArrayList<>();
        synchronized (this) {
            for (Idle entry : idle) {
                if (entry.since - time < 0) {
                    closing.add(entry);
                }
            }
            idle.removeAll(closing);
        }
        closing.forEach(entry -> entry.module.close());
    }

    synchronized int count() {
        return idle.size();
    }
}
