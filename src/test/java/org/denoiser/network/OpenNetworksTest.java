package org.denoiser.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenNetworksTest {
    private final List<FakeModule> opened = new ArrayList<>();
    private long now;
    private final OpenNetworks networks = new OpenNetworks(() -> now, false);

    private SteadyModule take(String key, long bytes) {
        return networks.take(key, bytes, this::open);
    }

    private synchronized SteadyModule open() {
        FakeModule module = new FakeModule("gpu0", call -> null);
        opened.add(module);
        return FakeNetworks.steady(module, new FakeModule("cpu", call -> null));
    }

    private long stillOpen() {
        return opened.stream().filter(module -> module.closings() == 0).count();
    }

    @Test
    void nextUserGetsTheSameNetwork() {
        SteadyModule first = take("a", 1);
        networks.giveBack("a", 1, first);
        assertSame(first, take("a", 1));
        assertEquals(1, opened.size());
    }

    @Test
    void networkInUseIsNotLentTwice() {
        SteadyModule first = take("a", 1);
        SteadyModule second = take("a", 1);
        assertNotSame(first, second);
        networks.giveBack("a", 1, first);
        networks.giveBack("a", 1, second);
        assertEquals(1, networks.count());
        assertEquals(1, stillOpen());
    }

    @Test
    void onlyTheLastOnesAreKept() {
        for (int i = 0; i < 10; i++) {
            networks.giveBack("" + i, 1, take("" + i, 1));
            assertEquals(Math.min(i + 1, OpenNetworks.MOST), stillOpen());
        }
        take("9", 1);
        assertEquals(10, opened.size(), "the last one was kept");
        take("0", 1);
        assertEquals(11, opened.size(), "the first one was not");
    }

    @Test
    void largeOneDrivesOutTheOthersBeforeItIsOpened() {
        networks.giveBack("a", 1, take("a", 1));
        networks.take("b", OpenNetworks.MOST_BYTES, () -> {
            assertEquals(0, stillOpen());
            return open();
        });
        assertEquals(0, networks.count());
    }

    @Test
    void oneThatIsTooLargeIsClosedAtOnce() {
        long bytes = OpenNetworks.MOST_BYTES + 1;
        networks.giveBack("a", bytes, take("a", bytes));
        assertEquals(0, stillOpen());
    }

    @Test
    void unusedOneIsClosedWhenItsTimeIsOver() {
        networks.giveBack("a", 1, take("a", 1));
        now += TimeUnit.SECONDS.toNanos(OpenNetworks.SECONDS) / 2;
        networks.giveBack("b", 1, take("b", 1));
        now += TimeUnit.SECONDS.toNanos(OpenNetworks.SECONDS) / 2;
        networks.closeOld();
        assertEquals(2, networks.count());
        now += 1;
        networks.closeOld();
        assertEquals(1, networks.count());
        assertEquals(1, opened.get(0).closings());
        networks.closeAll();
        assertEquals(0, stillOpen());
    }

    @Test
    void oneWhoseGpuHasFailedIsNotKept() {
        SteadyModule module = take("a", 1);
        module.leaveGpu("it failed");
        networks.giveBack("a", 1, module);
        assertEquals(0, networks.count());
    }

    @Test
    void manyThreadsLeaveNoMoreThanIsKept() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String key = "" + i % 3;
                all.add(threads.submit(() -> networks.giveBack(key, 1, take(key, 1))));
            }
            for (Future<?> one : all) one.get();
        } finally {
            threads.shutdown();
        }
        assertEquals(networks.count(), stillOpen());
        assertEquals(true, networks.count() <= OpenNetworks.MOST);
    }
}
